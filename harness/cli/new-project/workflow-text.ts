import { posix } from 'node:path';
import { printString } from '../../cassette/yaml/yaml-scalar.ts';
import type { BuildStep } from '../../host/manifest/build-steps.ts';

/** What a workflow has to do for a project. */
export interface WorkflowFacts {
  /** The project's folder in its repository; `.` for the repository itself. */
  readonly folder: string;
  /** The folder of the app in the project. */
  readonly app: string;
  readonly steps: readonly BuildStep[];
  /** Whether npm has something to install there, and whether the command is part of it. */
  readonly hasPackages: boolean;
  readonly isInstalled: boolean;
  readonly version: string;
}

/** A workflow of GitHub that builds the app of a project, and replays its cassettes. */
export function workflowText(facts: WorkflowFacts): string {
  const { folder, app, hasPackages, isInstalled, version } = facts;
  const inProject = (path: string): string => posix.join(folder, path);
  const builds = facts.steps.map(({ component, commands, folder: workdir }) =>
    stepText(
      [`name: ${printString(`Build ${component}`)}`, runText(commands)],
      inProject(posix.join(app, workdir)),
    ),
  );
  const replay = `${isInstalled ? 'npx ' : ''}spintape replay --annotations --junit replay.xml`;
  const steps = [
    stepText(['uses: actions/checkout@v4']),
    stepText(['uses: actions/setup-node@v4', 'with: {node-version: 22}']),
    ...(hasPackages ? [stepText(['run: npm ci'], folder)] : []),
    ...(isInstalled ? [] : [stepText([`run: npm install --global spintape@${version}`])]),
    ...builds,
    stepText([
      '# Components are prepared once for each build of them.',
      'uses: actions/cache@v4',
      'with:',
      '  path: ~/.cache/spintape',
      "  key: spintape-${{ hashFiles('**/*.wasm') }}",
    ]),
    stepText([`run: ${replay}`], folder),
    stepText([
      'uses: actions/upload-artifact@v4',
      'if: ${{ !cancelled() }}',
      `with: {name: replay, path: ${printString(inProject('replay.xml'))}}`,
    ]),
  ];
  return `${HEAD}${steps.join('')}`;
}

const HEAD = `name: spintape
on: [push, pull_request]
permissions: {contents: read}
jobs:
  replay:
    runs-on: ubuntu-latest
    steps:
`;

/** @param folder where it runs; absent or `.`: in the repository itself */
function stepText(lines: readonly string[], folder = '.'): string {
  const place = posix.normalize(folder).replace(/\/$/, '');
  const all = place === '.' ? lines : [...lines, `working-directory: ${printString(place)}`];
  const marked = all.findIndex((line) => !line.startsWith('#'));
  return all
    .map(
      (line, index) =>
        `${index === marked ? '      - ' : index < marked ? '      ' : '        '}${line}\n`,
    )
    .join('');
}

function runText(commands: readonly string[]): string {
  const [only = ''] = commands;
  if (commands.length === 1 && !/[\n#:]/.test(only)) return `run: ${printString(only)}`;
  const lines = commands.flatMap((command) => command.split('\n'));
  return `run: |\n${lines.map((line) => `          ${line}`).join('\n')}`;
}
