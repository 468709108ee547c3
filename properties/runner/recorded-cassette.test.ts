import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readManifest } from '../../harness/internal.ts';
import { readableTrace } from '../reporting/readable-trace.ts';
import { type InProcess, openInProcess } from '../subjects/in-process.ts';
import { recordedCassette } from './recorded-cassette.ts';
import type { Step } from './step.ts';
import { Violation } from './violation.ts';

const opened: { probe?: InProcess } = {};
beforeAll(async () => {
  const manifest = fileURLToPath(new URL('../../test-apps/probe/spin.toml', import.meta.url));
  const app = await readManifest(manifest);
  const variables = new Map(app.variables);
  // The laws of recordings set the variables of the shipped app.
  for (const name of ['allowed_repos', 'allow_writes']) {
    variables.set(name, { default: '', required: false, secret: false, line: 1 });
  }
  const settings = { workers: 1, variables: { token: 'a-token-of-tests' } };
  opened.probe = openInProcess({ ...app, variables }, settings);
});
afterAll(() => opened.probe?.close());

function probeCall(path: string): Step {
  const body = new Uint8Array();
  return { kind: 'raw', request: { method: 'GET', path: `/probe${path}`, headers: [], body } };
}

async function recorded(...paths: readonly string[]) {
  const { probe } = opened;
  if (probe === undefined) throw new Error('the app is not open');
  return recordedCassette(probe, { seed: 1, steps: paths.map(probeCall), answers: [] });
}

it('reports the calls up to one that ends without an answer', async () => {
  const violation: unknown = await recorded('/counter', '/trap', '/counter').catch(
    (error) => error,
  );
  if (!(violation instanceof Violation) || violation.trace === undefined) throw violation;
  expect(violation.message).toBe('Call 2 ends without an answer of its component');
  const failure = 'Failed: the component probe trapped: the component ended its process';
  const answer = { success: false, result: failure, error_type: 'IOError', error: failure };
  expect(readableTrace(violation.trace).slice(1)).toEqual([
    '1. GET /probe/counter',
    '   got 200 {"calls":1,"mark":1}',
    '2. GET /probe/trap',
    `   got 500 ${JSON.stringify(answer)}`,
  ]);
});

it('gives the recording of calls that are answered', async () => {
  expect((await recorded('/counter', '/counter'))?.entries.length).toBe(2);
});
