import { expect, it } from 'vitest';
import { ALL_LAWS } from '../all-laws.ts';
import { answerOf } from '../runner/answer.ts';
import { requestOf } from '../runner/step.ts';
import { lackOf, presentRoutes, ROUTES, type Route } from './routes.ts';
import type { ToolService } from './subject.ts';

/** A service whose answers are JSON, by the path of the request. */
function serviceOf(answers: Readonly<Record<string, string>>): ToolService {
  return {
    begin: async () => ({
      call: async (step) => {
        const body = answers[requestOf(step).path];
        const text = new TextEncoder().encode(body ?? 'not here');
        const status = body === undefined || body.includes('NoRoute') ? 404 : 200;
        return answerOf({ status, headers: [], body: text });
      },
      violation: () => {
        throw new Error('There is no law here.');
      },
    }),
  };
}

it('finds the parts of a service by their health, or by a call', async () => {
  const service = serviceOf({
    '/mock/health': '{}',
    '/vfs/execute': '{"success":true,"result":"[]","error_type":null}',
    '/github/health': '"well"',
    '/github/execute': '{}',
    '/execute': '{"success":false,"result":"no","error_type":"NoRoute"}',
  });
  expect([...(await presentRoutes(service))]).toEqual(['vfs', 'mock']);
});

it('names the parts that a law lacks', () => {
  const lacks = (...present: readonly Route[]) =>
    new Map(ALL_LAWS.map((law) => [law.name, lackOf(law, new Set(present))]));
  const none = lacks();
  expect([...none].filter(([, lack]) => lack === undefined).map(([name]) => name)).toEqual([
    'print-and-parse',
    'schema-interpreter',
    'totality',
  ]);
  expect(none.get('session-isolation')).toBe('there is no /vfs and no /mock');
  expect(lacks('vfs').get('session-isolation')).toBe(undefined);
  expect(lacks('vfs').get('parallel-calls')).toBe('there is no /mock');
  expect(lacks('vfs', 'mock').get('cleanup')).toBe('there is no gateway at /execute');
  expect(new Set(lacks(...ROUTES).values())).toEqual(new Set([undefined]));
});
