import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseUnsafeNames } from './refuse-unsafe-names.ts';
import { coreModule } from './wasm/wasm.fixture.ts';

function refusalOf(name: string): Promise<string | undefined> {
  const defined = [{ type: 'i32', mutable: false }] as const;
  const bytes = coreModule({ defined, exported: [[name, 0]] });
  return refuseUnsafeNames([{ name: 'glue.core.wasm', bytes }]).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

describe('refuseUnsafeNames', () => {
  it.each([
    '_initialize',
    'cabi_post_wasi:http/incoming-handler@0.2.0#handle',
    '[method]outgoing-response.set-status-code',
    '$imports',
    '[export]wasi:http/types@0.2.0',
    '',
    '0',
  ])('allows %j, as tools write it', async (name) => {
    expect(await refusalOf(name)).toBeUndefined();
  });

  it.each([`a'];b`, 'a"b', 'a`b', 'a\\', 'a\nb', 'a\u2028b', 'a*/b', 'a\0', 'größe'])(
    'refuses %j',
    async (name) => {
      const shown = JSON.stringify(name).replace(
        /[^ -~]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      expect(await refusalOf(name)).toBe(
        `a core module has the name ${shown}, which cannot be written as JavaScript`,
      );
    },
  );

  it('allows only names that are the same between any quotes and in a comment', async () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        "'",
        '"',
        '`',
        '\\',
        '\n',
        '\r',
        '\u2028',
        '\u2029',
        `\${1}`,
        '*/',
        '//',
        '<!--',
      ),
    );
    const names = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        if ((await refusalOf(name)) !== undefined) return;
        const texts = ["'", '"'].map((quote) => `${quote}${name}${quote}`);
        for (const text of texts) expect(new Script(text).runInThisContext()).toBe(name);
        expect(new Script(`/*${name}*/ 7`).runInThisContext()).toBe(7);
      }),
      { numRuns: 300 },
    );
  });
});
