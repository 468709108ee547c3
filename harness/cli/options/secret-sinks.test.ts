import { expect, it } from 'vitest';
import type { AppManifest } from '../../host/manifest/app-manifest.ts';
import { secretSinks } from './secret-sinks.ts';

const token = { default: '', required: false, secret: true, line: 1 };
const manifest = { variables: new Map([['token', token]]) } as unknown as AppManifest;

it.each([
  ['token=pth', 'token=pth: "pth" is not a part of a request'],
  ['token=path,quary', 'token=quary: "quary" is not a part of a request'],
  ['token', 'token=PART: no part of a request is named'],
  // The value instead of the part.
  ['token=hunter2hunter2', 'token=PART: PART is not a part of a request'],
])('repeats an unknown part of a request, unless it may be the secret: %s', (value, reason) => {
  expect(() => secretSinks([value], manifest)).toThrow(
    `Failed to read the command line: --secret-sink ${reason}. ` +
      'Use path, query or body, or several with commas.',
  );
});
