import fc, { type Arbitrary } from 'fast-check';
import { fileContent } from '../arbitraries/file-path.ts';
import { type Answer, jsonOf } from '../runner/answer.ts';
import type { WorldLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { routeStep, type Step, toolStep } from '../runner/step.ts';
import { LANES, type ToolWorld } from '../subjects/subject.ts';

/** Calls before, parallel calls, and which of these continues at each operation. */
interface Race {
  readonly before: readonly Step[];
  readonly together: readonly Step[];
  readonly choices: readonly number[];
}

const session = 's';
const path = fc.constantFrom('a', 'b', 'c');

function file(tool: string, args: object): Step {
  return toolStep({ component: 'vfs', session, tool, args });
}

function define(route: string, body: unknown): Step {
  return routeStep({ method: 'POST', path: `/mock/${route}`, session, body });
}

const write = fc
  .tuple(path, fileContent)
  .map(([file_path, content]) => file('write_file', { file_path, content }));
const remove = path.map((file_path) => file('delete_file', { file_path }));
const fileLook = fc.oneof(
  path.map((file_path) => file('read_file', { file_path })),
  fc.constant(file('list_files', {})),
);
const name = fc.constantFrom('f', 'g');
const match = fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom(1, 2), { maxKeys: 2 });
const load = name.map((tool) => define('load-schema', [{ name: tool }]));
const respond = fc
  .record({ name, mockResponse: fc.constantFrom('A', 'B') })
  .map((body) => define('update-response', body));
const fix = fc
  .record({ name, match, response: fc.constantFrom('X', 'Y') })
  .map((body) => define('add-fixture', body));
const use = fc
  .tuple(name, match)
  .map(([tool, args]) => toolStep({ component: 'mock', session, tool, args }));

function raceOf(change: Arbitrary<Step>, others: Arbitrary<Step>): Arbitrary<Race> {
  return fc.record({
    before: fc.array(change, { maxLength: 3 }),
    together: fc.array(
      fc.oneof({ weight: 4, arbitrary: change }, { weight: 1, arbitrary: others }),
      { minLength: 2, maxLength: LANES },
    ),
    choices: fc.array(fc.nat({ max: LANES - 1 }), { minLength: 4, maxLength: 32, size: 'max' }),
  });
}

const fileChange = fc.oneof({ weight: 4, arbitrary: write }, { weight: 1, arbitrary: remove });
const mockChange = fc.oneof(load, respond, { weight: 2, arbitrary: fix });

// Calls without common data cannot interfere, so most races are between calls of one kind.
const race: Arbitrary<Race> = fc
  .oneof(
    { weight: 3, arbitrary: raceOf(fileChange, fileLook) },
    { weight: 1, arbitrary: raceOf(mockChange, use) },
    // Most changes of mocks are refused until their tool is there.
    {
      weight: 2,
      arbitrary: raceOf(mockChange, use).map((race) => ({
        ...race,
        before: [define('load-schema', [{ name: 'f' }, { name: 'g' }]), ...race.before],
      })),
    },
    { weight: 1, arbitrary: raceOf(fc.oneof(fileChange, mockChange), fc.oneof(fileLook, use)) },
  )
  .filter(({ together }) => hasNoContest(together));

/**
 * Linearizability. Without compare-and-set, a store cannot know which of two calls deleted a file,
 * so a file that is deleted is not changed by another call at the same time.
 */
