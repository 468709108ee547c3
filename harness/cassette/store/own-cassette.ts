import { lstatSync } from 'node:fs';
import { HarnessError, systemCode, systemReason } from '../../errors.ts';
import { readFileWithin } from '../../read-file.ts';
import type { CassetteHeader } from '../cassette-file.ts';
import { SIZE_LIMIT, tooLarge } from '../parse-cassette.ts';
import { type RecordedScenario, recordedScenario } from '../recorded-scenario.ts';

/**
 * Whether there is an older recording of a scenario at the path of its cassette, which the new one
 * takes the place of.
 *
 * @throws HarnessError `usage` when something else is there, which must not be lost.
 */
export function isRecordedAt(path: string, scenario: CassetteHeader): boolean {
  const text = textAt(path);
  if (text === undefined) return false;
  const there = recordedScenario(text);
  if (there === undefined) throw taken(path, 'it is not a cassette');
  if (!there.isRecording) throw isScenario(path);
  if (there.name !== scenario.name) {
    throw taken(path, `it is a recording of another scenario, ${JSON.stringify(there.name)}`);
  }
  if (isOfOtherOrigin(there, scenario)) {
    throw taken(path, `its answers come from another origin, ${JSON.stringify(there.origin)}`);
  }
  return true;
}

// `record --missing` says after the origin that other answers are live.
function isOfOtherOrigin({ origin }: RecordedScenario, scenario: CassetteHeader): boolean {
  return origin !== undefined && origin.replace(/; live service$/, '') !== scenario.origin;
}

// A link that leads nowhere, and what cannot be read, could be replaced all the same.
function textAt(path: string): string | undefined {
  try {
    const limit = { bytes: SIZE_LIMIT, tooLarge: () => tooLarge(path, SIZE_LIMIT) };
    return readFileWithin(path, limit).toString('utf8');
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    const code = systemCode(error);
    if (code === 'EISDIR' || code === 'ENOTDIR') return undefined;
    if (code === 'ENOENT' && lstatSync(path, { throwIfNoEntry: false }) === undefined) {
      return undefined;
    }
    throw taken(path, `what is there cannot be read: ${systemReason(error)}`);
  }
}

// It was written by hand, and is not to be had again.
function isScenario(path: string): HarnessError {
  return new HarnessError({
    code: 'usage',
    problem: 'Failed to write the cassette: it would take the place of a scenario',
    next: 'Choose another folder for cassettes with --out; nothing was recorded.',
    file: path,
  });
}

function taken(path: string, reason: string): HarnessError {
  return new HarnessError({
    code: 'usage',
    problem: `Failed to write the cassette: ${reason}`,
    next: 'Move it away or delete it, or choose another folder with --out; nothing was recorded.',
    file: path,
  });
}
