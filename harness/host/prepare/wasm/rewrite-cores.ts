import type { NamedBytes } from '../transpile-component.ts';
import { readSections } from './core-sections.ts';
import { type CoreShape, readCoreShape } from './core-shape.ts';
import { rewriteCore } from './rewrite-core.ts';
import { type CountedSize, shareLimit } from './share-limit.ts';

/** The limits of a component, however many core modules and instances it has. */
export interface ComponentLimits {
  /** All its memories together, in pages of 64 KiB. */
  readonly memoryPages: number;
}

/** The most memories of a component; the engine reserves address space for each. */
const MEMORIES = 100;
/** The most entries of all tables together; each costs the engine some 30 bytes. */
const TABLE_ENTRIES = 1_000_000;
// For an instance that imports a table, the engine copies its records of the entries.
const TABLE_COPIES = 10_000_000;
const INSTANCES = 1_000;
/** The most bytes of modules, counted for each instance, because they determine its cost. */
const INSTANCE_BYTES = 512 * 1024 * 1024;
/** The most mutable globals of all instances; each becomes a JavaScript object. */
const GLOBALS = 100_000;

interface Core {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly shape: CoreShape;
  /** How many instances of it the component makes. */
  readonly instances: number;
}

/**
 * Makes the core modules of a component resettable, and bounds what all their instances can take
 * together: see {@link rewriteCore}. A module's maxima apply to each of its instances, and the
 * instances of all modules share the limit. Rewriting the result changes nothing.
 *
 * @param glue the glue, which says how many instances each module has
 * @throws RangeError when the component starts with more than its limits, or when this reader does
 * not know a module.
 */
export function rewriteCores(
  component: { readonly glue: string; readonly cores: readonly NamedBytes[] },
  limits: ComponentLimits,
): NamedBytes[] {
  const counts = countInstances(component.glue);
  const cores = component.cores.map(({ name, bytes }) => ({
    ...{ name, bytes, shape: readCoreShape(readSections(bytes)) },
    instances: Math.max(1, counts.get(name) ?? 0),
  }));
  refuseTooMuch(cores);
  const memories = maximaOf(cores, 'memories', limits.memoryPages);
  const tables = maximaOf(cores, 'tables', tableLimit(cores));
  return cores.map(({ name, bytes }, index) => ({
    name,
    bytes: rewriteCore(bytes, { memories: memories[index] ?? [], tables: tables[index] ?? [] }),
  }));
}

const MODULE = /\bconst (module\d+) = getCoreModule\('([^']+)'\)/g;
const INSTANTIATED = /\binstantiateCore\((module\d+)[,)]/g;

function countInstances(glue: string): Map<string, number> {
  const names = new Map([...glue.matchAll(MODULE)].map(([, variable, name]) => [variable, name]));
  const counts = new Map<string, number>();
  for (const [, variable] of glue.matchAll(INSTANTIATED)) {
    const name = names.get(variable) ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function refuseTooMuch(cores: readonly Core[]): void {
  const total = (count: (core: Core) => number) =>
    cores.reduce((sum, core) => sum + core.instances * count(core), 0);
  const counted: ReadonlyArray<readonly [number, limit: number, what: string]> = [
    [total(() => 1), INSTANCES, 'core instances'],
    [total(({ bytes }) => bytes.length), INSTANCE_BYTES, 'bytes in core instances'],
    [total(({ shape }) => shape.memories.length), MEMORIES, 'memories'],
    [total(({ shape }) => mutableGlobals(shape)), GLOBALS, 'mutable globals'],
  ];
  for (const [count, limit, what] of counted) {
    if (count > limit) throw new RangeError(`it has ${count} ${what}, and the limit is ${limit}`);
  }
}

function mutableGlobals({ globals }: CoreShape): number {
  return globals.filter(({ mutable }) => mutable).length;
}

function tableLimit(cores: readonly Core[]): number {
  const copies = cores.reduce((sum, core) => sum + core.instances * core.shape.imported.tables, 0);
  return Math.min(TABLE_ENTRIES, Math.floor(TABLE_COPIES / (1 + copies)));
}

interface OwnedSize extends CountedSize {
  /** The index of its module among the cores. */
  readonly module: number;
}

/** The maxima of the memories, or of the tables, of each module. */
function maximaOf(
  cores: readonly Core[],
  kind: keyof typeof UNITS,
  limit: number,
): Array<readonly number[]> {
  const sizes = cores.flatMap(({ shape, instances: count }, module) =>
    shape[kind].map(({ minimum, maximum }): OwnedSize => ({ minimum, maximum, count, module })),
  );
  const maxima = shareLimit(sizes, limit);
  if (maxima === undefined) throw startsLarger(sizes, kind, limit);
  return cores.map((_, module) => maxima.filter((__, index) => sizes[index]?.module === module));
}

const UNITS = { memories: ['memory', 'pages'], tables: ['table', 'entries'] } as const;

function startsLarger(
  sizes: readonly CountedSize[],
  kind: keyof typeof UNITS,
  limit: number,
): RangeError {
  const [one, unit] = UNITS[kind];
  const number = sizes.reduce((sum, { count }) => sum + count, 0);
  const whole = sizes.reduce((sum, { minimum, count }) => sum + minimum * count, 0);
  const start = number === 1 ? `${one} starts` : `${number} ${kind} together start`;
  return new RangeError(`its ${start} with ${whole} ${unit}, and the limit is ${limit}`);
}
