import { HarnessError } from '../../errors.ts';
import { fault, lineOf } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { readInteger } from './node-readers.ts';

/** The format that this version writes, and that all older ones are upgraded to. */
export const FORMAT = 1;

/**
 * Turns documents of one format into documents of the next. The results have the positions of their
 * sources, so that messages have the line numbers of the file.
 */
export interface FormatUpgrade {
  /** The first document; the number behind `spintape` is not looked at again. */
  header(node: YamlNode): YamlNode;
  /** One interaction. */
  interaction(node: YamlNode): YamlNode;
}

/**
 * The upgrades by the format that they start from. Format 1 was the first to be published, so there
 * is none yet; each new format adds one, and none is ever removed.
 */
export const FORMAT_UPGRADES: ReadonlyMap<number, FormatUpgrade> = new Map();

/**
 * The upgrade from the format that a first document names to the present one.
 *
 * @throws HarnessError `cassette-newer` for a later format; `cassette-invalid` for none, and for an
 *   older one without an upgrade.
 */
export function upgradeFrom(
  header: YamlNode,
  upgrades: ReadonlyMap<number, FormatUpgrade>,
): FormatUpgrade {
  const format = formatOf(header, upgrades);
  const steps = Array.from({ length: FORMAT - format }, (_, step) => upgrades.get(format + step));
  const known = steps.filter((step) => step !== undefined);
  return {
    header: (node) => known.reduce((upgraded, step) => step.header(upgraded), node),
    interaction: (node) => known.reduce((upgraded, step) => step.interaction(upgraded), node),
  };
}

function formatOf(header: YamlNode, upgrades: ReadonlyMap<number, FormatUpgrade>): number {
  const pair = header.kind === 'mapping' && header.pairs.find(([key]) => key.text === 'spintape');
  if (!pair) throw withoutFormat(header);
  const least = Math.min(FORMAT, ...upgrades.keys());
  // A later one is recognized as such, but messages do not suggest it.
  const wanted = least === FORMAT ? `${FORMAT}` : `a whole number from ${least} to ${FORMAT}`;
  const limits = { least, most: Number.MAX_SAFE_INTEGER, wanted };
  const format = readInteger(pair[1], 'spintape', limits);
  if (format <= FORMAT) return format;
  const { subject } = header.source;
  throw new HarnessError({
    code: 'cassette-newer',
    problem: `Failed to read ${subject}: it has format ${format}, newer than ${FORMAT}`,
    next:
      subject === 'the cassette'
        ? 'Update spintape, or record the cassette again with this version.'
        : `Update spintape, or write it in format ${FORMAT}.`,
    file: header.source.file,
    line: lineOf(pair[1]),
  });
}

// A configuration of DeepFabric is the file most easily mistaken for a scenario.
function withoutFormat(header: YamlNode): HarnessError {
  const pairs = header.kind === 'mapping' ? header.pairs : [];
  if (!pairs.some(([key]) => CONFIGURATION_KEYS.includes(key.text))) {
    return fault(
      header,
      'the first document has no spintape',
      `Begin it with spintape: ${FORMAT}.`,
    );
  }
  const next = 'Pass it with --config, together with a scenario that makes calls.';
  return fault(header, 'it looks like a configuration of DeepFabric', next);
}

/** Some top-level keys of such a configuration; a header has none of them. */
const CONFIGURATION_KEYS = [
  ...['generation', 'data_engine', 'llm', 'topics', 'topic_tree', 'topic_graph', 'output'],
  ...['tools', 'scenario_seed'],
];
