import { HarnessError } from '../errors.ts';
import { parseCassette } from './parse-cassette.ts';

/** The scenario that a file belongs to. */
export interface RecordedScenario {
  readonly name: string;
  readonly origin: string | undefined;
  /** Whether it names the recorded app, which makes it a cassette. */
  readonly isRecording: boolean;
}

/**
 * The scenario that a cassette or scenario file belongs to, according to its first document alone:
 * even a cassette of a later format, or a broken one, has its name.
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
