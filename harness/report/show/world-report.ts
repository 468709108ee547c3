import type { MockEntry, SessionFile, WorldMoment } from '../../scenario/world-after.ts';
import { shortBytes, shortText } from '../text/short-text.ts';

/** The moment of a cassette at which its world is shown. */
export interface MomentPlace {
  readonly name: string;
  /** Calls that have happened. */
  readonly step: number;
}

/** The world at one moment of a cassette, for people. */
export function worldReport(world: WorldMoment, { name, step }: MomentPlace): string {
  const { at, variables, files, mocks, values } = world;
  const when = step === 0 ? 'before the first call' : `after step ${step}`;
  const clock = at === undefined ? 'not fixed' : new Date(at).toISOString();
  return [
    `${shortText(name)} ${when}`,
    '',
    `clock: ${clock}${step > 0 && at !== undefined ? ' (when the step began)' : ''}`,
    ...section(
      'variables',
      [...variables].map(([variable, value]) => `${shortText(variable)} = ${shortText(value)}`),
    ),
    ...section('files', files.map(fileLine)),
    ...section('mocks', mocks.map(mockLine)),
    ...section(
      'values',
      values.map(
        ({ store, key, value }) => `${shortText(`${store}/${key}`)} = ${shortBytes(value)}`,
      ),
    ),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? [`${title}: none`]
    : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}

function fileLine({ session, path, content }: SessionFile): string {
  const whose = `session ${shortText(JSON.stringify(session))}`;
  return `${whose}, ${shortText(path)} = ${shortText(content)}`;
}

function mockLine({ owner, kind, tool, value }: MockEntry): string {
  const whose = owner === null ? 'shared' : `session ${shortText(JSON.stringify(owner))}`;
  return `${whose}, ${kind} of ${shortText(tool)} = ${shortText(value)}`;
}
