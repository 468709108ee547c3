import fc, { type Arbitrary } from 'fast-check';
import type { Pattern } from '../../harness/index.ts';
import { type Answer, jsonOf, sameAnswer } from '../answer.ts';
import { sessionIds } from '../arbitraries/session-id.ts';
import { definingStep, manyWrites, sessionStep } from '../arbitraries/session-step.ts';
import type { ServiceLaw } from '../law.ts';
import { listAt } from '../list-in.ts';
import { routeStep, type Step, sessionOfStep, toolStep } from '../step.ts';

/** Which component is told of the end of a session; the gateway, `''`, tells all. */
type Ended = 'vfs' | 'mock' | '';

interface Lives {
  readonly steps: readonly Step[];
  /** The session that ends. */
  readonly session: string;
  readonly component: Ended;
  /** Whether the request names the session in its path. */
  readonly inPath: boolean;
}

const lives: Arbitrary<Lives> = sessionIds.chain((ids) => {
  const session = fc.constantFrom(...ids);
  const step = fc.oneof(
    {
      weight: 8,
      arbitrary: session.chain(sessionStep).filter(({ kind }) => kind !== 'end-session'),
    },
    { weight: 1, arbitrary: definingStep(undefined) },
  );
  const few = fc.array(step, { minLength: 1, maxLength: 8 });
  const many = fc
    .tuple(session.chain(manyWrites), fc.array(step, { maxLength: 2 }))
    .map((parts) => parts.flat());
  return fc.record({
    steps: fc.oneof({ weight: 7, arbitrary: few }, { weight: 1, arbitrary: many }),
    session,
    component: fc.constantFrom<Ended>('', '', 'vfs', 'mock'),
    inPath: fc.boolean(),
  });
});

/** The end of a session is as if it had never been, and nobody else notices. */
export const cleanup: ServiceLaw<Lives> = {
  name: 'cleanup',
  statement:
    'DELETE of a session removes all that the session owns and nothing else, and a second DELETE ' +
    'removes nothing.',
  needs: 'service',
  runs: { quick: 30, full: 1_000, long: 6_000 },
  values: lives,
  lists: [listAt('steps')],
  holds: async ({ steps, session, component, inPath }, service) => {
    const ended = await service.begin();
    for (const step of steps) await ended.call(step);
    const end: Step = { kind: 'end-session', component, session, inPath };
    const first = await ended.call(end);
    if (!isDeletion(first)) {
      throw ended.breach(
        'The DELETE does not say that it deleted the session',
        new Map([[steps.length, { status: 200, body: SUCCESS }]]),
      );
    }
    const second = await ended.call(end);
    if (!deletedNothing(second)) {
      throw ended.breach(
        'A second DELETE deletes something, or fails',
        new Map([[steps.length + 1, { status: 200, body: NOTHING_DELETED }]]),
      );
    }
    const { looks, again, uses } = probesOf(steps, session);
    const probes = [...looks, ...again, ...uses];
    const found = [];
    for (const probe of probes) found.push(await ended.call(probe));
    const never = await service.begin();
    for (const step of steps) if (!isOwned(step, session, component)) await never.call(step);
    for (const [index, probe] of probes.entries()) {
      const demanded = await never.call(probe);
      const seen = found[index];
      if (seen === undefined || sameAnswer(seen, demanded)) continue;
      const first = steps.length + 2;
      const needless = new Set([first - 1, ...looks.map((_, at) => first + at)]);
      needless.delete(first + index);
      throw ended.breach(
        'After the DELETE a call is answered otherwise than where the session never did anything',
        new Map([[first + index, { response: demanded }]]),
        needless,
      );
    }
  },
};

/** Whether the end of a session in a component takes back what a step did. */
function isOwned(step: Step, session: string, component: Ended): boolean {
  if (sessionOfStep(step) !== session) return false;
  return component === '' || (step.kind === 'route' ? 'mock' : 'vfs') === component;
}

/** What sessions can see of files and mocks: at once, and when the ended one begins anew. */
function probesOf(steps: readonly Step[], ended: string) {
  const sessions = [...new Set([...steps.map(sessionOfStep), ended])];
  const looks = sessions.flatMap((session) => [
    ...(session === undefined
      ? []
      : [toolStep({ component: 'vfs', session, tool: 'list_files', args: {} })]),
    routeStep({ method: 'GET', path: '/mock/list-tools', session }),
  ]);
  const reads = steps.flatMap((step): Step[] => {
    if (step.kind !== 'tool' || step.tool !== 'write_file') return [];
    const { file_path } = JSON.parse(step.args) as { file_path: string };
    return [{ ...step, component: 'vfs', tool: 'read_file', args: JSON.stringify({ file_path }) }];
  });
  const uses = steps.flatMap((step): Step[] => {
    const { name = '', match = {} } = definitionIn(step);
    if (name === '') return [];
    return [toolStep({ component: 'mock', session: sessionOfStep(step), tool: name, args: match })];
  });
  const again = routeStep({
    method: 'POST',
    path: '/mock/load-schema',
    session: ended,
    body: [{ name: 'f' }, { name: 'g' }],
  });
  return { looks: [...looks, ...reads, ...uses], again: [again], uses };
}

function definitionIn(step: Step): { readonly name?: string; readonly match?: unknown } {
  if (step.kind !== 'route' || step.body === undefined) return {};
  return JSON.parse(step.body) as { name?: string; match?: unknown };
}

const SUCCESS: Pattern = {
  kind: 'object',
  members: new Map([['success', { kind: 'value', json: 'true' }]]),
};

const NOTHING_DELETED: Pattern = {
  kind: 'object',
  members: new Map([
    ['success', { kind: 'value', json: 'true' }],
    ['deleted_files', { kind: 'value', json: '0' }],
  ]),
};

function isDeletion(answer: Answer): boolean {
  const { success } = (jsonOf(answer) ?? {}) as { success?: unknown };
  return answer.status === 200 && success === true;
}

function deletedNothing(answer: Answer): boolean {
  const { deleted, deleted_files } = (jsonOf(answer) ?? {}) as Readonly<Record<string, unknown>>;
  const counts = typeof deleted === 'object' && deleted !== null ? Object.values(deleted) : [];
  return isDeletion(answer) && (deleted_files ?? 0) === 0 && counts.every((count) => count === 0);
}
