import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../../harness/internal.ts';
import { PROJECT_ROOT } from '../house-rules/source-tree.ts';
import { isClearRefusal } from './clear-refusal.ts';
import type { FuzzFormat } from './fuzz-format.ts';
import { TOML_PIECES } from './toml-pieces.ts';

const SOUND = [
  ...['spin-app', 'properties/mutants', 'test-apps/foreign', 'test-apps/probe'],
  'test-apps/variants',
];

/** Manifests of Spin apps. */
export const MANIFESTS: FuzzFormat = {
  name: 'manifests',
  ending: '.toml',
  sound: SOUND.map((folder) => readFileSync(join(PROJECT_ROOT, folder, 'spin.toml'), 'utf8')),
  pieces: TOML_PIECES,
  reading: async (path) => {
    try {
      await readManifest(path);
      return 'read';
    } catch (error) {
      const codes = ['manifest-invalid', 'manifest-unsupported'] as const;
      if (isClearRefusal(error, { path, codes, ofWholeFile: /is not UTF-8|characters/ })) {
        return 'refused';
      }
      throw error;
    }
  },
};
