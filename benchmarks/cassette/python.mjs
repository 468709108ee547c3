// vcrpy in its own Python environment, in the system's folder for temporary files.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSIONS = ['vcrpy==9.4.2', 'PyYAML==6.0.3'];
const environment = join(tmpdir(), 'spintape-benchmark-vcrpy');
const python = join(environment, 'bin', 'python');
const script = fileURLToPath(new URL('vcrpy_arm.py', import.meta.url));

function succeeds(command, args) {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return true;
  console.log(`  ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
  return false;
}

/**
 * Makes the environment if it does not exist; prints the reason and returns false if that fails.
 */
export function hasVcrpy() {
  if (existsSync(python) && succeeds(python, ['-c', 'import vcr, yaml; yaml.CSafeLoader'])) {
    return true;
  }
  return (
    succeeds('python3', ['-m', 'venv', environment]) &&
    succeeds(python, ['-m', 'pip', 'install', '--quiet', ...VERSIONS])
  );
}

/** The milliseconds of each step, and the bytes of the file. */
export function measure(stored, folder) {
  const path = join(folder, 'vcrpy.yaml');
  const input = JSON.stringify(stored);
  const { status, stdout, stderr } = spawnSync(python, [script, path], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
