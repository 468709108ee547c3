import { expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';
import { refusingService } from './refusing-service.fixture.ts';

/** A service that a request with this method takes down. */
const mortalService = (deadly: string) =>
  refusingService(({ method }, service) => {
    if (method === deadly) service.close();
  });

const CHECK = ['check', '--seed', '1', '--law', 'totality'];

/** A second law, which has its second turn when the service is gone. */
const TWO_LAWS = [...CHECK, '--law', 'determinism', '--runs', '101'];

/** Without parts that vary from run to run: port, time, path, the padding of the table. */
function steady(text: string, url: string): string {
  return text
    .replaceAll(url, 'URL')
    .replace(/\d+ ms$/m, '0 ms')
    .replaceAll(/, after (PUT|DELETE) \S+ had/g, ', after $1 PATH had')
    .replaceAll(/ +/g, ' ');
}

const GONE = 'Failed to call the service at URL: ECONNREFUSED, after PUT PATH had no answer';
const NEXT = 'Start the service, or name another with --endpoint URL.';
const NOTE = `what the check wrote may still be there: ${GONE}\n`;

it('shows the request that took the service down, and notes that it cannot be tidied', async () => {
  const service = await mortalService('PUT');
  const { code, stdout, stderr } = await spintape([...CHECK, '--endpoint', service.url]);
  service.close();
  expect([code, steady(stderr, service.url)]).toEqual([1, NOTE]);
  expect(stdout).toMatch(
    /^totality: Any request, .*\n {2}The answer to call \d+ has the status 0\.$/m,
  );
  expect(stdout).toMatch(/^ {2}\d+\. PUT .*\n {5}got 0 \n {5}but should have the status/m);
});

it('names the request that took the service down where no law judges its answer', async () => {
  const service = await mortalService('DELETE');
  const { code, stdout, stderr } = await spintape([...TWO_LAWS, '--endpoint', service.url]);
  service.close();
  const gone = GONE.replace('PUT', 'DELETE');
  expect([code, steady(stderr, service.url)]).toEqual([
    3,
    `spintape: ${gone}. ${NEXT}\nwhat the check wrote may still be there: ${gone}\n`,
  ]);
  expect(steady(stdout, service.url)).toContain(`determinism has no verdict: ${gone}. ${NEXT}\n`);
  expect(stdout).toMatch(/, after DELETE \/\S*session\S+check-\S+ had no answer\./);
});

it('reports its finding, and then why another law has no verdict', async () => {
  const service = await mortalService('PUT');
  const { code, stdout, stderr } = await spintape([...TWO_LAWS, '--endpoint', service.url]);
  service.close();
  expect([code, steady(stderr, service.url)]).toEqual([3, `spintape: ${GONE}. ${NEXT}\n${NOTE}`]);
  const lines = steady(stdout, service.url).split('\n');
  expect(lines.map((line) => line.replace(/ \d+ calls/, ' 0 calls'))).toEqual([
    'law seed runs calls',
    expect.stringMatching(/^determinism 1 100 \d+ ERROR$/),
    expect.stringMatching(/^totality 1 2 \d+ VIOLATED$/),
    '',
    expect.stringMatching(/^totality: Any request, /),
    ...lines.slice(5, -5),
    '',
    `determinism has no verdict: ${GONE}. ${NEXT}`,
    '',
    '2 laws, 1 counterexample, 1 error, 102 runs, 0 calls, 0 ms',
    '',
  ]);
});

it('is one document with --json, with the error among the results', async () => {
  const service = await mortalService('PUT');
  const { code, stdout } = await spintape([...TWO_LAWS, '--endpoint', service.url, '--json']);
  service.close();
  expect(code).toBe(3);
  expect(JSON.parse(steady(stdout, service.url))).toEqual({
    spintape: 1,
    command: 'check',
    ok: false,
    summary: {
      ...{ laws: 2, runs: 102, calls: expect.any(Number) },
      ...{ holds: 0, breach: 1, error: 1, 'cut-short': 0, 'not-run': 0 },
    },
    results: [
      {
        ...{ name: 'determinism', verdict: 'error', seed: 1, runs: 100 },
        calls: expect.any(Number),
        error: { code: 'host-failed', problem: GONE, next: NEXT },
      },
      {
        ...{ name: 'totality', verdict: 'breach', seed: 1, runs: 2, calls: expect.any(Number) },
        breach: expect.objectContaining({ calls: 5 }),
      },
    ],
    leftOut: [],
  });
});
