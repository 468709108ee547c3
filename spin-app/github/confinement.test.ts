import fc from 'fast-check';
import { expect, it } from 'vitest';
import { githubCall, pointingFrom, strayAnswer } from '../../properties/arbitraries/github-call.ts';
import {
  CONFINED,
  complaintAbout,
  complaintAboutQuery,
} from '../../properties/models/confinement.ts';
import { callTool, fakeWorld } from './fake-github.fixture.ts';

const RUNS = 10_000;
const PLACE = { origin: 'https://api.test', prefix: '/v3' };
const VARIABLES = { ...CONFINED, github_api_url: `${PLACE.origin}${PLACE.prefix}` };
const answer = strayAnswer(PLACE);

it('sends no request outside the allowed repositories, whatever the arguments are', async () => {
  let ran = 0;
  let sent = 0;
  let followed = 0;
  await fc.assert(
    fc.asyncProperty(
      githubCall,
      fc.array(answer, { minLength: 1 }),
      async ({ tool, args }, answers) => {
        ran += 1;
        let next = 0;
        const world = fakeWorld(
          ({ url }) => pointingFrom(url, answers[next++ % answers.length] ?? {}),
          VARIABLES,
        );
        await callTool(world, tool, args);
        sent += Math.min(world.requests.length, 1);
        followed += Math.max(world.requests.length - 1, 0);
        const complaints = world.requests.map((each, at) => [
          each.url,
          complaintAbout(each.url, PLACE) ?? (at === 0 ? complaintAboutQuery(each.url) : null),
        ]);
        expect(complaints.filter(([, complaint]) => complaint !== null)).toEqual([]);
      },
    ),
    { numRuns: RUNS },
  );
  // Arguments that are always refused would prove nothing. About a quarter are sent, which chance
  // does not halve in so many.
  expect(sent).toBeGreaterThan(ran / 8);
  expect(followed).toBeGreaterThan(ran / 100);
});
