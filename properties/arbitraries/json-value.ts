import fc, { type Arbitrary } from 'fast-check';
import { hostileText } from './hostile-text.ts';

/** JSON values, hostile keys and texts among them; they shrink to `null`. */
export const jsonValue: Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 1e21, '', '1', 'a', 'a,b', 'x,y=1'),
    hostileText,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(hostileText, tie('value'), { maxKeys: 3 }),
  ),
})).value;
