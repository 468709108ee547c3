import { HarnessError } from '../errors.ts';
import type { FilePlace } from '../world/places.ts';
import type { CassetteEntry, CassetteFile, CassetteHeader } from './cassette-file.ts';
import { readEntry } from './format/entry-grammar.ts';
import {
  FORMAT,
  FORMAT_UPGRADES,
  type FormatUpgrade,
  upgradeFrom,
} from './format/format-upgrade.ts';
import { readHeader } from './format/header-grammar.ts';
import { isNull } from './format/node-readers.ts';
import { refuseLateCuts, refuseRecorded } from './scenario-rules.ts';
import { mergeMarkLine } from './yaml/merge-marks.ts';
import { yamlDocuments } from './yaml/yaml-documents.ts';
import { fault } from './yaml/yaml-fault.ts';
import type { YamlNode, YamlSource } from './yaml/yaml-node.ts';

/** The longest text that is read, in UTF-16 code units, and the largest file, in bytes: 64 Mi. */
export const SIZE_LIMIT = 64 * 1024 * 1024;

/** Each needs some 1.5 kB of memory, however short it is. */
const ENTRY_LIMIT = 200_000;
const SPLIT = 'Split it into several files.';

/** How a text is read. */
export interface ParseOptions {
  /** The longest text, in UTF-16 code units (default: 64 Mi). */
  readonly sizeLimit?: number;
  /** How many interactions there may be (default: 200,000). */
  readonly entryLimit?: number;
  /** The upgrades of older formats (default: those of this version). */
  readonly upgrades?: ReadonlyMap<number, FormatUpgrade>;
  /** Gives the large bodies, by digest; without it there are none. */
  readonly bodies?: YamlSource['body'];
  /** Whether a scenario is expected; only a header that names an app makes a file a cassette. */
  readonly scenario?: boolean;
  /** Its name in messages (default: the cassette, or the scenario). */
  readonly subject?: string;
}

/**
 * Reads a scenario or cassette. `file` names it in messages. Nothing is repaired or ignored:
 * anything outside the grammar is an error. An older format is upgraded.
 *
 * @throws HarnessError `cassette-invalid` with file, line and next step at the first error;
 *   `cassette-newer` for a later format.
 */
export function parseCassette(
  text: string,
  file: string,
  options: ParseOptions = {},
): CassetteFile {
  const { sizeLimit = SIZE_LIMIT } = options;
  const subject = subjectOf(options);
  if (text.length > sizeLimit) throw tooLarge(file, sizeLimit, subject);
  refuseNul(text, file, options);
  try {
    return readDocuments(text, file, options);
  } catch (error) {
    // Errors caused by merge conflict markers are reported as such.
    const line = mergeMarkLine(text);
    if (line === undefined || !(error instanceof HarnessError)) throw error;
    throw mergeMarks({ file, line }, subject);
  }
}

function readDocuments(text: string, file: string, options: ParseOptions): CassetteFile {
  const { entryLimit = ENTRY_LIMIT, bodies, upgrades = FORMAT_UPGRADES } = options;
  const subject = subjectOf(options);
  let header: CassetteHeader | undefined;
  let upgrade: FormatUpgrade | undefined;
  const entries: CassetteEntry[] = [];
  for (const node of yamlDocuments(text, file, { subject, ...(bodies && { bodies }) })) {
    if (isNull(node)) throw emptyDocument(node, header !== undefined);
    if (header === undefined || upgrade === undefined) {
      upgrade = upgradeFrom(node, upgrades);
      header = readHeader(upgrade.header(node));
    } else if (entries.length < entryLimit) {
      const interaction = upgrade.interaction(node);
      const isWritten = options.scenario === true && header.app === undefined;
      if (isWritten) refuseRecorded(interaction);
      const entry = readEntry(interaction);
      if (isWritten) refuseLateCuts(entry);
      entries.push(entry);
    } else throw fault(node, `it has more than ${entryLimit} interactions`, SPLIT);
  }
  if (header === undefined) throw empty(file, subject);
  if (options.scenario === true && entries.length === 0) throw withoutCall(file);
  return { header, entries };
}

function subjectOf({ scenario = false, subject }: ParseOptions): string {
  return subject ?? (scenario ? 'the scenario' : 'the cassette');
}

// It would always pass.
function withoutCall(file: string): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: 'Failed to read the scenario: it makes no call',
    next: 'Write a call below a line of ---.',
    file,
    line: 1,
  });
}

/** YAML has no NUL; a recorder leaves some before an interaction that it did not finish. */
function refuseNul(text: string, file: string, { scenario = false }: ParseOptions): void {
  const at = text.indexOf('\0');
  if (at < 0) return;
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: scenario
      ? 'Failed to read the scenario: there is a NUL character here'
      : 'Failed to read the cassette: the recording breaks off here',
    next: scenario ? 'Remove it.' : 'Delete the file from this line on, or record it again.',
    file,
    line: text.slice(0, at).split('\n').length,
  });
}

/** The error for a text or a file beyond a limit. */
export function tooLarge(file: string, sizeLimit: number, subject = 'the cassette'): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read ${subject}: it is larger than ${sizeLimit} bytes`,
    next: SPLIT,
    file,
  });
}

// Only users who know YAML well would understand "null".
function emptyDocument(node: YamlNode, hasHeader: boolean): HarnessError {
  const next = hasHeader
    ? 'Write a call below the ---, or remove the ---.'
    : `Begin it with spintape: ${FORMAT} and a name.`;
  return fault(node, 'this document is empty', next);
}

function mergeMarks(place: FilePlace, subject: string): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read ${subject}: it holds the conflict marks of a merge from here on`,
    next:
      'Take one side with `git checkout --ours` or `--theirs`, or resolve it by hand' +
      (subject === 'the cassette' ? '; then replay it, or record it again.' : '.'),
    ...place,
  });
}

function empty(file: string, subject: string): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read ${subject}: it is empty`,
    next: 'Begin it with spintape: 1 and a name.',
    file,
    line: 1,
  });
}
