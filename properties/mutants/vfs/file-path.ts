import type { Contract } from '../../../spin-app/protocol/contract.ts';
import * as real from '../../../spin-app/vfs/file-path.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/vfs/file-path.ts';

export function readFilePath(spelling: string, contract: Contract): real.FilePathReading {
  const reading = real.readFilePath(spelling, contract);
  if (!isActive('system-paths-writable') || !reading.ok) return reading;
  return { ok: true, path: { ...reading.path, isSystem: false } };
}

export function notADirectory(
  path: real.FilePath,
  isFile: (path: string) => boolean,
): string | null {
  return isActive('file-below-a-file') ? null : real.notADirectory(path, isFile);
}
