import { HarnessError } from '../errors.ts';
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
import type { FilePlace } from './yaml/kept-places.ts';
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
  /** The longest text, in UTF-16 code units; 64 Mi unless given. */
  readonly sizeLimit?: number;
  /** How many interactions there may be; 200,000 unless given. */
  readonly entryLimit?: number;
  /** The upgrades of older formats; those of this version unless given. */
  readonly upgrades?: ReadonlyMap<number, FormatUpgrade>;
  /** Gives the large bodies, by digest; without it there are none. */
  readonly bodies?: YamlSource['body'];
  /** Whether it is to be a scenario; only a header that names an app says that it is none. */
  readonly scenario?: boolean;
  /** What messages call it. Default: the cassette, or the scenario. */
  readonly subject?: string;
}

/**
 * Reads a scenario or cassette. `file` names it in messages. Nothing is repaired or ignored: what
 * the grammar does not know is a fault. An older format is read as what it means in the present.
 *
 * @throws HarnessError `cassette-invalid` with file, line and next step at the first fault;
 * `cassette-newer` for a later format.
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
    // What follows from the marks of a merge is told as what it is.
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

// It would be as expected whatever the app does.
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
      ? 'Failed to read the scenario: a NUL character stands here'
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

// As "null" it would be known to those alone who know YAML well.
function emptyDocument(node: YamlNode, hasHeader: boolean): HarnessError {
  const next = hasHeader
    ? 'Write a call below the ---, or remove the ---.'
    : `Begin it with spintape: ${FORMAT} and a name.`;
  return fault(node, 'nothing stands in this document', next);
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
