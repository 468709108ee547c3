import fc, { type Arbitrary } from 'fast-check';
import type { Pattern } from '../../harness/internal.ts';
import { sessionIds } from '../arbitraries/session-id.ts';
import { definingStep, manyWrites, sessionStep } from '../arbitraries/session-step.ts';
import { answered, type ExpectedAnswer, exactly, unlike } from '../models/expected-answer.ts';
import { type Answer, jsonOf, sameAnswer } from '../runner/answer.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { routeStep, type Step, sessionOfStep, toolStep } from '../runner/step.ts';
import type { Demand } from '../runner/trace.ts';
import type { Violation } from '../runner/violation.ts';
import type { ServiceRun, ToolService } from '../subjects/subject.ts';

/** The component that gets the DELETE; the gateway, `''`, forwards it to all. */
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

/**
 * After its end, a session is as if it had never existed, and no other session notices. A service
 * may not return counts, and a second DELETE may remove leftovers of the first: so everything
 * visible is checked before the second DELETE, which must then do what it does in a world where the
 * session did nothing.
 */
export const cleanup: ServiceLaw<Lives> = {
  name: 'cleanup',
  statement:
    'DELETE of a session removes everything that the session owns and nothing else, so a second ' +
    'DELETE finds nothing from before the first.',
  needs: 'service',
  runs: { quick: 20, full: 1_000, long: 6_000 },
  values: lives,
  lists: [listAt('steps')],
  holds: async (life, service) => {
    const { steps, session, component, inPath } = life;
    const ended = await service.begin();
    for (const step of steps) await ended.call(step);
    const end: Step = { kind: 'end-session', component, session, inPath };
    const first = await ended.call(end);
    if (!isDeletion(first)) {
      throw ended.violation(
        'The DELETE does not say that it deleted the session',
        new Map([[steps.length, DELETED]]),
      );
    }
    const probes = [...probesOf(steps, session), { step: end, isLook: false }];
    const found = [];
    for (const { step } of probes) found.push(await ended.call(step));
    const violationAt = (index: number, explanation: string, demand: Demand): Violation => {
      const places = [...probes.keys()].filter((at) => probes[at]?.isLook && at !== index);
      const [place, ...needless] = [index, ...places].map((at) => steps.length + 1 + at);
      return ended.violation(explanation, new Map([[place ?? 0, demand]]), new Set(needless));
    };
    const never = await neverLived(life, service);
    for (const [index, { step }] of probes.entries()) {
      const response = await never.call(step);
      const seen = found[index];
      if (seen === undefined || sameAnswer(seen, response)) continue;
      throw violationAt(index, `${step === end ? SECOND : OTHER} ${OTHERWISE}`, { response });
    }
    const last = probes.length - 1;
    const second = found[last] ?? first;
    const demand = withoutFiles(second);
    if (unlike(demand, second) === undefined) return;
    throw violationAt(last, 'A second DELETE deletes a file, or fails', demand);
  },
};

const OTHER = 'After the DELETE a call';
const SECOND = 'A second DELETE';
const OTHERWISE = 'is answered otherwise than where the session never did anything';

/** The other steps, in a world in which the session never took the steps that its end undoes. */
async function neverLived(
  { steps, session, component }: Lives,
  service: ToolService,
): Promise<ServiceRun> {
  const never = await service.begin();
  for (const step of steps) if (!isOwned(step, session, component)) await never.call(step);
  return never;
}

/** Whether the end of a session in a component undoes a step. */
function isOwned(step: Step, session: string, component: Ended): boolean {
  if (sessionOfStep(step) !== session) return false;
  return component === '' || (step.kind === 'route' ? 'mock' : 'vfs') === component;
}

/** A read-only call that shows what is left. */
interface Probe {
  readonly step: Step;
  readonly isLook: boolean;
}

/** The files and mocks that sessions see: immediately, and when the ended one starts again. */
function probesOf(steps: readonly Step[], ended: string): Probe[] {
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
  const lookAt = (seen: readonly Step[]) => seen.map((step) => ({ step, isLook: true }));
  return [
    ...lookAt([...looks, ...reads, ...uses]),
    { step: again, isLook: false },
    ...lookAt(uses),
  ];
}

function definitionIn(step: Step): { readonly name?: string; readonly match?: unknown } {
  if (step.kind !== 'route' || step.body === undefined) return {};
  return JSON.parse(step.body) as { name?: string; match?: unknown };
}

const DELETED = answered(200, { success: exactly(true) });

function isDeletion(answer: Answer): boolean {
  return unlike(DELETED, answer) === undefined;
}

/** A deletion that counts 0 files, if this answer counts them: nobody has written one since. */
function withoutFiles(answer: Answer): ExpectedAnswer {
  const { deleted, deleted_files } = Object(jsonOf(answer)) as Readonly<Record<string, unknown>>;
  const { vfs } = Object(deleted) as Readonly<Record<string, unknown>>;
  const none: Pattern = { kind: 'value', json: '0' };
  return answered(200, {
    success: exactly(true),
    ...(deleted_files !== undefined && { deleted_files: none }),
    ...(vfs !== undefined && { deleted: { kind: 'object', members: new Map([['vfs', none]]) } }),
  });
}
