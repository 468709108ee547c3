import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { ComponentHandler } from '../../spin-app/protocol/spin-entry.ts';
import { PROJECT_ROOT, parseSource } from '../house-rules/source-tree.ts';
import { type ErrorSite, instrument } from './error-sites.ts';

type ErrorClass = new (message: string) => Error;

/** The components' logic, loaded for Node, with its error sites numbered. */
export interface Logic {
  readonly handlers: Readonly<Record<string, ComponentHandler>>;
  readonly SandboxRefusal: ErrorClass;
  readonly StoreFailure: ErrorClass;
  readonly NetworkFailure: ErrorClass;
}

/** The error sites of the logic, which can be watched and deleted. */
export interface ErrorSites {
  readonly sites: readonly ErrorSite[];
  /** Runs a function with a site deleted, or with none, and gives the sites that were reached. */
  during(deleted: number | undefined, work: () => Promise<void>): Promise<ReadonlySet<number>>;
}

const ENTRY = `
  import { handleVfs } from './spin-app/vfs/vfs.ts';
  import { handleMock } from './spin-app/mock/handle-mock.ts';
  import { handleGithub } from './spin-app/github/github.ts';
  import { handleGateway } from './spin-app/gateway/gateway.ts';
  export * from './spin-app/protocol/platform.ts';
  export const handlers = {
    vfs: handleVfs, mock: handleMock, github: handleGithub, gateway: handleGateway,
  };
`;

/** Bundles the logic of the components with its error sites numbered, and loads it. */
export async function loadLogic(folder: string): Promise<Logic & ErrorSites> {
  const sites: ErrorSite[] = [];
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: PROJECT_ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    plugins: [
      {
        name: 'error-sites',
        setup: ({ onLoad }) =>
          onLoad({ filter: /spin-app\/.*\.ts$/ }, async ({ path }) => {
            const text = await readFile(path, 'utf8');
            const source = parseSource({ path: relative(PROJECT_ROOT, path), text });
            const { text: contents, sites: found } = instrument(source, sites.length);
            sites.push(...found);
            return { contents, loader: 'ts' };
          }),
      },
    ],
  });
  const module = join(folder, 'logic.mjs');
  await writeFile(module, outputFiles[0]?.text ?? '');
  const logic: Logic = await import(pathToFileURL(module).href);
  return { ...logic, sites, during };
}

let reached = new Set<number>();
let deletedSite: number | undefined;

function isKept(site: number): boolean {
  reached.add(site);
  return site !== deletedSite;
}

Object.assign(globalThis, {
  isKept,
  requireKept: (site: number) => {
    if (!isKept(site)) throw new Error('this error branch is deleted');
  },
});

async function during(
  deleted: number | undefined,
  work: () => Promise<void>,
): Promise<ReadonlySet<number>> {
  reached = new Set();
  deletedSite = deleted;
  await work();
  deletedSite = undefined;
  return reached;
}
