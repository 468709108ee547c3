import fc, { type Arbitrary } from 'fast-check';
import { hostileText } from './hostile-text.ts';

/** Paths of files, hostile ones among them; few enough that two calls often share one. */
export const filePath: Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('a', 'A', 'b', 'b:c', 'a/b', './a', '/a', 'b/../a', '__files__'),
  },
  { weight: 1, arbitrary: fc.constantFrom('', '/', '..', '../a', 'a/', 'a//b', '/etc/passwd') },
  { weight: 2, arbitrary: hostileText },
);

/** Contents of files: mostly small, all kinds of text. */
export const fileContent: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', '1', '2', 'x\n', 'x\r\ny', '["ghost"]', 'not json') },
  { weight: 2, arbitrary: hostileText },
);
