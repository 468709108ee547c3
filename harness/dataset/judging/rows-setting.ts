import { deserialize, serialize } from 'node:v8';
import type { RowsSetting } from '../../engine/tape.ts';
import type { App } from '../../host/app.ts';
import type { DatasetWorld } from './dataset-world.ts';
import { type RecordedAnswer, RecordedAnswers } from './recorded-answers.ts';
import { RowRunner } from './row-runner.ts';

/** How rows are judged, as plain data. */
interface SettingData {
  readonly world: Omit<DatasetWorld, 'recorded'>;
  readonly recorded: ReadonlyMap<string, readonly RecordedAnswer[]> | undefined;
  readonly seed: number;
}

/** How rows are judged. */
export interface OpenedSetting {
  readonly runner: RowRunner;
  readonly world: DatasetWorld;
}

let count = 0;

/** Converts the setting to plain data, for the threads that judge rows. */
export function rowsSetting({ recorded, ...world }: DatasetWorld, seed: number): RowsSetting {
  const data: SettingData = { world, recorded: recorded?.all, seed };
  const packed = serialize(data);
  const bytes = new SharedArrayBuffer(packed.length);
  new Uint8Array(bytes).set(packed);
  count += 1;
  return { id: count, bytes };
}

const opened = new WeakMap<App, Map<number, Promise<OpenedSetting>>>();

/**
 * Prepares the setting, once for an app.
 *
 * @throws HarnessError as `RowRunner.open`.
 */
export function openSetting(app: App, { id, bytes }: RowsSetting): Promise<OpenedSetting> {
  const settings = opened.get(app) ?? new Map<number, Promise<OpenedSetting>>();
  opened.set(app, settings);
  const setting = settings.get(id) ?? unpacked(app, bytes);
  settings.set(id, setting);
  return setting;
}

async function unpacked(app: App, bytes: SharedArrayBuffer): Promise<OpenedSetting> {
  const {
    world: others,
    recorded,
    seed,
  }: SettingData = deserialize(Uint8Array.from(new Uint8Array(bytes)));
  const world = { ...others, recorded: recorded && new RecordedAnswers(recorded) };
  return { runner: await RowRunner.open(app, world, seed), world };
}
