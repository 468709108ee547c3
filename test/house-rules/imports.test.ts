import { expect, it } from 'vitest';
import { importsOf } from './imports.ts';
import { snippet } from './snippet.fixture.ts';

it('finds every form of import, resolved from the project root', () => {
  const file = snippet(
    'harness/a/b.ts',
    `import { x } from './x.ts';
import type { Y } from '../y.ts';
export { z } from '@scope/z/inner.js';
export type { W } from 'w/deep';
const v = await import('node:fs');
type U = import('../u.ts').U;
`,
  );
  expect(importsOf(file)).toEqual([
    { line: 1, target: 'harness/a/x.ts', isOwn: true, isTypeOnly: false },
    { line: 2, target: 'harness/y.ts', isOwn: true, isTypeOnly: true },
    { line: 3, target: '@scope/z', isOwn: false, isTypeOnly: false },
    { line: 4, target: 'w', isOwn: false, isTypeOnly: true },
    { line: 5, target: 'node:fs', isOwn: false, isTypeOnly: false },
    { line: 6, target: 'harness/u.ts', isOwn: true, isTypeOnly: true },
  ]);
});