export const parallelCalls: WorldLaw<Race> = {
  name: 'parallel-calls',
  statement:
    'Parallel calls, with their store operations in any order, do what they would have done one ' +
    'after another in some order (lists as sets, without counts of fixtures and ' +
    'ties), as long as no two of them change a file that one of them deletes.',
  needs: 'world',
  needsThreads: true,
  runs: { quick: 30, full: 1_000, long: 8_000 },
  values: race,
  lists: [listAt('before'), listAt('together')],
  holds: async ({ before, together, choices }, world) => {
    const run = await world.begin();
    for (const step of before) await run.call(step);
    const answers = await run.parallel(together, choices);
    const probes = probesOf([...before, ...together]);
    const found = [];
    for (const probe of probes) found.push(await run.call(probe));
    const seen = [...answers, ...found].map(comparable);
    // The order in which they ended first: the likeliest explanation, and the order of the trace.
    const asReported = [...together.keys()].sort(
      (a, b) => (answers[a]?.place ?? 0) - (answers[b]?.place ?? 0),
    );
    let first: readonly Answer[] | undefined;
    for (const order of permutations(asReported)) {
      const explained = await inOrder(world, { before, together, order, probes });
      first ??= explained;
      if (explained.every((answer, index) => comparable(answer) === seen[index])) return;
    }
    const places = [...answers, ...found].map(({ place }) => place);
    // The first answer in the trace that its order does not explain.
    const wrong = [...seen.keys()]
      .filter((index) => comparable(first?.[index]) !== seen[index])
      .sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
    const [index = 0] = wrong;
    const response = first?.[index];
    const demands = new Map(response === undefined ? [] : [[places[index] ?? 0, { response }]]);
    const others = found.map(({ place }) => place).filter((place) => !demands.has(place));
    throw run.violation(
      'Calls ran at the same time, and no order of them explains the answers',
      demands,
      new Set(others),
    );
  },
};

/** The answers to the steps that ran together, in their own order, and to the probes. */
async function inOrder(
  world: ToolWorld,
  { before, together, order, probes }: Omit<Race, 'choices'> & { order: number[]; probes: Step[] },
): Promise<Answer[]> {
  const run = await world.begin();
  for (const step of before) await run.call(step);
  const answers = new Map<number, Answer>();
  for (const index of order) {
    const step = together[index];
    if (step !== undefined) answers.set(index, await run.call(step));
  }
  const found = [];
  for (const probe of probes) found.push(await run.call(probe));
  return [...[...answers].sort(([a], [b]) => a - b).map(([, answer]) => answer), ...found];
}

function probesOf(steps: readonly Step[]): Step[] {
  const paths = new Set(steps.flatMap((step) => pathOf(step) ?? []));
  const mocks = steps.some(({ kind }) => kind === 'route');
  return [
    ...(paths.size > 0 ? [file('list_files', {})] : []),
    ...[...paths].sort().map((file_path) => file('read_file', { file_path })),
    ...(mocks ? [routeStep({ method: 'GET', path: '/mock/list-tools', session })] : []),
    ...(mocks ? ['f', 'g'].flatMap((tool) => usesOf(tool)) : []),
  ];
}

function usesOf(tool: string): Step[] {
  return [{}, { x: 1 }, { x: 2 }, { y: 1 }, { x: 1, y: 2 }].map((args) =>
    toolStep({ component: 'mock', session, tool, args }),
  );
}

function hasNoContest(steps: readonly Step[]): boolean {
  const changed = steps.filter(isTool('write_file', 'delete_file'));
  const deleted = changed.filter(isTool('delete_file')).map(pathOf);
  return deleted.every((each) => changed.filter((step) => pathOf(step) === each).length === 1);
}

function isTool(...tools: readonly string[]): (step: Step) => boolean {
  return (step) => step.kind === 'tool' && tools.includes(step.tool);
}

function pathOf(step: Step): string | undefined {
  if (step.kind !== 'tool' || step.component !== 'vfs') return undefined;
  return (JSON.parse(step.args) as { file_path?: string }).file_path;
}

/** An answer without the order of lists, and without counts that concurrent calls change. */
function comparable(answer: Answer | undefined): string {
  if (answer === undefined) return '';
  const value = jsonOf(answer) as Readonly<Record<string, unknown>> | undefined;
  if (value === undefined) return answer.text;
  const { total_fixtures: _, ties_with: __, result, tools, ...others } = value;
  return JSON.stringify([answer.status, others, sortedList(result), sortedList(tools)]);
}

function sortedList(value: unknown): unknown {
  const list: unknown = typeof value === 'string' && value.startsWith('[') ? parsed(value) : value;
  return Array.isArray(list) ? list.map((item) => JSON.stringify(item)).sort() : list;
}

function parsed(text: string): unknown {
  return jsonOf({ text }) ?? text;
}

function* permutations(items: readonly number[]): Generator<number[]> {
  if (items.length <= 1) yield [...items];
  for (const [index, item] of items.entries()) {
    if (items.length <= 1) return;
    for (const rest of permutations(items.toSpliced(index, 1))) yield [item, ...rest];
  }
}
