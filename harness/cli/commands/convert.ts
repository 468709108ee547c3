import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { parseCassette } from '../../cassette/parse-cassette.ts';
import { storedBodies } from '../../cassette/store/body-folder.ts';
import { readCassette } from '../../cassette/store/cassette-store.ts';
import { HarnessError } from '../../errors.ts';
import { type ConversionNote, ConversionNotes, noteLine } from '../../formats/conversion-notes.ts';
import { type ConvertFormat, formatOfPath, formatOfText } from '../../formats/formats.ts';
import { mswFromCassette } from '../../formats/msw/to-msw.ts';
import { type ConvertedCassette, cassetteFromNock } from '../../formats/nock/from-nock.ts';
import { recordWithNock } from '../../formats/nock/record-with-nock.ts';
import { nockFromCassette } from '../../formats/nock/to-nock.ts';
import { resolveAppWorld } from '../../host/app-world.ts';
import { readManifest } from '../../host/manifest/read-manifest.ts';
import { hotReplays } from '../../replay/hot-replay.ts';
import { jsonDocument } from '../../report/json-document.ts';
import { counted } from '../../report/text/counted.ts';
import { scenarioFromCassette } from '../../scenario/scenario-from-cassette.ts';
import { variablesFromEnvironment } from '../../world/variables.ts';
import { CONVERT } from '../command-table/conversion-commands.ts';
import { appInputs, cassetteInputs } from '../files/input-files.ts';
import type { OutputFile } from '../files/output-file.ts';
import { Outputs } from '../files/outputs.ts';
import { writeCassetteTo } from '../files/write-cassette-to.ts';
import { appFile, openApp } from '../open-app.ts';
import { allowedSecrets } from '../options/allowed-secrets.ts';
import type { CommonOptions } from '../options/common-options.ts';
import { warnOfMisspelt } from '../options/misspelt-variables.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { usageError } from '../options/usage-error.ts';
import { readText } from '../read-text.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

/** `spintape convert IN OUT`: exit code 0 when OUT was written. */
export async function convert(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options, positionals } = readCommandLine(CONVERT, args, terminal);
  const { scenario, force: isForced, quiet } = options;
  const [from, to] = positionals;
  const allowed = allowedSecrets(options.allowSecret);
  const text = readText(from, 'the file');
  const read = readFormat(options.from, text, from);
  const formats = { from: read, to: writtenFormat(options.to, to, read) };
  refuseWithoutEffect(formats, options);
  const inputs = [
    ...cassetteInputs([from], 'IN'),
    ...cassetteInputs(scenario === undefined ? [] : [scenario], 'the scenario'),
    ...(formats.from === 'nock'
      ? appInputs(await readManifest(appFile(options, terminal), '--app'))
      : []),
  ];
  const outputs = new Outputs(inputs);
  const out = outputs.claim({ option: 'OUT', path: to, what: 'what was converted', isForced });
  const input: Input = { text, file: from, out, allowed, scenario };
  const made = await run(formats, { input, options, terminal });
  if (!quiet) {
    const { calls, exchanges } = made;
    const count = calls === undefined ? counted(exchanges, 'exchange') : counted(calls, 'call');
    const result = formats.from === 'nock' && scenario === undefined ? GAP : formats.to;
    terminal.note(`converted ${from} (${formats.from}) to ${to} (${result}): ${count}`);
    for (const note of made.notes) terminal.note(`  ${noteLine(note)}`);
  }
  if (options.json) terminal.out(document(input, formats, made));
  return 0;
}

const GAP = 'a scenario with a gap at /put-the-calls-here';

interface Formats {
  readonly from: 'cassette' | 'nock';
  readonly to: ConvertFormat;
}

interface Input {
  readonly text: string;
  readonly file: string;
  readonly out: OutputFile;
  readonly allowed: ReadonlyMap<string, string>;
  readonly scenario: string | undefined;
}

/** What a scenario takes over from a cassette. */
interface Asked {
  readonly expect: boolean;
  readonly exchanges: boolean;
}

interface Surroundings {
  readonly input: Input;
  readonly options: CommonOptions & Asked;
  readonly terminal: Terminal;
}

/** What a conversion came to. */
interface Made {
  readonly exchanges: number;
  /** Of a scenario that was made of a cassette. */
  readonly calls?: number;
  readonly notes: readonly ConversionNote[];
}

async function run(formats: Formats, around: Surroundings): Promise<Made> {
  const { input } = around;
  if (formats.from === formats.to) throw usageError(`both files are in the format ${formats.to}`);
  if (formats.from === 'nock') {
    if (formats.to !== 'cassette')
      throw usageError("of nock's definitions only a cassette is made");
    const made = await fromNock(around);
    writeCassetteTo(input.out, made.cassette);
    return made;
  }
  if (input.scenario !== undefined)
    throw usageError("--scenario has an effect only with nock's definitions");
  const cassette = parseCassette(input.text, input.file, { bodies: storedBodies(input.file) });
  if (formats.to === 'scenario') return toScenario(cassette, around);
  const language = /ts$/i.test(input.out.path) ? 'typescript' : 'javascript';
  const made =
    formats.to === 'nock' ? nockFromCassette(cassette) : mswFromCassette(cassette, language);
  input.out.write(made.text);
  input.out.finish();
  return made;
}

