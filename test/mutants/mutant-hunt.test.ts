import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ALL_LAWS } from '../../properties/all-laws.ts';
import { MUTANTS } from '../../properties/mutants/mutants.ts';
import { projectRoot } from '../spintape.fixture.ts';
import { main } from './main.ts';
import { HUNT_OPTIONS, HuntFault, readHunt } from './mutant-hunt.ts';

const chosen = (...args: readonly string[]) => {
  const { mutants, lawsFor, ...others } = readHunt(args);
  const [first] = mutants;
  const laws = first === undefined ? [] : lawsFor(first).map(({ name }) => name);
  return { mutants: mutants.map(({ name }) => name), laws, ...others };
};

const faultOf = (...args: readonly string[]): string => {
  try {
    readHunt(args);
  } catch (error) {
    if (error instanceof HuntFault) return error.message;
    throw error;
  }
  return '';
};

describe('the choice of mutants', () => {
  it('is all of them and all laws, the nearest first, unless they are named', () => {
    const all = chosen();
    expect(all.mutants).toEqual(MUTANTS.map(({ name }) => name));
    expect(all.laws.slice(0, 2)).toEqual(['session-isolation', 'mock-ownership']);
    expect(all.laws.toSorted()).toEqual(ALL_LAWS.map(({ name }) => name));
    expect([all.seed, all.timeMs, all.isWhole]).toEqual([1, 60_000, true]);
    const options = ['--nearest', '--seed', '7', '--time', '5'];
    expect(chosen('comma-keys', 'case-folded-paths', ...options)).toEqual({
      mutants: ['case-folded-paths', 'comma-keys'],
      laws: ['files-like-a-map'],
      seed: 7,
      timeMs: 5_000,
      isWhole: false,
    });
    expect(chosen('--law', 'cleanup').laws).toEqual(['cleanup']);
    expect(chosen('--law', 'cleanup').isWhole).toBe(false);
  });

  it('is refused if a name, option or number is invalid', () => {
    expect(faultOf('comma-keys', 'comma-kyes')).toBe(
      'There is no mutant "comma-kyes". Did you mean comma-keys?',
    );
    expect(faultOf('nosuch')).toBe(
      `There is no mutant "nosuch". There are: ${MUTANTS.map(({ name }) => name).join(', ')}.`,
    );
    expect(faultOf('--law', 'totalty')).toBe('There is no law "totalty". Did you mean totality?');
    expect(faultOf('--seed', 'x')).toBe('--seed takes a whole number, and "x" is none.');
    expect(faultOf('--time=')).toBe('--time takes a whole number, and "" is none.');
    expect(faultOf('--nearst')).toMatch(/^Unknown option '--nearst'/);
  });

  it('ends the command with 2 where it is refused', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const code = await main(['nosuch-mutant']);
    const reported = written.mock.calls.map(([text]) => text);
    written.mockRestore();
    expect(code).toBe(2);
    expect(reported).toEqual([`${faultOf('nosuch-mutant')}\n`]);
  });

  it('is documented in docs/mutants.md, with every option', () => {
    const document = readFileSync(join(projectRoot, 'docs/mutants.md'), 'utf8');
    const unreported = Object.keys(HUNT_OPTIONS).filter(
      (name) => !document.includes(`\`--${name}`),
    );
    expect(unreported).toEqual([]);
  });
});
