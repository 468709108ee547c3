import fc, { type Arbitrary } from 'fast-check';
import { mcpStep, routeStep, type Step, toolStep } from '../runner/step.ts';
import { fileContent, filePath } from './file-path.ts';
import { jsonValue } from './json-value.ts';
import { manyNames } from './many-names.ts';

const toolName = fc.constantFrom('f', 'g', 'read_file');
const args = fc.dictionary(fc.constantFrom('a', 'b', 'n', 'file_path'), jsonValue, { maxKeys: 2 });

function fileStep(session: string): Arbitrary<Step> {
  return fc
    .tuple(
      fc.constantFrom('vfs', 'vfs', 'vfs', ''),
      fc.oneof(
        fc.record({
          tool: fc.constant('write_file'),
          args: fc.record({ file_path: filePath, content: fileContent }),
        }),
        fc.record({
          tool: fc.constantFrom('read_file', 'delete_file'),
          args: fc.record({ file_path: filePath }),
        }),
        fc.constant({ tool: 'list_files', args: {} }),
      ),
    )
    .map(([component, call]) => toolStep({ component, session, ...call }));
}

/** A call that defines mocks: for a session, or for all if the session is undefined. */
export function definingStep(session: string | undefined): Arbitrary<Step> {
  const post = (path: string) => (body: unknown) =>
    routeStep({ method: 'POST', path: `/mock/${path}`, session, body });
  return fc.oneof(
    fc
      .array(fc.record({ name: toolName }), { minLength: 1, maxLength: 2 })
      .map(post('load-schema')),
    fc.record({ name: toolName, mockResponse: jsonValue }).map(post('update-response')),
    fc.record({ name: toolName, match: args, response: jsonValue }).map(post('add-fixture')),
  );
}

function mockStep(session: string): Arbitrary<Step> {
  return fc.oneof(
    { weight: 3, arbitrary: definingStep(session) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom(toolStep, mcpStep),
          fc.constantFrom('mock', 'mock', ''),
          toolName,
          args,
        )
        .map(([make, component, tool, values]) => make({ component, session, tool, args: values })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        routeStep({ method: 'GET', path: '/mock/list-tools', session }),
        routeStep({ method: 'GET', path: '/list-tools', session }),
        routeStep({ method: 'POST', path: '/mock/clear', session, body: {} }),
      ),
    },
  );
}

/** A call in a session: files, mocks, or the end of it; of one component, or of the gateway. */
export function sessionStep(session: string): Arbitrary<Step> {
  return fc.oneof(
    { weight: 6, arbitrary: fileStep(session) },
    { weight: 4, arbitrary: mockStep(session) },
    {
      weight: 1,
      arbitrary: fc
        .record({ component: fc.constantFrom('vfs', 'mock', ''), inPath: fc.boolean() })
        .map((end): Step => ({ kind: 'end-session', session, ...end })),
    },
  );
}

/** Writes of different files in a session, few or many. */
export function manyWrites(session: string): Arbitrary<Step[]> {
  return manyNames(20).map((names) =>
    names.map((name) =>
      toolStep({
        component: 'vfs',
        session,
        tool: 'write_file',
        args: { file_path: name, content: name.slice(-2) },
      }),
    ),
  );
}