function toScenario(cassette: CassetteFile, { input, options }: Surroundings): Made {
  if (cassette.header.app === undefined) {
    const next = 'Name a cassette, whose header names the recorded app.';
    throw usageError(`${input.file} is a scenario already`, next);
  }
  const { expect, exchanges } = options;
  const name = keptName(cassette.header.name, nameOf(input.out.path));
  const made = scenarioFromCassette(cassette, { name, expect, exchanges });
  const notes = new ConversionNotes();
  for (const step of made.withoutExchanges) notes.add(NO_EXCHANGES, `step ${step}`);
  for (const step of made.notExpected) notes.add(NOT_EXPECTED, `step ${step}`);
  writeCassetteTo(input.out, made.scenario);
  const { entries } = made.scenario;
  const kept = entries.reduce((sum, entry) => sum + entry.exchanges.length, 0);
  return { calls: entries.length, exchanges: kept, notes: notes.all };
}

const NO_EXCHANGES =
  'what upstreams answered is left out: `record` asks them again; --exchanges keeps it';
const NOT_EXPECTED = 'it did not reproduce when it was recorded, so nothing is expected of it';

async function fromNock({ input, options, terminal }: Surroundings): Promise<ConvertedCassette> {
  const app = await openApp(options, terminal);
  const { manifest, host } = app;
  try {
    const { text, file, out, allowed, scenario: path } = input;
    warnOfMisspelt(terminal, manifest.variables);
    const overrides = variablesFromEnvironment(terminal.env, manifest.variables);
    if (path === undefined) {
      const { secrets } = resolveAppWorld(manifest, { world: new Map(), overrides });
      return cassetteFromNock({ text, file, allowed, secrets }, nameOf(out.path));
    }
    const scenario = readCassette(path);
    const world = scenario.header.world.variables;
    const { secrets } = resolveAppWorld(manifest, { world, overrides, givenIn: 'recording' });
    return await recordWithNock(
      {
        ...{ app, overrides, now: terminal.now },
        openChecks: hotReplays(app, 'calls-with-secrets'),
      },
      { nock: { text, file, secrets }, scenario, file: path, allowed },
    );
  } finally {
    await host.close();
  }
}

const IS_NEITHER = "it is neither a cassette nor nock's definitions";

function readFormat(
  asked: Formats['from'] | undefined,
  text: string,
  path: string,
): Formats['from'] {
  const format = asked ?? formatOfText(text);
  if (format !== undefined) return format;
  const reason = text.trim() === '' ? 'it is empty' : IS_NEITHER;
  throw new HarnessError({
    code: 'foreign-invalid',
    problem: `Failed to convert: ${reason}`,
    next:
      "A cassette begins with spintape: 1, and nock's definitions are a list in JSON; --from " +
      'says which of the two a broken file is meant to be.',
    file: path,
  });
}

function writtenFormat(
  asked: ConvertFormat | undefined,
  path: string,
  from: Formats['from'],
): ConvertFormat {
  const ending = formatOfPath(path);
  // Both are YAML, and a copy of a cassette would be of no use.
  const meant = from === 'cassette' && ending === 'cassette' ? 'scenario' : ending;
  const format = asked ?? meant;
  if (format !== undefined) return format;
  throw usageError(`the ending of ${path} stands for no format; --to names one`);
}

function refuseWithoutEffect({ from, to }: Formats, { expect, exchanges }: Asked): void {
  if (!(expect || exchanges) || (from === 'cassette' && to === 'scenario')) return;
  const option = expect ? '--expect' : '--exchanges';
  throw usageError(`${option} has an effect only where a scenario is made of a cassette`);
}

// The recording of a scenario takes the place of an older one only if both have the same name, and
// that of a served session is its file name alone.
function keptName(recorded: string, ofPath: string): string {
  return `/${ofPath}`.endsWith(`/${recorded}`) ? recorded : ofPath;
}

// As the header of a file has it: the path below its root, without its ending.
function nameOf(path: string): string {
  const parts = shownPath(path).split('/');
  const root = parts.findLastIndex((part) => part === 'scenarios' || part === 'cassettes');
  return (root < 0 ? parts.slice(-1) : parts.slice(root + 1)).join('/').replace(/\.[^.]*$/, '');
}

function document({ file, out }: Input, { from, to }: Formats, made: Made): string {
  const { exchanges, calls, notes } = made;
  const result = {
    from: { path: shownPath(file), format: from },
    to: { path: shownPath(out.path), format: to },
    exchanges,
    calls,
  };
  const summary = { files: 1, exchanges, calls, notes: notes.length };
  const results = [{ ...result, notes }];
  return jsonDocument({ command: 'convert', ok: true }, { summary, results });
}
