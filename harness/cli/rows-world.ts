import { readFileSync } from 'node:fs';
import { readCassette } from '../cassette/cassette-store.ts';
import { decodeText } from '../cassette/decode-text.ts';
import { fileFailure } from '../cassette/file-failure.ts';
import { findCassettes } from '../cassette/find-cassettes.ts';
import type { DatasetWorld } from '../dataset/dataset-world.ts';
import { readMockLog } from '../dataset/mock-log.ts';
import { RecordedAnswers } from '../dataset/recorded-answers.ts';
import { readDeepFabricConfig } from '../scenario/deepfabric-config.ts';

/** Where a command is told what the world of rows was; all of it may be absent. */
export interface RowsWorldFiles {
  readonly config?: string | undefined;
  readonly world?: string | undefined;
  readonly 'mock-log'?: string | undefined;
  readonly cassettes?: string | undefined;
}

/**
 * Reads what is known of the world of a dataset.
 *
 * @throws HarnessError for any of the files that cannot be read, with file and line.
 */
export function readRowsWorld(files: RowsWorldFiles): DatasetWorld {
  const { config, world, 'mock-log': mockLog, cassettes } = files;
  const found = cassettes === undefined ? [] : findCassettes([cassettes]);
  return {
    config: config === undefined ? undefined : readDeepFabricConfig(textOf(config), config),
    start: world === undefined ? undefined : readCassette(world).header.world,
    mockLog: mockLog === undefined ? undefined : readMockLog(textOf(mockLog), mockLog),
    recorded: new RecordedAnswers(found.map(readCassette)),
    file: world ?? config ?? 'the starting world',
  };
}

function textOf(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw fileFailure('read', path, cause);
  }
  return decodeText(bytes, path, 'the file');
}
