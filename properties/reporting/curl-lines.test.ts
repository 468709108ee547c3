import { describe, expect, it } from 'vitest';
import { parseCassette } from '../../harness/internal.ts';
import { toolStep } from '../runner/step.ts';
import type { ReportedStep, Trace } from '../runner/trace.ts';
import { curlLines } from './curl-lines.ts';

const step = toolStep({ component: 'vfs', tool: 'list_files', args: {} });
const reported: ReportedStep = { step, exchanges: [] };
const plain: Trace = { start: {}, steps: [reported] };
const options = {
  origin: 'http://127.0.0.1:1',
  variableSetting: (name: string, value: string) => `${name.toUpperCase()}=${value}`,
};
const COMMAND =
  '  curl -s -X POST \'http://127.0.0.1:1/vfs/execute\' -H \'content-type: application/json\' --data-binary \'{"tool":"list_files","args":{}}\'';

const { exchanges } = parseCassette(
  'spintape: 1\nname: a\n---\ncall: {component: github, session: s, tool: t, args: {}}\n' +
    "exchanges:\n  - request: {method: GET, url: 'https://a.test/'}\n    response: {status: 200}\n",
  'a.yaml',
).entries[0] ?? { exchanges: [] };

describe('the calls of a trace as curl commands', () => {
  it.each<[string, Trace['start']]>([
    ['', {}],
    ['', { store: new Map() }],
    [' with MUTANT=a ALLOW_WRITES=b', { variables: { mutant: 'a', allow_writes: 'b' } }],
    [' with MUTANT=a --seed 7', { variables: { mutant: 'a' }, seed: 7 }],
  ])('say that they go to a service that was just started%s', (settings, start) => {
    expect(curlLines({ ...plain, start }, options)).toEqual([
      `with curl, on a service that was just started${settings}:`,
      COMMAND,
    ]);
  });

  it.each<[string, Trace]>([
    [
      'its stores fail',
      {
        ...plain,
        start: { storeFaults: [{ operation: 'get', store: 'default', prefix: '', message: 'no' }] },
      },
    ],
    [
      'its stores hold something at the start',
      { ...plain, start: { store: new Map([['default', new Map()]]) } },
    ],
    ['its wall clock is set', { ...plain, start: { clock: 0, seed: 1 } }],
    [
      'calls run at the same time',
      { start: {}, steps: [0, 0].map((group) => ({ ...reported, group })) },
    ],
    [
      'the answers of other servers are made up',
      { start: {}, steps: [{ ...reported, exchanges }] },
    ],
    ['the answers of other servers are made up', { ...plain, asksOthers: true }],
    [
      'its wall clock is set and the answers of other servers are made up',
      { start: { clock: 0 }, steps: [reported], asksOthers: true },
    ],
  ])('are not printed where %s', (reason, trace) => {
    expect(curlLines(trace, options)).toEqual([
      `curl cannot show this, for ${reason}; the next line finds it again, with --save FILE as a scenario`,
    ]);
  });

  it('are printed for a group of calls with a single call in the trace', () => {
    const steps = [{ ...reported, group: 0 }];
    expect(curlLines({ start: {}, steps }, options)[1]).toBe(COMMAND);
  });
});
