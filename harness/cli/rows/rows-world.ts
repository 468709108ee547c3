import { readCassette, readWorldFile } from '../../cassette/store/cassette-store.ts';
import { findCassettes } from '../../cassette/store/find-cassettes.ts';
import type { DatasetWorld } from '../../dataset/judging/dataset-world.ts';
import { readMockLog } from '../../dataset/judging/mock-log.ts';
import { RecordedAnswers } from '../../dataset/judging/recorded-answers.ts';
import { readConfig } from '../read-config.ts';
import { readText } from '../read-text.ts';
import type { Terminal } from '../terminal.ts';

/** What a command line says about the world of rows; all of it may be absent. */
export interface RowsWorldFiles {
  readonly config?: string | undefined;
  readonly world?: string | undefined;
  readonly mockLog?: string | undefined;
  readonly cassettes?: string | undefined;
}

/**
 * Reads what is known about the world of a dataset, and notes what has no effect.
 *
 * @throws HarnessError for a file that cannot be read, with file and line.
 */
export function readRowsWorld(files: RowsWorldFiles, terminal: Terminal): DatasetWorld {
  const { config, world, mockLog, cassettes } = files;
  const found = cassettes === undefined ? [] : findCassettes([cassettes]);
  return {
    config: config === undefined ? undefined : readConfig(config, terminal),
    start: world === undefined ? undefined : readWorldFile(world),
    mockLog:
      mockLog === undefined ? undefined : readMockLog(readText(mockLog, 'the file'), mockLog),
    recorded: RecordedAnswers.of(found.map(readCassette)),
    file: world ?? config ?? 'the starting world',
  };
}
