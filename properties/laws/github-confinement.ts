import fc, { type Arbitrary } from 'fast-check';
import { githubAnswer } from '../arbitraries/github-answer.ts';
import {
  type GithubAnswer,
  type GithubCall,
  githubCall,
  strayAnswer,
} from '../arbitraries/github-call.ts';
import {
  CONFINED,
  complaintAbout,
  complaintAboutMove,
  complaintAboutQuery,
  complaintAboutResults,
  openItems,
} from '../models/confinement.ts';
import { answered, type ExpectedAnswer, exactly, succeeded } from '../models/expected-answer.ts';
import { type Answer, jsonOf } from '../runner/answer.ts';
import type { WorldLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { toolStep } from '../runner/step.ts';
import { Violation } from '../runner/violation.ts';
import { StrayGithub } from '../subjects/stray-github.ts';
import type { WorldRun } from '../subjects/subject.ts';

/** A call, and GitHub's answers to its requests, in order. */
interface ConfinedCall {
  readonly call: GithubCall;
  readonly answers: readonly GithubAnswer[];
  /** The repositories that are allowed: two, or none. */
  readonly allowed: string;
  /** The variable that lets tools write if it is `true`. */
  readonly writes: string;
}

const PLACE = { origin: 'https://api.github.com', prefix: '' };

const anyCall: Arbitrary<ConfinedCall> = fc.record({
  call: githubCall,
  answers: fc.array(githubAnswer(PLACE), { minLength: 1, maxLength: 3 }),
  allowed: fc.oneof(
    { weight: 12, arbitrary: fc.constant(CONFINED.allowed_repos) },
    { weight: 1, arbitrary: fc.constantFrom('', ' , ', 'octo', '*/*') },
  ),
  writes: fc.constantFrom('true', 'true', 'true', 'false', '', 'yes'),
});

const HERE = { owner: 'octo', repo: 'hello' };

/** Valid calls; the first continues with further pages. */
const SOUND: readonly GithubCall[] = [
  { tool: 'gh_list_issues', args: HERE },
  { tool: 'gh_get_issue', args: { ...HERE, issue_number: 1 } },
  { tool: 'gh_get_file_contents', args: { ...HERE, path: 'a' } },
];

/** Only GitHub's answers lead elsewhere. */
const ledAway: Arbitrary<ConfinedCall> = fc.record({
  call: fc.constantFrom(...SOUND),
  answers: fc.array(strayAnswer(PLACE), { minLength: 1, maxLength: 3 }),
  allowed: fc.constant(CONFINED.allowed_repos),
  writes: fc.constant('true'),
});

/** No request leaves the allowed repositories, and no answer shows data of others. */
export const githubConfinement: WorldLaw<ConfinedCall> = {
  name: 'github-confinement',
  statement:
    'Whatever the arguments are, and wherever GitHub points, no request leaves the API and the ' +
    'allowed repositories; a search stays in them, as do its results; an empty list allows ' +
    'nothing, and nothing is written unless writes are allowed.',
  needs: 'world',
  runs: { quick: 150, full: 1_000, long: 15_000 },
  values: fc.oneof({ weight: 6, arbitrary: anyCall }, { weight: 1, arbitrary: ledAway }),
  lists: [listAt('answers')],
  holds: async ({ call, answers, allowed, writes }, world) => {
    const upstream = new StrayGithub(answers);
    const variables = { allowed_repos: allowed, allow_writes: writes };
    const run = await world.begin({ variables, upstream });
    const answer = await run.call(toolStep({ component: 'github', session: 's', ...call }));
    for (const [index, { method, url }] of upstream.exchanges.entries()) {
      // The first request is made of the arguments; the query of a later one is GitHub's own.
      const complaint =
        (allowed === CONFINED.allowed_repos ? complaintAbout(url, PLACE) : 'is sent') ??
        complaintAboutMove(upstream.exchanges[index - 1]?.url, url) ??
        (index === 0 ? complaintAboutQuery(url) : null) ??
        (writes !== 'true' && method !== 'GET' ? `writes, with allow_writes ${writes}` : null);
      if (complaint === null) continue;
      const where = `Where ${JSON.stringify(allowed)} is allowed, request ${index + 1}`;
      throw sentViolation(run, `${where} ${complaint}: ${url}`, index);
    }
    const found = call.tool.startsWith('gh_search_') ? resultsOf(answer) : undefined;
    if (found === undefined) return;
    const complaint = complaintAboutResults(upstream.exchanges[0]?.said.json, found);
    if (complaint === null) return;
    throw run.violation(`The search ${complaint}`, new Map([[0, withoutOthers(found)]]));
  },
};

const REFUSED = answered(200, { success: exactly(false) });

/**
 * A counterexample with a request that must not be sent. The trace only has the exchanges before
 * it, so its scenario passes once nothing else is sent. If the first request is at fault, the call
 * must be refused; if a later one is, the right answer is not known.
 */
function sentViolation(run: WorldRun, explanation: string, index: number): Violation {
  const demand = index === 0 ? REFUSED : { status: 200 };
  // The answer may be as expected; then only the unanswered request is the fault.
  const { trace } = run.violation(explanation, new Map());
  const steps = (trace?.steps ?? []).map((step) => ({
    ...step,
    exchanges: step.exchanges.slice(0, index),
    demand,
  }));
  return new Violation(explanation, { start: {}, ...trace, steps, asksOthers: true });
}

/** The results of a search; undefined if it failed. */
function resultsOf(answer: Answer): unknown {
  const { success, result } = Object(jsonOf(answer)) as { success?: unknown; result?: unknown };
  return success === true ? jsonOf({ text: String(result) }) : undefined;
}

/** The results without those that must not be shown. */
function withoutOthers(found: unknown): ExpectedAnswer {
  const items = openItems(found);
  const json = JSON.stringify({ total_count: items.length, items });
  return succeeded({ kind: 'json', pattern: { kind: 'exactly', json } });
}
