import fc from 'fast-check';
import {
  type GithubAnswer,
  type GithubCall,
  githubCall,
  strayAnswer,
} from '../arbitraries/github-call.ts';
import type { WorldLaw } from '../law.ts';
import {
  CONFINED,
  complaintAbout,
  complaintAboutMove,
  complaintAboutQuery,
} from '../models/confinement.ts';
import { answered, exactly } from '../models/expected-answer.ts';
import { toolStep } from '../step.ts';
import { StrayGithub } from '../stray-github.ts';

/** A call, and what GitHub says to the requests of it, one after another. */
interface ConfinedCall {
  readonly call: GithubCall;
  readonly answers: readonly GithubAnswer[];
  /** The repositories that are allowed: two, or none. */
  readonly allowed: string;
}

const PLACE = { origin: 'https://api.github.com', prefix: '' };

/** No request leaves the repositories that are allowed. */
export const githubConfinement: WorldLaw<ConfinedCall> = {
  name: 'github-confinement',
  statement:
    'Whatever the arguments are, and wherever GitHub points, no request leaves the API and the ' +
    'allowed repositories; a search stays in them, and an empty list allows nothing.',
  needs: 'world',
  runs: { quick: 150, full: 1_000, long: 30_000 },
  values: fc.record({
    call: githubCall,
    answers: fc.array(strayAnswer(PLACE), { minLength: 1, maxLength: 3 }),
    allowed: fc.oneof(
      { weight: 12, arbitrary: fc.constant(CONFINED.allowed_repos) },
      { weight: 1, arbitrary: fc.constantFrom('', ' , ', 'octo', '*/*') },
    ),
  }),
  holds: async ({ call, answers, allowed }, world) => {
    const upstream = new StrayGithub(answers);
    const variables = { allowed_repos: allowed, allow_writes: CONFINED.allow_writes };
    const run = await world.begin({ variables, upstream });
    await run.call(toolStep({ component: 'github', session: 's', ...call }));
    for (const [index, url] of upstream.urls.entries()) {
      // The first request is made of the arguments; the query of a later one is GitHub's own.
      const complaint =
        (allowed === CONFINED.allowed_repos ? complaintAbout(url, PLACE) : 'is sent') ??
        complaintAboutMove(upstream.urls[index - 1], url) ??
        (index === 0 ? complaintAboutQuery(url) : null);
      if (complaint === null) continue;
      const where = `Where ${JSON.stringify(allowed)} is allowed, request ${index + 1}`;
      throw run.breach(`${where} ${complaint}: ${url}`, new Map([[0, REFUSED]]));
    }
  },
};

const REFUSED = answered(200, { success: exactly(false) });
