import { readRecording } from '../../cassette/store/cassette-store.ts';
import { unfinishedText } from '../../report/files/file-lines.ts';
import { stepsJson, worldJson } from '../../report/show/show-json.ts';
import { stepsReport } from '../../report/show/steps-report.ts';
import { worldReport } from '../../report/show/world-report.ts';
import { worldAfter } from '../../scenario/world-after.ts';
import { SHOW } from '../command-table/judging-commands.ts';
import { cassetteInputs } from '../files/input-files.ts';
import { refuseReadStreams } from '../files/outputs.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { usageError } from '../options/usage-error.ts';
import type { Terminal } from '../terminal.ts';

/** `spintape show CASSETTE`: exit code 0. */
export async function show(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options, positionals: path } = readCommandLine(SHOW, args, terminal);
  const { at, json } = options;
  refuseReadStreams(cassetteInputs([path], 'the cassette'));
  const cassette = readRecording(path);
  const text =
    at === undefined
      ? json
        ? stepsJson({ path, cassette })
        : stepsReport(cassette)
      : worldText({ path, cassette }, { at, json });
  terminal.out(text);
  const { unfinished } = cassette;
  if (unfinished !== undefined) terminal.note(unfinishedText(path, unfinished));
  return 0;
}

function worldText(
  shown: { path: string; cassette: ReturnType<typeof readRecording> },
  { at, json }: { at: string; json: boolean },
): string {
  const { path, cassette } = shown;
  const calls = cassette.entries.length;
  const step = /^\d+$/.test(at) ? Number(at) : Number.NaN;
  if (!(step <= calls)) throw usageError(`--at takes a step from 0 to ${calls}, not "${at}"`);
  const world = worldAfter(cassette, step, path);
  return json
    ? worldJson(shown, world, step)
    : worldReport(world, { name: cassette.header.name, step });
}
