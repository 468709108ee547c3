import { describe, expect, it } from 'vitest';
import { CONVENTIONAL_NAMES } from './conventional-names.ts';
import { unguessableTokens } from './guessable-literal.ts';

describe('a name', () => {
  it.each([
    'README.md',
    'config.json',
    'package-lock.json',
    'src/utils/index.test.ts',
    'src/components/../lib/DatabaseService.java',
    '.github/workflows/ci.yml',
    'node_modules/',
    'reports/2024-01-15.csv',
    'backup_20240115.tar.gz',
    'user_12345',
    'a1b2c3d4',
    'page-1000',
    'localhost:5432',
    '2147483647',
    '10.0.0.1',
  ])('%s is everybody’s', (name) => {
    expect(unguessableTokens(name, 'name')).toEqual([]);
  });

  it.each([
    ['reports/berth-4417.csv', ['berth', '4417']],
    ['src/kestrelTariffs.ts', ['kestrel', 'tariffs']],
    ['Zx81kQpw77', ['zx81kqpw77']],
    ['aBcDeFgHxQ', ['abcdefghxq']],
    ['550e8400-e29b-41d4-a716-446655440000', ['446655440000']],
    ['notes/2041-77.txt', ['2041']],
    ['Gdańsk.json', ['gdańsk']],
  ])('%s was chosen by somebody', (name, tokens) => {
    expect(unguessableTokens(name, 'name')).toEqual(tokens);
  });
});

describe('a text', () => {
  it.each([
    'Apache License, Version 2.0, January 2004',
    'import { createRoot } from "react-dom/client";',
    'The tariffs of the harbour of Kestrel are in the annex.',
    'const PI = 3.14159265358979;',
    'PORT=5432',
    'It was written at 2024-01-15T10:30:00Z.',
    'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
    'password123',
  ])('of words is not proof: %s', (text) => {
    expect(unguessableTokens(text, 'text')).toEqual([]);
  });

  it.each([
    ['token=Zx81kQpw77', ['zx81kqpw77']],
    ['berth 4417 is free', ['4417']],
  ])('with a number or a jumble in it is one: %s', (text, tokens) => {
    expect(unguessableTokens(text, 'text')).toEqual(tokens);
  });
});

describe('the conventional names', () => {
  it('are in order, in lower case, once each, and longer than what is short anyway', () => {
    const names = [...CONVENTIONAL_NAMES];
    expect(names).toEqual([...new Set(names)].sort());
    expect(names.filter((name) => !/^[a-z\d]{4,}$/.test(name))).toEqual([]);
  });
});
