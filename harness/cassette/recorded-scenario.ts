import { HarnessError } from '../errors.ts';
import { parseCassette } from './parse-cassette.ts';

/** Which scenario a file says that it is of. */
export interface RecordedScenario {
  readonly name: string;
  readonly origin: string | undefined;
  /** Whether it names the app that was recorded; a scenario names none. */
  readonly isRecording: boolean;
}

/**
 * Which scenario a cassette is of, or a scenario is, as far as its first document tells, whatever
 * comes after it: a cassette of a later format, or one that somebody broke, still says its name.
 *
 * @returns undefined for a text that is neither
 */
export function recordedScenario(text: string): RecordedScenario | undefined {
  const [first = ''] = text.split(/^---(?:\s|$)/m, 1);
  if (!/^spintape: *\d+ *$/m.test(first)) return undefined;
  try {
    const { name, origin, app } = parseCassette(first, '').header;
    return { name, origin, isRecording: app !== undefined };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const name = unquoted(/^name:(.+)$/m.exec(first)?.[1] ?? '');
    const isRecording = /^app:/m.test(first);
    return name === '' ? undefined : { name, origin: undefined, isRecording };
  }
}

function unquoted(value: string): string {
  return value.trim().replace(/^['"]/, '').replace(/['"]$/, '');
}
