import { expect, it } from 'vitest';
import { parseCassette } from '../../cassette/parse-cassette.ts';
import { worldDigest } from './world-digest.ts';

const FILE = `spintape: 1
name: w
world:
  seed: 3
  variables: {contract: spintape}
  files: {a.txt: hi}
  store-faults: [{operation: get, prefix: vfs/}]
`;

it('the digest of a world is the one that certificates of 0.1.0 hold, wherever it is written', () => {
  for (const [text, file] of [
    [FILE, 'a.yaml'],
    [FILE.replace('name: w', '# elsewhere\nname: w'), 'other/b.yaml'],
  ] as const) {
    const start = parseCassette(text, file).header.world;
    expect(worldDigest({ start, file })).toBe(
      'sha256:c340ca80a542a81ce6344fc65125ab5f0d9017e64967cd14225cecc6385a3300',
    );
  }
});
