import {
  type DeepFabricConfig,
  readDeepFabricConfig,
} from '../formats/deepfabric/deepfabric-config.ts';
import { readText } from './read-text.ts';
import type { Terminal } from './terminal.ts';

/**
 * Reads a configuration of DeepFabric, and notes which of its keys and names have no effect.
 *
 * @throws HarnessError when it cannot be read, with file and line.
 */
export function readConfig(path: string, terminal: Terminal): DeepFabricConfig {
  const config = readDeepFabricConfig(readText(path, 'the configuration'), path);
  for (const { line, text } of config.notes) terminal.note(`${path}:${line}: ${text}`);
  return config;
}
