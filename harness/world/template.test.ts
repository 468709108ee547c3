import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandTemplate, templateVariables } from './template.ts';

describe('expandTemplate', () => {
  it.each([
    ['', ''],
    ['a', 'a'],
    ['a-{{ expr }}-b', 'a-<expr>-b'],
    ['{{one}}{{   two }}', '<one><two>'],
    ['a } b }} c { d', 'a } b }} c { d'],
  ])('expands %j to %j', (template, expanded) => {
    expect(expandTemplate(template, (name) => `<${name}>`)).toBe(expanded);
  });

  it('does not expand the value of a variable', () => {
    expect(expandTemplate('{{ a }}', () => '{{ b }}')).toBe('{{ b }}');
  });

  it('refuses braces that are never closed', () => {
    expect(() => expandTemplate('{{ a }} {{ b', () => '')).toThrow(
      new SyntaxError('a "{{" has no matching "}}"'),
    );
  });

  it('leaves every text without "{{" as it is', () => {
    const plain = fc.string().filter((text) => !text.includes('{{'));
    fc.assert(fc.property(plain, (text) => expandTemplate(text, () => 'x') === text));
  });
});

describe('templateVariables', () => {
  it('names the variables in their order', () => {
    expect(templateVariables('{{ b }}-{{a}}-{{ b }}')).toEqual(['b', 'a', 'b']);
  });
});
