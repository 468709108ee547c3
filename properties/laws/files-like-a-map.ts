import fc, { type Arbitrary } from 'fast-check';
import { alikePaths } from '../arbitraries/alike-paths.ts';
import { type FileOperation, fileContent, fileOperation } from '../arbitraries/file-operation.ts';
import { longText, manyNames } from '../arbitraries/many-names.ts';
import { sessionPair } from '../arbitraries/session-pair.ts';
import { type ExpectedAnswer, failed, unlike } from '../models/expected-answer.ts';
import { VfsModel } from '../models/vfs-model.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { type Step, toolStep } from '../runner/step.ts';

/** An operation in one of two sessions. */
type SessionOperation = (FileOperation | { readonly kind: 'end' }) & {
  readonly who: 'one' | 'other';
};

interface FilePlay {
  readonly sessions: readonly [one: string, other: string];
  readonly operations: readonly SessionOperation[];
}

const operation: Arbitrary<SessionOperation> = fc
  .tuple(
    fc.constantFrom('one', 'one', 'one', 'other'),
    fc.oneof(
      { weight: 15, arbitrary: fileOperation },
      { weight: 1, arbitrary: fc.constant({ kind: 'end' as const }) },
    ),
  )
  .map(([who, each]) => ({ ...each, who }));

/** Many files of one session, some of them used again; then a listing, and the end. */
const withManyFiles: Arbitrary<SessionOperation[]> = fc
  .record({
    names: manyNames(30),
    used: fc.array(fc.tuple(fc.constantFrom('read', 'delete', 'write'), fc.nat()), {
      maxLength: 3,
    }),
    others: fc.array(operation, { maxLength: 3 }),
    isEnded: fc.boolean(),
  })
  .map(({ names, used, others, isEnded }) => {
    const writes = names.map((path) => ({ kind: 'write' as const, path, content: path.slice(-2) }));
    const uses = used.map(([kind, place]) => ({
      kind,
      path: names[place % names.length] ?? '',
      content: 'again',
    }));
    const list = { kind: 'list' as const };
    const own = [...writes, ...uses, list].map((each) => ({ ...each, who: 'one' as const }));
    const end = { kind: 'end' as const, who: 'one' as const };
    return [...own, ...others, ...(isEnded ? [end] : []), { ...list, who: 'one' as const }];
  });

/** A file with long or odd content, which is read back. */
const withOddContent: Arbitrary<SessionOperation[]> = fc
  .oneof(longText, fileContent)
  .map((content) => [
    { kind: 'write', path: 'a', content, who: 'one' },
    { kind: 'read', path: 'a', who: 'one' },
  ]);

/** Two files with similar names, of which one is deleted. */
const withAlikeNames: Arbitrary<SessionOperation[]> = alikePaths.map(([first, second]) => [
  { kind: 'write', path: first, content: '1', who: 'one' },
  { kind: 'write', path: second, content: '2', who: 'one' },
  { kind: 'read', path: first, who: 'one' },
  { kind: 'list', who: 'one' },
  { kind: 'delete', path: second, who: 'one' },
  { kind: 'read', path: first, who: 'one' },
]);

/** The component behaves like a map from normalised paths to contents. */
export const filesLikeAMap: ServiceLaw<FilePlay> = {
  name: 'files-like-a-map',
  statement:
    'Files are written, read, listed in the order of their first writes, and deleted as in a map ' +
    'whose keys are paths normalised by POSIX; refused paths are refused, as are arguments that ' +
    'are missing, unknown or not strings, and bytes are UTF-8.',
  needs: 'service',
  runs: { quick: 60, full: 1_000, long: 6_000 },
  values: fc.record({
    sessions: sessionPair,
    operations: fc.oneof(
      {
        weight: 12,
        arbitrary: fc.array(operation, { minLength: 1, maxLength: 12, size: 'medium' }),
      },
      { weight: 2, arbitrary: withManyFiles },
      { weight: 2, arbitrary: withOddContent },
      { weight: 2, arbitrary: withAlikeNames },
    ),
  }),
  lists: [listAt('operations')],
  holds: async ({ sessions: [one, other], operations }, service) => {
    const ids = { one, other };
    const models = { one: new VfsModel(), other: new VfsModel() };
    const run = await service.begin();
    for (const [index, each] of operations.entries()) {
      const expected = expectedOf(models[each.who], each);
      const difference = unlike(expected, await run.call(stepOf(each, ids[each.who])));
      if (difference === undefined) continue;
      throw run.violation(`Call ${index + 1} ${difference}`, new Map([[index, expected]]));
    }
  },
};

function expectedOf(model: VfsModel, operation: SessionOperation): ExpectedAnswer {
  switch (operation.kind) {
    case 'write':
      return model.write(operation.path, operation.content);
    case 'read':
      return model.read(operation.path);
    case 'delete':
      return model.delete(operation.path);
    case 'list':
      return model.list();
    case 'misfit':
      return failed('InvalidArguments');
    case 'end':
      return model.end();
  }
}

function stepOf(operation: SessionOperation, session: string): Step {
  const { kind } = operation;
  const call = (tool: string, args: unknown): Step =>
    toolStep({ component: 'vfs', session, tool, args });
  switch (kind) {
    case 'write':
      return call('write_file', { file_path: operation.path, content: operation.content });
    case 'read':
    case 'delete':
      return call(`${kind}_file`, { file_path: operation.path });
    case 'list':
      return call('list_files', {});
    case 'misfit':
      return call(operation.tool, operation.args);
    case 'end':
      return { kind: 'end-session', component: 'vfs', session };
  }
}
