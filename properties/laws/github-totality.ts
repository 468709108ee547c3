import fc, { type Arbitrary } from 'fast-check';
import { githubAnswer } from '../arbitraries/github-answer.ts';
import { type GithubAnswer, type GithubCall, githubCall } from '../arbitraries/github-call.ts';
import { CONFINED } from '../models/confinement.ts';
import { answered, exactly } from '../models/expected-answer.ts';
import { complaintAbout } from '../models/well-formed-answer.ts';
import { type Answer, jsonOf } from '../runner/answer.ts';
import type { WorldLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { toolStep } from '../runner/step.ts';
import { StrayGithub } from '../subjects/stray-github.ts';

/** A call, and GitHub's answers to its requests, in order. */
interface AnsweredCall {
  readonly call: GithubCall;
  readonly answers: readonly GithubAnswer[];
}

const PLACE = { origin: 'https://api.github.com', prefix: '' };

const answeredCall: Arbitrary<AnsweredCall> = fc.record({
  call: githubCall,
  answers: fc.array(githubAnswer(PLACE), { minLength: 1, maxLength: 3 }),
});

/** No answer of GitHub breaks a tool, and its refusals are reported as such. */
export const githubTotality: WorldLaw<AnsweredCall> = {
  name: 'github-totality',
  statement:
    'Whatever GitHub answers, the caller gets a well-formed answer, and never a 5xx; if GitHub ' +
    'refuses, the tool does not succeed.',
  needs: 'world',
  runs: { quick: 150, full: 1_000, long: 15_000 },
  values: answeredCall,
  lists: [listAt('answers')],
  holds: async ({ call, answers }, world) => {
    const { allowed_repos, allow_writes } = CONFINED;
    const upstream = new StrayGithub(answers);
    const run = await world.begin({ variables: { allowed_repos, allow_writes }, upstream });
    const step = toolStep({ component: 'github', session: 's', ...call });
    const answer = await run.call(step);
    const complaint = complaintAbout(step, answer);
    if (complaint !== undefined) {
      const { explanation, demand } = complaint;
      throw run.violation(`The answer to the call ${explanation}`, new Map([[0, demand]]));
    }
    const last = upstream.exchanges.at(-1)?.said.status ?? 200;
    if (last < 400 || !hasSucceeded(answer)) return;
    throw run.violation(
      `GitHub refuses with ${last}, and the tool succeeds`,
      new Map([[0, FAILED]]),
    );
  },
};

const FAILED = answered(200, { success: exactly(false) });

function hasSucceeded(answer: Answer): boolean {
  const { success } = (jsonOf(answer) ?? {}) as { readonly success?: unknown };
  return success === true;
}
