import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, serveApp } from '../spintape.fixture.ts';
import { exceptionOf, notCompared } from './exceptions.ts';
import {
  recordedBody,
  requestBytes,
  type SpinRow,
  shownBody,
  spinRows,
} from './recorded-answers.ts';
import { type RawAnswer, sendRaw } from './send-raw.ts';

const file = join(process.env['SPINTAPE_DATA'] ?? '', 'spin-4.1/answers.jsonl');
const isThere = process.env['SPINTAPE_DATA'] !== undefined && existsSync(file);
if (!isThere) {
  console.warn(
    'SKIPPED: parity with Spin. Set SPINTAPE_DATA to a folder with spin-4.1/answers.jsonl, ' +
      'requests to the shipped app with the answers of a real Spin, to run it.',
  );
}

/** The variables of the app when the answers were recorded. */
const env = {
  SPIN_VARIABLE_GITHUB_API_URL: 'http://127.0.0.1:4301',
  SPIN_VARIABLE_GITHUB_TOKEN: 'a-token-for-nobody',
  SPIN_VARIABLE_ALLOWED_REPOS: '*',
};

function isSame(row: SpinRow, answer: RawAnswer): boolean {
  if ('error' in row.spin || 'error' in answer) return 'error' in row.spin && 'error' in answer;
  const { status, content_type, body } = row.spin;
  return (
    answer.status === status &&
    answer.content_type === content_type &&
    JSON.stringify(shownBody(answer.body)) === JSON.stringify(recordedBody(body))
  );
}

/** The rows of the table of exceptions in docs/spin.md: name and number of requests. */
function documentedExceptions(): Map<string, number> {
  const text = readFileSync(join(projectRoot, 'docs/spin.md'), 'utf8');
  const [, table = ''] = /^\| exception \| requests \|.*\n\|.*\n((?:\|.*\n)+)/m.exec(text) ?? [];
  const rows = [...table.matchAll(/^\| ([^|]+) \| (\d+) \|/gm)];
  return new Map(rows.map(([, name = '', count]) => [name, Number(count)]));
}

/** How many requests the document says are answered alike. */
function documentedSame(): number {
  const text = readFileSync(join(projectRoot, 'docs/spin.md'), 'utf8');
  return Number(/(\d+) are answered alike/.exec(text)?.[1]);
}

describe.skipIf(!isThere)('the shipped app and a real Spin', () => {
  it('answers as it does there, except where docs/spin.md says why not', async () => {
    const app = await serveApp(['--quiet'], { env });
    const found = new Map<string, number>();
    const unnamed: string[] = [];
    let same = 0;
    for (const row of spinRows(file).filter((each) => !notCompared(each))) {
      const answer = await sendRaw(app.url, requestBytes(row.request, '127.0.0.1:3000'));
      if (isSame(row, answer)) {
        same += 1;
        continue;
      }
      const name = exceptionOf({ row, answer });
      if (name === undefined) unnamed.push(`${row.n} ${row.label}`);
      else found.set(name, (found.get(name) ?? 0) + 1);
    }
    await app.end();
    expect(unnamed).toEqual([]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(documentedExceptions()));
    expect(same).toBe(documentedSame());
  }, 120_000);
});
