import type { Subject } from '../../../properties/runner/check-law.ts';
import { openAtEndpoint } from '../../../properties/subjects/at-endpoint.ts';
import { openInProcess } from '../../../properties/subjects/in-process.ts';
import type { AppManifest } from '../../host/manifest/app-manifest.ts';
import { readManifest } from '../../host/manifest/read-manifest.ts';
import { prepareApp } from '../../host/prepare-app.ts';
import { placeholder } from '../../world/secrets/fixed-placeholder.ts';
import { variablesFromEnvironment } from '../../world/variables.ts';
import { endpointOrigin } from '../endpoint/open-service.ts';
import { appFile, noteApp, noteLeftOut, requireComponents } from '../open-app.ts';
import type { CommonOptions } from '../options/common-options.ts';
import { warnOfMisspelt } from '../options/misspelt-variables.ts';
import { usageError } from '../options/usage-error.ts';
import { preparingDisplay } from '../preparing-display.ts';
import type { Terminal } from '../terminal.ts';

/** What laws are checked on. */
export interface OpenSubject {
  /** For messages. */
  readonly name: string;
  /** `http://host:port` for curl commands; for an app, where `serve` will serve it. */
  readonly origin: string;
  readonly lanes: number;
  /** Values of app variables from the environment. */
  readonly variables: ReadonlyMap<string, string>;
  open(): Subject;
  close(): Promise<void>;
}

/** Where `serve` listens by default. */
const SERVED_AT = 'http://127.0.0.1:3000';

/**
 * Opens the service at `--endpoint`, or else an app in this process.
 *
 * @throws HarnessError `usage`, and the errors of opening the app.
 */
export async function openSubject(
  asked: CommonOptions & { readonly endpoint: string | undefined },
  terminal: Terminal,
): Promise<OpenSubject> {
  const { app: path, endpoint, workers } = asked;
  if (endpoint !== undefined) {
    if (path !== undefined) throw usageError('--app and --endpoint are two subjects');
    const origin = endpointOrigin(endpoint);
    const service = openAtEndpoint(origin, `check-${terminal.now().toString(36)}-`);
    await service.begin();
    // Each run has its own sessions, but all share the shared mocks.
    return {
      name: endpoint,
      origin,
      lanes: 1,
      variables: new Map(),
      open: () => ({ service: service.view() }),
      close: () => service.close(),
    };
  }
  const app = await readManifest(appFile(asked, terminal), '--app');
  noteApp(asked, terminal);
  if (!asked.quiet) noteLeftOut(app, terminal);
  requireComponents(app);
  // Each worker has a library of its own, and would begin with this.
  await prepareApp(app, preparingDisplay(terminal, asked));
  warnOfMisspelt(terminal, app.variables);
  const environment = variablesFromEnvironment(terminal.env, app.variables);
  const variables = new Map(
    [...environment].filter(([name]) => app.variables.get(name)?.secret !== true),
  );
  const world = openInProcess(app, {
    workers,
    laws: 'in-workers',
    variables: Object.fromEntries([...placeholdersOf(app), ...variables]),
  });
  const open = (): Subject => {
    const view = world.view();
    return { service: view, world: view };
  };
  const close = () => world.close();
  const name = `the app ${app.name}`;
  return { name, origin: SERVED_AT, lanes: workers, variables, open, close };
}

// A check calls no upstream that would need the secret itself.
function placeholdersOf(app: AppManifest): [string, string][] {
  const declared = [...app.variables];
  const missing = declared.filter(([, each]) => each.secret && each.default === undefined);
  return missing.map(([name]) => [name, placeholder(name)]);
}
