import fc, { type Arbitrary } from 'fast-check';
import { fileContent, filePath } from '../arbitraries/file-path.ts';
import { mockTemplate, templateArguments } from '../arbitraries/mock-template.ts';
import { answered, exactly, unlike } from '../models/expected-answer.ts';
import { jsonTextOf, modelOf } from '../models/json-value.ts';
import { writtenTemplate } from '../models/template-model.ts';
import { type Answer, jsonOf, sameAnswer } from '../runner/answer.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { definitionStep } from '../runner/mock-steps.ts';
import type { Step } from '../runner/step.ts';
import type { Demand } from '../runner/trace.ts';

/** A call of a tool, in the words of the component that has it. */
interface OwnedCall {
  readonly step: Extract<Step, { kind: 'tool' | 'mcp' }>;
  /** Whether the gateway is called in MCP style, which only the mock speaks itself. */
  readonly isTranslated: boolean;
}

interface TwoWays {
  readonly definitions: readonly Step[];
  readonly calls: readonly OwnedCall[];
}

const session = fc.constantFrom('s', 's', undefined, '', 'a/b');
const tool = fc.constantFrom('f', 'f', 'g', 'nobody-has-this');
const args = templateArguments.map(jsonTextOf);

const definition: Arbitrary<Step> = fc
  .record({ name: fc.constantFrom('f', 'g'), match: templateArguments, template: mockTemplate })
  .chain(({ name, match, template }) => {
    const response = writtenTemplate(template);
    return fc.constantFrom(
      definitionStep('s', 'update-response', modelOf({ name, mockResponse: response })),
      definitionStep('s', 'add-fixture', modelOf({ name, match, response })),
    );
  });

const mockCall: Arbitrary<OwnedCall> = fc
  .record({ kind: fc.constantFrom('tool', 'mcp'), session, tool, args })
  .map((call) => ({ step: { component: 'mock', ...call }, isTranslated: false }));

const fileCall = fc.oneof(
  fc.record({
    tool: fc.constant('write_file'),
    args: fc.record({ file_path: filePath, content: fileContent }),
  }),
  fc.record({
    tool: fc.constantFrom('read_file', 'delete_file', 'list_files', 'write_file'),
    args: fc.record({ file_path: filePath }, { requiredKeys: [] }),
  }),
);

// Without the arguments that it needs no tool of GitHub's gets as far as the network.
const githubCall = fc.record({
  tool: fc.constantFrom('gh_list_branches', 'gh_get_issue'),
  args: fc.constantFrom<unknown[]>({}, { owner: 'o' }, { page: 1.5 }, { x: 1 }),
});

const builtInCall: Arbitrary<OwnedCall> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fileCall.map((call) => ({ component: 'vfs', ...call })) },
      { weight: 1, arbitrary: githubCall.map((call) => ({ component: 'github', ...call })) },
    ),
    session,
    fc.boolean(),
  )
  .map(([call, owner, isTranslated]) => ({
    step: { kind: 'tool', ...call, session: owner, args: JSON.stringify(call.args) },
    isTranslated,
  }));

const LOADING = definitionStep('s', 'load-schema', [
  modelOf({ name: 'f' }),
  modelOf({ name: 'g' }),
]);

/** The answer to a call does not depend on its route. */
export const gatewayAddsNothing: ServiceLaw<TwoWays> = {
  name: 'gateway-adds-nothing',
  statement:
    'The gateway answers a call by the tool name alone like the component that has the tool: ' +
    'byte for byte, or with the same result if the call was in another style.',
  needs: 'service',
  runs: { quick: 25, full: 1_000, long: 3_000 },
  values: fc.record({
    definitions: fc.array(definition, { maxLength: 2 }),
    calls: fc.array(
      fc.oneof({ weight: 3, arbitrary: mockCall }, { weight: 2, arbitrary: builtInCall }),
      { minLength: 1, maxLength: 5, size: 'medium' },
    ),
  }),
  lists: [listAt('definitions'), listAt('calls')],
  holds: async ({ definitions, calls }, service) => {
    const before = [LOADING, ...definitions];
    const direct = await service.begin();
    for (const step of before) await direct.call(step);
    const demanded = [];
    for (const { step } of calls) demanded.push(await direct.call(step));
    const gateway = await service.begin();
    for (const step of before) await gateway.call(step);
    for (const [index, { step, isTranslated }] of calls.entries()) {
      const kind = isTranslated ? 'mcp' : step.kind;
      const answer = await gateway.call({ ...step, kind, component: '' });
      const wanted = demanded[index];
      if (wanted === undefined) continue;
      const demand = unmet(answer, wanted, isTranslated);
      if (demand === undefined) continue;
      const place = before.length + index;
      throw gateway.violation(
        `Call ${place + 1} is answered otherwise than by the component ${step.component}`,
        new Map([[place, demand]]),
      );
    }
  },
};

/** The expected answer of the gateway, if it gave another one. */
function unmet(answer: Answer, wanted: Answer, isTranslated: boolean): Demand | undefined {
  if (!isTranslated) return sameAnswer(answer, wanted) ? undefined : { response: wanted };
  const { success, result } = (jsonOf(wanted) ?? {}) as { success?: unknown; result?: string };
  const expected =
    success === true
      ? answered(200, { result: exactly(result ?? null) })
      : answered(400, { error: exactly(result ?? null) });
  return unlike(expected, answer) === undefined ? undefined : expected;
}
