import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManifest } from '../../harness/internal.ts';
import { ALL_LAWS } from '../all-laws.ts';
import { checkLaw } from '../runner/check-law.ts';
import type { Law } from '../runner/law.ts';
import { type InProcess, openInProcess } from './in-process.ts';

const opened: { world?: InProcess } = {};

function world(): InProcess {
  if (opened.world === undefined) throw new Error('the app is not open');
  return opened.world.view();
}

function lawNamed(wanted: string): Law {
  const law = ALL_LAWS.find(({ name }) => name === wanted);
  if (law === undefined) throw new Error(`there is no law ${wanted}`);
  return law;
}

/** The law, which must not be tried by the main thread. */
function onlyInWorkers(law: Law): Law {
  const holds = () => {
    throw new Error('The main thread tried the law.');
  };
  return { ...law, holds };
}

const settings = { runs: 4, seed: 1, now: () => performance.now() };

describe('laws that are tried in worker threads', () => {
  beforeAll(async () => {
    const path = fileURLToPath(new URL('../../spin-app/spin.toml', import.meta.url));
    opened.world = openInProcess(await readManifest(path), { workers: 1, laws: 'in-workers' });
  });
  afterAll(() => opened.world?.close());

  const needing = ALL_LAWS.filter(
    ({ needs, needsThreads }) => needs !== 'nothing' && !needsThreads,
  );

  it.each(needing)('need the main thread for nothing: $name', async (law) => {
    const subject = world();
    const of = { service: subject, world: subject };
    const { error, runs, calls } = await checkLaw(onlyInWorkers(law), of, settings);
    expect([error, runs]).toEqual([undefined, settings.runs]);
    expect(calls).toBeGreaterThan(0);
  });

  it('are tried by the main thread when a value cannot be sent', async () => {
    const subject = world();
    const law = lawNamed('totality');
    const values = law.values.map((value) => Object.assign(() => undefined, { value }));
    const of = { service: subject, world: subject };
    const { error } = await checkLaw({ ...onlyInWorkers(law), values }, of, settings);
    expect(error?.message).toBe('The main thread tried the law.');
  });

  it('hold when the main thread does not repeat an error', async () => {
    const subject = world();
    const tryLaw = async () => ({ calls: 1, failure: { kind: 'error', message: 'x' } }) as const;
    const law = { ...lawNamed('totality'), holds: async () => undefined };
    const of = { service: subject, world: { ...lawWorld(subject), tryLaw } };
    const { violation, runs } = await checkLaw(law, of, settings);
    expect([violation, runs]).toEqual([undefined, settings.runs]);
  });

  it('are violated by what holds in one of two runs', async () => {
    const subject = world();
    const tryLaw = async () =>
      ({ calls: 1, failure: { kind: 'violation', message: 'two answers' } }) as const;
    const law = { ...lawNamed('totality'), holds: async () => undefined };
    const of = { service: subject, world: { ...lawWorld(subject), tryLaw } };
    const { violation } = await checkLaw(law, of, settings);
    expect(violation?.explanation).toBe('In one of two runs with the same value: two answers');
  });
});

function lawWorld(subject: InProcess) {
  const { app } = subject;
  return { app, calls: 0, begin: () => subject.begin() };
}
