import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { HarnessError } from '../errors.ts';
import type { App } from '../host/app.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { readManifest } from '../host/manifest/read-manifest.ts';
import * as host from '../host/open-app.ts';
import { buildAdvice } from '../host/prepare/build-advice.ts';
import type { CommonOptions } from './options/common-options.ts';
import { preparingDisplay } from './preparing-display.ts';
import type { Project } from './project/project.ts';
import type { Terminal } from './terminal.ts';

/**
 * The manifest that the options name, or that of the project, or of the working folder, or the
 * shipped app's.
 */
export function appFile(
  { app }: Pick<CommonOptions, 'app'>,
  { project }: Pick<Terminal, 'project'>,
): string {
  return app ?? ownApp({ project }) ?? host.SHIPPED_MANIFEST;
}

/** The app of the project, or of the working folder; undefined: the shipped app. */
export function ownApp({ project }: Pick<Terminal, 'project'>): string | undefined {
  return project?.app ?? (isOfFolder(project) ? FOLDERS_APP : undefined);
}

/** Warns of what an app has and the host cannot run. */
export function noteLeftOut(
  { file, leftOut, ignoredTriggers }: AppManifest,
  { note }: Pick<Terminal, 'note'>,
): void {
  for (const { component, why, line } of leftOut.values()) {
    note(`warning: ${file}:${line}: the component ${component} is left out: ${why}`);
  }
  for (const { component, why, line } of ignoredTriggers) {
    note(`warning: ${file}:${line}: a trigger of the component ${component} is left out: ${why}`);
  }
}

/** Says which app runs, where neither an option nor a configuration has named it. */
export function noteApp(
  { app, quiet }: Pick<CommonOptions, 'app' | 'quiet'>,
  { project, note }: Pick<Terminal, 'project' | 'note'>,
): void {
  if (app === undefined && !quiet && isOfFolder(project)) note(`app: ${FOLDERS_APP}`);
}

const FOLDERS_APP = './spin.toml';

function isOfFolder(project: Project | undefined): boolean {
  return project === undefined && existsSync(FOLDERS_APP);
}

/**
 * Checks that every component of an app has its file. Otherwise the first caller of a service would
 * find that out.
 *
 * @throws HarnessError `not-found`.
 */
export function requireComponents({ file, components }: AppManifest): void {
  for (const { id, line, source } of components.values()) {
    if (existsSync(resolve(dirname(file), source))) continue;
    throw new HarnessError({
      code: 'not-found',
      problem: `Failed to open the app: the component ${id} has no file ${source}`,
      next: buildAdvice(resolve(dirname(file), source)),
      file,
      line,
    });
  }
}

/**
 * Opens the app of a command.
 *
 * @param option the option that names the app, for messages
 * @throws HarnessError for a manifest that cannot be read or asks for too much.
 */
export async function openApp(
  options: CommonOptions,
  terminal: Terminal,
  option = '--app',
): Promise<App> {
  const path = appFile(options, terminal);
  noteApp(options, terminal);
  // The message about a wrong path has to name this option, which the library does not know.
  const manifest = await readManifest(path, option);
  if (!options.quiet) noteLeftOut(manifest, terminal);
  const onPrepare = preparingDisplay(terminal, options);
  return await host.openApp(path, { ...options, onPrepare });
}
