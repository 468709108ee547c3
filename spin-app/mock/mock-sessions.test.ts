import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../protocol/any-text.fixture.ts';
import { component, mock } from './mock-service.fixture.ts';

describe('sessions of the mock', () => {
  it('see the shared tools until they change one, and then their own copy of it', async () => {
    const { post, names } = mock();
    await post('load-schema', [
      { name: 'a', mockResponse: 'a0' },
      { name: 'b', mockResponse: 'b0' },
    ]);
    await post('add-fixture', { name: 'a', match: { x: 1 }, response: 'fixture' });
    await post('add-fixture?session_id=s', { name: 'a', match: { y: 1 }, response: 'mine' });
    await post('update-response', { name: 'a', mockResponse: 'a1' });
    await post('update-response', { name: 'b', mockResponse: 'b1' });
    const run = async (tool: string, args: unknown) =>
      (await post('execute', { session_id: 's', tool, args })).body;
    expect(await run('a', { x: 1 })).toEqual(component('fixture').body);
    expect(await run('a', { y: 1 })).toEqual(component('mine').body);
    expect(await run('a', {})).toEqual(component('a0').body);
    expect(await run('b', {})).toEqual(component('b1').body);
    await post('clear');
    expect(await names('?session_id=s')).toEqual(['a']);
    expect(await names()).toEqual([]);
    expect(await run('a', {})).toEqual(component('a0').body);
  });

  it('keep the place of a shared tool that they load again', async () => {
    const { post, names } = mock();
    await post('load-schema', [{ name: 'b' }, { name: 'a' }]);
    await post('load-schema?session_id=s', [{ name: 'c' }, { name: 'b' }]);
    expect(await names('?session_id=s')).toEqual(['b', 'a', 'c']);
    expect(await names()).toEqual(['b', 'a']);
  });

  it('are deleted with all that they own and nothing else, whatever their ids', async () => {
    const id = fc.oneof(
      fc.constantFrom(
        '',
        '.',
        '..',
        '/',
        'a/b',
        '../shared',
        'shared',
        '%2e',
        's:tool',
        'é',
        '~0041',
      ),
      anyText,
    );
    await fc.assert(
      fc.asyncProperty(id, id, async (one, other) => {
        fc.pre(one !== other);
        const entries = new Map<string, string>([['vfs/keep', '1']]);
        const { post, ask } = mock({ entries });
        await post('load-schema', [{ name: 'f', mockResponse: 'shared' }]);
        const before = [...entries];
        const define = (session_id: string, mockResponse: string) =>
          post('update-response', { session_id, name: 'f', mockResponse });
        await define(other, 'other');
        const withOther = [...entries];
        await define(one, 'one');
        const run = async (session_id: string) =>
          (await post('execute', { session_id, tool: 'f', args: {} })).body;
        expect(await run(one)).toEqual(component('one').body);
        expect(await run(other)).toEqual(component('other').body);
        const path = `/mock/session?id=${encode(one)}`;
        expect((await ask('DELETE', path)).body).toEqual({
          success: true,
          deleted: { mock: 2 },
          deleted_files: 0,
        });
        expect([...entries]).toEqual(withOther);
        expect((await ask('DELETE', path)).body).toMatchObject({ deleted: { mock: 0 } });
        const inPath = other === '' ? '?id=' : `/${encode(other)}`;
        expect((await ask('DELETE', `/mock/session${inPath}`)).body).toMatchObject({
          deleted: { mock: 2 },
        });
        expect([...entries]).toEqual(before);
      }),
    );
  });
});

function encode(id: string): string {
  return [...id]
    .map((character) =>
      /[\ud800-\udfff]/.test(character) && character.length === 1
        ? surrogate(character.charCodeAt(0))
        : encodeURIComponent(character),
    )
    .join('');
}

function surrogate(unit: number): string {
  const bytes = [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
  return bytes.map((byte) => `%${byte.toString(16)}`).join('');
}
