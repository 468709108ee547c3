import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../protocol/any-text.fixture.ts';
import { inbound, memoryPlatform } from '../protocol/memory-platform.fixture.ts';
import { percentEncode } from '../protocol/percent.ts';
import { readVfsPath } from '../protocol/vfs-path.ts';
import { handleVfs } from './vfs.ts';
import { failure, success, vfsService } from './vfs-service.fixture.ts';

type Step =
  | { readonly tool: 'write_file'; readonly args: { file_path: string; content: string } }
  | { readonly tool: 'read_file' | 'delete_file'; readonly args: { file_path: string } }
  | { readonly tool: 'list_files'; readonly args: Record<string, never> };

/** A filesystem in a few lines: the files of one session in the order of their first writes. */
class Model {
  readonly files = new Map<string, { spelling: string; content: string }>();

  run(step: Step): unknown {
    if (step.tool === 'list_files') {
      return success(JSON.stringify([...this.files.values()].map(({ spelling }) => spelling)));
    }
    const { file_path: path } = step.args;
    const canonical = readVfsPath(path)?.canonical ?? '';
    const file = this.files.get(canonical);
    const under = [...this.files.keys()].some((other) => other.startsWith(`${canonical}/`));
    if (file === undefined && under) return failure('InvalidArguments', `Is a directory: ${path}`);
    if (step.tool === 'write_file') return this.write(path, canonical, step.args.content);
    if (file === undefined) return failure('FileNotFound', `File not found: ${path}`);
    if (step.tool === 'read_file') return success(file.content);
    this.files.delete(canonical);
    return success(`Successfully deleted ${path}`);
  }

  write(path: string, canonical: string, content: string): unknown {
    const above = [...this.files.keys()].filter((other) => canonical.startsWith(`${other}/`));
    if (above.length > 0) return failure('InvalidArguments', `Not a directory: ${above[0]}`);
    const spelling = this.files.get(canonical)?.spelling ?? path;
    this.files.set(canonical, { spelling, content });
    return success(`Successfully wrote ${Buffer.byteLength(content)} bytes to ${path}`);
  }
}

const name = fc.constantFrom('a', 'b', 'é:', '__files__', '~', 'lib');
const file_path = fc
  .tuple(
    fc.constantFrom('', './', '/x/../', 'y/.././'),
    fc.array(name, { minLength: 1, maxLength: 3 }),
  )
  .map(([lead, names]) => lead + names.join('/'))
  .filter((path) => !readVfsPath(path)?.isSystem);
const content = fc.string({ unit: 'grapheme' });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ tool: fc.constant('write_file'), args: fc.record({ file_path, content }) }),
  fc.record({
    tool: fc.constantFrom('read_file', 'delete_file'),
    args: fc.record({ file_path }),
  }),
  fc.record({ tool: fc.constant('list_files'), args: fc.constant({}) }),
);
const hostileText = fc.oneof(
  anyText,
  fc.string({ unit: fc.constantFrom(':', '/', '~', '%', '_', 'a', '.', '\0', 'é', '\ud800') }),
  fc.constantFrom('', '..', '__files__', 'vfs/a/', 'a~002f', '__proto__'),
);

describe('the virtual filesystem', () => {
  it('does what a map of paths does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { call } = vfsService();
        const model = new Model();
        for (const each of steps) {
          expect(await call('s', each.tool, each.args)).toEqual(model.run(each));
        }
      }),
    );
  });

  it('answers each of two interleaved sessions as if it were alone', async () => {
    const any = fc.tuple(fc.boolean(), fc.oneof(step, hostileStep()));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(hostileText, { minLength: 2, maxLength: 2 }),
        fc.array(any, { maxLength: 30 }),
        async ([one = '', two = ''], steps) => {
          const together = vfsService();
          const alone = { one: vfsService(), two: vfsService() };
          for (const [first, { tool, args }] of steps) {
            const session = first ? one : two;
            const expected = await (first ? alone.one : alone.two).call(session, tool, args);
            expect(await together.call(session, tool, args)).toEqual(expected);
          }
          await together.send('DELETE', `/vfs/session?id=${percentEncode(one)}`);
          expect(await together.list(two)).toEqual(await alone.two.list(two));
        },
      ),
    );
  });

  it('answers whatever arrives with the promised keys, and never with a 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest(), async ([method, path, query, body]) => {
        const request = { ...inbound(method, path, body), query };
        const { status, body: text } = await handleVfs(request, memoryPlatform());
        expect([200, 400, 404, 405]).toContain(status);
        expectPromisedKeys(status, JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });
});

function hostileStep(): fc.Arbitrary<{ tool: string; args: unknown }> {
  return fc.record({
    tool: fc.constantFrom('read_file', 'write_file', 'delete_file'),
    args: fc.record(
      { file_path: hostileText, content: hostileText },
      { requiredKeys: ['file_path'] },
    ),
  });
}

function anyRequest() {
  const call = fc.record(
    { session_id: fc.oneof(hostileText, fc.jsonValue()), tool: fc.string(), args: fc.jsonValue() },
    { requiredKeys: [] },
  );
  return fc.tuple(
    fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'HEAD', 'OPTIONS', 'X'),
    fc.oneof(
      fc.constantFrom('/vfs/execute', '/vfs/session', '/vfs/health', '/vfs/list-tools', '/vfs'),
      anyText.map((id) => `/vfs/session/${id}`),
      fc.string().map((path) => `/${path}`),
    ),
    fc.oneof(
      fc.constant(''),
      fc.string(),
      fc.string().map((id) => `id=${id}`),
    ),
    fc.oneof(
      fc.uint8Array(),
      fc.json(),
      call,
      hostileStep().map((s) => ({ session_id: 's', ...s })),
    ),
  );
}

function expectPromisedKeys(status: number, body: Record<string, unknown>): void {
  if (status !== 200) expect(body['error']).toBeTypeOf('string');
  else if ('result' in body) {
    expect(Object.keys(body)).toEqual(['success', 'result', 'error_type']);
    expect(body['result']).toBeTypeOf('string');
    expect(body['error_type'] === null).toBe(body['success']);
  } else expect(['deleted_files', 'components', 'tools'].some((key) => key in body)).toBe(true);
}
