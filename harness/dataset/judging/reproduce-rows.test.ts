import { describe, expect, it } from 'vitest';
import { deepFabricLine } from '../../../test/dataset/deepfabric-row.fixture.ts';
import { oneAnswerHost, SHIPPED_APP } from '../../../test/fuzz/one-answer-host.ts';
import { reproduceRows } from './reproduce-rows.ts';
import { rowsSetting } from './rows-setting.ts';

const app = { manifest: SHIPPED_APP, host: oneAnswerHost };
const setting = rowsSetting({ file: 'the test' }, 0);

/** A row, whose question is its number. */
function bytesOf(number: number): Uint8Array {
  const call = ['read_file', { file_path: 'a' }, 'ok'] as const;
  return new TextEncoder().encode(`${deepFabricLine([[call]], { question: `${number}` })}\n`);
}

function judged(chunks: AsyncIterable<Uint8Array>, atOnce = 2) {
  return reproduceRows(chunks, { app, setting, atOnce });
}

describe('rows that come one by one', () => {
  it('are judged as they come, and not when a batch is full', async () => {
    let given = 0;
    async function* feed() {
      for (let number = 0; number < 3; number += 1) {
        yield bytesOf(number);
        // The next row comes when this one has been judged.
        while (given <= number) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
    const lines: number[] = [];
    for await (const { judgement } of judged(feed())) {
      lines.push(judgement.line);
      given += 1;
    }
    expect(lines).toEqual([1, 2, 3]);
  });

  it('are given before the failure of what is recalled for a later one', async () => {
    async function* feed() {
      for (let number = 0; number < 40; number += 1) yield bytesOf(number);
    }
    const lines: number[] = [];
    const recall = async (line: number) => {
      if (line === 35) throw new Error('the state cannot be read');
      return undefined;
    };
    const reading = async () => {
      for await (const { judgement } of reproduceRows(feed(), {
        app,
        setting,
        atOnce: 9,
        recall,
      })) {
        lines.push(judgement.line);
      }
    };
    await expect(reading()).rejects.toThrow('the state cannot be read');
    // The third batch is that of the failure.
    expect(lines).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
  });

  it('can be abandoned while the next row never arrives', async () => {
    async function* feed() {
      yield bytesOf(1);
      await new Promise(() => undefined);
    }
    for await (const { judgement } of judged(feed())) {
      expect(judgement.line).toBe(1);
      break;
    }
  });
});
