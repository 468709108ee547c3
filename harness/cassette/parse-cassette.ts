import { HarnessError } from '../errors.ts';
import type { CassetteEntry, CassetteFile, CassetteHeader } from './cassette-file.ts';
import { readEntry } from './entry-grammar.ts';
import { FORMAT_UPGRADES, type FormatUpgrade, upgradeFrom } from './format-upgrade.ts';
import { readHeader } from './header-grammar.ts';
import { yamlDocuments } from './yaml-documents.ts';

/** The longest text that is read unless the caller says otherwise, in UTF-16 code units: 64 Mi. */
const SIZE_LIMIT = 64 * 1024 * 1024;

/** How a text is read. */
export interface ParseOptions {
  /** The longest text, in UTF-16 code units; 64 Mi unless given. */
  readonly sizeLimit?: number;
  /** The upgrades of older formats; those of this version unless given. */
  readonly upgrades?: ReadonlyMap<number, FormatUpgrade>;
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
  { sizeLimit = SIZE_LIMIT, upgrades = FORMAT_UPGRADES }: ParseOptions = {},
): CassetteFile {
  if (text.length > sizeLimit) throw tooLarge(file, sizeLimit);
  refuseNul(text, file);
  let header: CassetteHeader | undefined;
  let upgrade: FormatUpgrade | undefined;
  const entries: CassetteEntry[] = [];
  for (const node of yamlDocuments(text, file)) {
    if (header === undefined || upgrade === undefined) {
      upgrade = upgradeFrom(node, upgrades);
      header = readHeader(upgrade.header(node));
    } else entries.push(readEntry(upgrade.interaction(node)));
  }
  if (header === undefined) throw empty(file);
  return { header, entries };
}

/** YAML has no NUL; a recorder leaves some before an interaction that it did not finish. */
function refuseNul(text: string, file: string): void {
  const at = text.indexOf('\0');
  if (at < 0) return;
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: 'Failed to read the cassette: the recording breaks off here',
    next: 'Delete the file from this line on, or record it again.',
    file,
    line: text.slice(0, at).split('\n').length,
  });
}

function tooLarge(file: string, sizeLimit: number): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read the cassette: it is longer than ${sizeLimit} characters`,
    next: 'Split it into several files.',
    file,
  });
}

function empty(file: string): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: 'Failed to read the cassette: it is empty',
    next: 'Begin it with spintape: 1 and a name.',
    file,
    line: 1,
  });
}
