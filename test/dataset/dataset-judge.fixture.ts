import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { DatasetWorld } from '../../harness/dataset/judging/dataset-world.ts';
import { reproduceRows } from '../../harness/dataset/judging/reproduce-rows.ts';
import { RowRunner } from '../../harness/dataset/judging/row-runner.ts';
import { rowsSetting } from '../../harness/dataset/judging/rows-setting.ts';
import { type App, EmbeddedHost, readManifest } from '../../harness/internal.ts';
import type { RowJudgement } from '../../harness/tool-call/row-judgement.ts';

const path = fileURLToPath(new URL('../../spin-app/spin.toml', import.meta.url));
let opened: Promise<App> | undefined;

/** The shipped app on a host of the test file, which is closed after its tests. */
export async function shippedApp(): Promise<App> {
  opened ??= readManifest(path).then((manifest) => ({
    manifest,
    host: new EmbeddedHost(manifest, { mode: 'reset', workers: 1 }),
  }));
  return opened;
}

afterAll(async () => {
  await (await opened)?.host.close();
});

/** A runner of rows on the shipped app. */
export async function openRunner(world: Partial<DatasetWorld> = {}): Promise<RowRunner> {
  return RowRunner.open(await shippedApp(), { file: 'the test', ...world }, 0);
}

/** Judges lines of a dataset on the shipped app. */
export async function judgeLines(
  lines: readonly string[],
  world: Partial<DatasetWorld> = {},
): Promise<RowJudgement[]> {
  const app = await shippedApp();
  async function* bytes() {
    yield new TextEncoder().encode(lines.join('\n'));
  }
  const judged: RowJudgement[] = [];
  const setting = rowsSetting({ file: 'the test', ...world }, 0);
  const judge = { app, setting, atOnce: 2 };
  for await (const { judgement } of reproduceRows(bytes(), judge)) judged.push(judgement);
  return judged;
}

/** The verdicts of a row's calls, in words: `inferred same`, `differs lost`. */
export function verdictsOf({ calls }: Pick<RowJudgement, 'calls'>): string[] {
  return calls.map(({ verdict, reason, isInferred }) =>
    [isInferred ? 'inferred' : '', verdict, reason ?? ''].filter((it) => it !== '').join(' '),
  );
}

/** A starting world with these files. */
export function worldOf(files: Readonly<Record<string, string>>): Partial<DatasetWorld> {
  const nothing = { seed: 0, clock: undefined, variables: new Map(), store: new Map(), keep: [] };
  return { start: { ...nothing, files: new Map(Object.entries(files)) } };
}
