import { expect, it } from 'vitest';
import { sizeViolations } from './sizes.ts';
import { snippet } from './snippet.fixture.ts';

const messages = (text: string, path = 'harness/a.ts') =>
  sizeViolations(snippet(path, text)).map(({ line, message }) => `${line} ${message}`);

const body = (lines: number) => `function f() {\n${'  a();\n'.repeat(lines - 2)}}\n`;

it('counts the lines of a file, and allows tests more of them', () => {
  expect(messages('a();\n'.repeat(250))).toEqual([]);
  expect(messages('a();\n'.repeat(251))).toEqual([
    '251 the file has 251 lines; 250 at most. Give one of its concepts a file.',
  ]);
  expect(messages('a();\n'.repeat(400), 'harness/a.test.ts')).toEqual([]);
  expect(messages('a();\n'.repeat(401), 'harness/a.test.ts')).toHaveLength(1);
});

it('counts the lines of a function, without its docstring, and not those of test suites', () => {
  expect(messages(`/**\n * Says f.\n */\n${body(50)}`)).toEqual([]);
  expect(messages(body(51))).toEqual([
    '1 f has 51 lines; 50 at most. ' +
      'Move a step of it into a function that is named after what it does.',
  ]);
  expect(messages(`const g = () => {\n${'  a();\n'.repeat(49)}};\n`)).toEqual([
    '1 g has 51 lines; 50 at most. ' +
      'Move a step of it into a function that is named after what it does.',
  ]);
  expect(messages(body(51), 'harness/a.test.ts')).toEqual([]);
});

it('counts characters of a line, except for URLs and texts in tests', () => {
  const text = 'x'.repeat(90);
  expect(messages(`// ${'ä'.repeat(97)}\n`)).toEqual([]);
  expect(messages(`// ${'ä'.repeat(98)}\n`)).toEqual([
    '1 the line has 101 columns; 100 at most. Break it.',
  ]);
  expect(messages(`// https://example.com/${text}\n`)).toEqual([]);
  expect(messages(`someFunction('${text}');\n`)).toHaveLength(1);
  expect(messages(`someFunction('${text}');\n`, 'harness/a.test.ts')).toEqual([]);
  expect(messages(`// a comment ${text}\n`, 'harness/a.test.ts')).toHaveLength(1);
});

it('counts positional parameters of functions, methods and constructors', () => {
  expect(messages('function f(a, b, c) {}\n')).toEqual([]);
  expect(messages('type F = (a: 1, b: 1, c: 1, d: 1) => void;\n')).toEqual([]);
  expect(messages('class A { constructor(a, b, c, d) {}\n m(a, b, c, d) {} }\n')).toEqual([
    '1 the constructor has 4 parameters; 3 at most. ' +
      'Take those that can be mixed up as one options object.',
    '2 m has 4 parameters; 3 at most. Take those that can be mixed up as one options object.',
  ]);
});
