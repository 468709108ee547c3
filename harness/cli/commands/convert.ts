import { parseCassette } from '../../cassette/parse-cassette.ts';
import { storedBodies } from '../../cassette/store/body-folder.ts';
import { readCassette } from '../../cassette/store/cassette-store.ts';
import { HarnessError } from '../../errors.ts';
import { type ConversionNote, noteLine } from '../../formats/conversion-notes.ts';
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
import { variablesFromEnvironment } from '../../world/variables.ts';
import { appInputs, cassetteInputs } from '../files/input-files.ts';
import type { OutputFile } from '../files/output-file.ts';
import { Outputs } from '../files/outputs.ts';
import { writeCassetteTo } from '../files/write-cassette-to.ts';
import { appFile, openApp } from '../open-app.ts';
import { ALLOW_SECRET_HELP, takeAllowedSecrets } from '../options/allowed-secrets.ts';
import { type CommonOptions, readCommandLine, usageError } from '../options/options.ts';
import { readText } from '../read-text.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

/** What `spintape convert --help` prints. */
export const CONVERT_HELP = `spintape convert IN OUT
  Makes a scenario or a cassette of nock's definitions, and nock's definitions or handlers of MSW
  of a cassette. What the other format cannot hold is told.
  --from FORMAT         cassette or nock (default: by the content of IN)
  --to FORMAT           cassette, nock or msw
                        (default: by the ending of OUT: .yaml, .json; .js, .mjs, .ts and so on)
  --scenario SCENARIO   runs the calls of a scenario, answered by nock's definitions, and writes
                        their cassette
  --force               replaces what is at OUT
${ALLOW_SECRET_HELP}
`;

/** `spintape convert IN OUT`: exit code 0 when OUT was written. */
export async function convert(args: readonly string[], terminal: Terminal): Promise<number> {
  const { allowed, others } = takeAllowedSecrets(args);
  const { common, own, positionals, switches } = readCommandLine(
    others,
    ['from', 'to', 'scenario', 'allow-secret'],
    ['force'],
  );
  const [from, to, ...more] = positionals;
  if (from === undefined || to === undefined || more.length > 0) {
    throw usageError('convert takes two files, IN and OUT');
  }
  const text = readText(from, 'the file');
  const formats = { from: readFormat(own.from, text, from), to: writtenFormat(own.to, to) };
  const { scenario } = own;
  const inputs = [
    ...cassetteInputs([from], 'IN'),
    ...cassetteInputs(scenario === undefined ? [] : [scenario], 'the scenario'),
    ...(formats.from === 'nock' ? appInputs(await readManifest(appFile(common))) : []),
  ];
  const isForced = switches.has('force');
  const outputs = new Outputs(inputs);
  const out = outputs.claim({ option: 'OUT', path: to, what: 'what was converted', isForced });
  const input: Input = { text, file: from, out, allowed, scenario };
  const made = await run(formats, { input, common, terminal });
  if (!common.quiet) {
    const count = counted(made.exchanges, 'exchange');
    const result = formats.from === 'nock' && scenario === undefined ? GAP : formats.to;
    terminal.note(`converted ${from} (${formats.from}) to ${to} (${result}): ${count}`);
    for (const note of made.notes) terminal.note(`  ${noteLine(note)}`);
  }
  if (common.json) terminal.out(document(input, formats, made));
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

interface Surroundings {
  readonly input: Input;
  readonly common: CommonOptions;
  readonly terminal: Terminal;
}

/** What a conversion came to. */
interface Made {
  readonly exchanges: number;
  readonly notes: readonly ConversionNote[];
}

async function run(formats: Formats, around: Surroundings): Promise<Made> {
  const { input } = around;
  if (formats.from === formats.to) throw usageError(`both files are in the format ${formats.to}`);
  if (formats.from === 'nock') {
    if (formats.to === 'msw') throw usageError("of nock's definitions only a cassette is made");
    const made = await fromNock(around);
    writeCassetteTo(input.out, made.cassette);
    return made;
  }
  if (input.scenario !== undefined)
    throw usageError("--scenario has an effect only with nock's definitions");
  const cassette = parseCassette(input.text, input.file, { bodies: storedBodies(input.file) });
  const language = /ts$/i.test(input.out.path) ? 'typescript' : 'javascript';
  const made =
    formats.to === 'nock' ? nockFromCassette(cassette) : mswFromCassette(cassette, language);
  input.out.write(made.text);
  input.out.finish();
  return made;
}

async function fromNock({ input, common, terminal }: Surroundings): Promise<ConvertedCassette> {
  const app = await openApp(common);
  const { manifest, host } = app;
  try {
    const { text, file, out, allowed, scenario: path } = input;
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

function readFormat(asked: string | undefined, text: string, path: string): Formats['from'] {
  const format = asked ?? formatOfText(text);
  if (format === 'cassette' || format === 'nock') return format;
  if (asked !== undefined) throw usageError(`--from is cassette or nock, not "${asked}"`);
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

function writtenFormat(asked: string | undefined, path: string): ConvertFormat {
  const format = asked ?? formatOfPath(path);
  if (format === 'cassette' || format === 'nock' || format === 'msw') return format;
  throw usageError(
    asked === undefined
      ? `the ending of ${path} stands for no format; --to names one`
      : `--to is cassette, nock or msw, not "${asked}"`,
  );
}

// As the header of a file has it: the path below its root, without its ending.
function nameOf(path: string): string {
  const parts = shownPath(path).split('/');
  const root = parts.findLastIndex((part) => part === 'scenarios' || part === 'cassettes');
  return (root < 0 ? parts.slice(-1) : parts.slice(root + 1)).join('/').replace(/\.[^.]*$/, '');
}

function document({ file, out }: Input, { from, to }: Formats, { exchanges, notes }: Made): string {
  const result = {
    from: { path: shownPath(file), format: from },
    to: { path: shownPath(out.path), format: to },
    exchanges,
  };
  const summary = { files: 1, exchanges, notes: notes.length };
  const results = [{ ...result, notes }];
  return jsonDocument({ command: 'convert', ok: true }, { summary, results });
}
