import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import {
  nearestWith,
  SCHEMA_COPIES,
  type SchemaName,
  schemaReference,
} from '../../cassette/store/schema-reference.ts';
import { HarnessError } from '../../errors.ts';
import type { AppManifest } from '../../host/manifest/app-manifest.ts';
import { readBuildSteps } from '../../host/manifest/build-steps.ts';
import { readManifest } from '../../host/manifest/read-manifest.ts';
import { packageFile, shippedVersion } from '../../package-files.ts';
import { jsonDocument } from '../../report/json-document.ts';
import { INIT } from '../command-table/project-commands.ts';
import { configText } from '../new-project/config-text.ts';
import { firstScenario } from '../new-project/first-scenario.ts';
import { workflowText } from '../new-project/workflow-text.ts';
import { type NewFile, writeNew } from '../new-project/write-new.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { CONFIG_FILE } from '../project/project.ts';
import type { Terminal } from '../terminal.ts';

const SCENARIO = 'scenarios/first.yaml';

/** `spintape init`: exit code 0 when the files of a new project were written. */
export async function init(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options } = readCommandLine(INIT, args);
  const { app = './spin.toml', quiet, json } = options;
  if (options.app === undefined && !existsSync(app)) throw noApp();
  const manifest = await readManifest(app, '--app');
  const schemas = schemaCopies();
  const files = [...schemas, ...projectFiles(manifest, schemas.length > 0)];
  writeNew(files);
  if (json) terminal.out(document(files));
  if (quiet) return 0;
  const ids = [...manifest.components.keys()].join(', ');
  terminal.note(`the app ${JSON.stringify(manifest.name)} has the components ${ids}`);
  for (const { path } of files) terminal.note(`wrote ${path}`);
  terminal.note(`next: spintape record ${SCENARIO}`);
  return 0;
}

function projectFiles(manifest: AppManifest, copied: boolean): NewFile[] {
  const { file } = manifest;
  const named = basename(file) === 'spin.toml' ? dirname(file) : file;
  const app = slashed(relative(resolve(), resolve(named))) || '.';
  const schema = (path: string, name: SchemaName): string =>
    copied
      ? slashed(relative(resolve(dirname(path)), resolve(copyOf(name))))
      : schemaReference(path, name);
  const repository = nearestWith(resolve(), '.git') ?? resolve();
  const folder = slashed(relative(repository, resolve())) || '.';
  return [
    {
      path: CONFIG_FILE,
      text: configText({ schema: schema(CONFIG_FILE, 'spintape-config-1'), app }),
    },
    { path: SCENARIO, text: firstScenario(manifest, { schema: schema(SCENARIO, 'spintape-1') }) },
    {
      path: relative(resolve(), join(repository, '.github/workflows/spintape.yml')),
      text: workflowText({
        folder,
        app: slashed(relative(resolve(), dirname(resolve(file)))),
        steps: readBuildSteps(manifest.file),
        hasPackages: nearestWith(resolve(), 'package.json') !== undefined,
        isInstalled: !copied,
        version: shippedVersion(),
      }),
    },
  ];
}

/**
 * Copies of the schemas, where the project has none: the command is installed for the whole machine
 * then, in a place that other machines do not have.
 */
function schemaCopies(): NewFile[] {
  if (existsSync(schemaReference(CONFIG_FILE, 'spintape-config-1'))) return [];
  return (['spintape-1', 'spintape-config-1'] as const).map((name) => ({
    path: copyOf(name),
    text: readFileSync(packageFile(`schema/${name}.schema.json`), 'utf8'),
  }));
}

function copyOf(name: SchemaName): string {
  return `${SCHEMA_COPIES}/${name}.schema.json`;
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

function noApp(): HarnessError {
  return new HarnessError({
    code: 'not-found',
    problem: 'Failed to write the project: there is no spin.toml in the working folder',
    next: 'Make an app first, with `spin new` or by hand, or name one with --app.',
  });
}

function document(files: readonly NewFile[]): string {
  const results = files.map(({ path }) => ({ path: slashed(path) }));
  return jsonDocument({ command: 'init', ok: true }, { summary: { files: files.length }, results });
}
