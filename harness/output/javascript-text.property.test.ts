import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { ACTING, hostileOutput } from './hostile-output.fixture.ts';
import { lineComment, literal } from './javascript-text.ts';

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    hostileOutput,
    fc.constantFrom(null, true, 0, -1.5, 1e21),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      hostileOutput.filter((name) => name !== '__proto__'),
      tie('value'),
      { maxKeys: 3 },
    ),
  ),
})).value;

function diagnostics(code: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(code, { reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

it('a literal evaluates to the exact value, and has no special or invisible characters', () => {
  fc.assert(
    fc.property(value, (written) => {
      const code = literal(written);
      expect(code).not.toMatch(ACTING);
      expect(JSON.parse(code)).toEqual(JSON.parse(JSON.stringify(written)));
      expect(diagnostics(`(${code})`)).toEqual([]);
      // Of another realm, whose objects have prototypes of their own.
      expect(JSON.stringify(runInNewContext(`(${code})`))).toBe(JSON.stringify(written));
    }),
    { numRuns: 300 },
  );
});

it('a comment ends with its line, and nothing in it runs', () => {
  fc.assert(
    fc.property(hostileOutput, (text) => {
      const code = `${lineComment(text)}\n'the next line'`;
      expect(code).not.toMatch(ACTING);
      expect(code.split('\n')).toHaveLength(2);
      const { statements } = ts.createSourceFile('a.js', code, ts.ScriptTarget.Latest);
      expect(statements).toHaveLength(1);
      const sandbox = {};
      expect(runInNewContext(code, sandbox)).toBe('the next line');
      expect(Object.keys(sandbox)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
