import { describe, expect, it } from 'vitest';
import { parseJson } from '../json/parse.ts';
import { printJson } from '../json/print.ts';
import { resolveReference } from './reference.ts';

const ROOT = parseJson(
  '{"$id":"https://x.test/s#","a":{"$anchor":"plain","v":1},"list":[true,{"$dynamicAnchor":"late"}],' +
    '"a/b":"slash","m~n":"tilde","~1":"both","c d":"space","deep":[[{"$id":"#old"}]],"text":"t"}',
);

describe('resolveReference', () => {
  it.each<[string, string | null]>([
    ['#/a/v', '1'],
    ['https://x.test/s#/a/v', '1'],
    ['#/list/0', 'true'],
    ['#/a~1b', '"slash"'],
    ['#/m~0n', '"tilde"'],
    ['#/~01', '"both"'],
    ['#/c%20d', '"space"'],
    ['#plain', '{"$anchor":"plain","v":1}'],
    ['#late', '{"$dynamicAnchor":"late"}'],
    ['#old', '{"$id":"#old"}'],
    ['#/list/2', null],
    ['#/list/00', null],
    ['#/list/1.0', null],
    ['#/list/01', null],
    ['#/text/0', null],
    ['#/text/length', null],
    ['#/nothing/v', null],
    ['#nothing', null],
    ['https://x.test/other#/a/v', null],
    ['a/v', null],
    ['xplain', null],
    ['/a/v', null],
  ])('finds at %s what stands there', (reference, found) => {
    const place = resolveReference(ROOT, reference);
    expect(place === undefined ? null : printJson(place)).toBe(found);
  });

  it.each(['', '#', 'https://x.test/s', 'https://x.test/s#'])('finds at %j the root', (text) => {
    expect(resolveReference(ROOT, text)).toBe(ROOT);
  });

  it('counts items in as many digits as it takes', () => {
    const root = parseJson('{"l":[0,1,2,3,4,5,6,7,8,9,10]}');
    expect(resolveReference(root, '#/l/1')).toEqual(parseJson('1'));
    expect(resolveReference(root, '#/l/10')).toEqual(parseJson('10'));
  });

  it('knows no base where the root has no id', () => {
    const root = parseJson('{"$id":1,"a":2}');
    expect(resolveReference(root, '#/$id')).toEqual(parseJson('1'));
    expect(resolveReference(root, 'https://x.test/s#/a')).toBeUndefined();
    expect(resolveReference(true, '#')).toBe(true);
    expect(resolveReference(true, '#/a')).toBeUndefined();
  });
});
