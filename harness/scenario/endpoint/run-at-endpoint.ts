import type { CassetteEntry, CassetteFile, Expectation } from '../../cassette/cassette-file.ts';
import { judgement, summary } from '../../compare/judgement.ts';
import type { AnsweringHost } from '../../host/host.ts';
import { canonicalRequest } from '../../tool-call/canonical-request.ts';
import type { HttpResponse } from '../../tool-call/http-message.ts';
import { sessionOf } from '../../tool-call/session-of.ts';
import type { Difference, FileJudgement, Judgement } from '../../tool-call/verdict.ts';
import { expectationDifferences } from '../expectation-differences.ts';
import { unknownToolWarnings } from '../unknown-tool.ts';
import { OwnSessions } from './own-sessions.ts';
import { withExpectedHeaders } from './seen-response.ts';
import { makeStart } from './starting-calls.ts';

/** A scenario to run at a service. */
export interface EndpointRunInput {
  readonly scenario: CassetteFile;
  /** As the user named it, for messages. */
  readonly file: string;
  /** What the ids of its sessions get before them there; see {@link OwnSessions}. */
  readonly prefix: string;
  /** Called for each thing that is wrong with the scenario although it can be run. */
  readonly onWarning?: ((warning: string) => void) | undefined;
}

/**
 * Makes the calls of a scenario at a running service, one after another, in sessions of its own,
 * and compares the answers with what it expects. Neither the clock nor the randomness are those of
 * the scenario, and what a call changes is not seen.
 *
 * @returns what the service cannot be given, where that shows only there
 * @throws HarnessError `host-failed` for a service that cannot be reached, or that refuses the
 *   starting mocks.
 */
export async function runAtEndpoint(
  service: AnsweringHost,
  { scenario, file, prefix, onWarning = () => {} }: EndpointRunInput,
): Promise<FileJudgement | { readonly needs: 'files' }> {
  const { header, entries } = scenario;
  const own = new OwnSessions(prefix);
  try {
    const called = entries.map(({ request }) => sessionOf(request));
    const needs = await makeStart(service, header.world, { called, own, file });
    if (needs !== undefined) return { needs };
    const judgements: Judgement[] = [];
    for (const [index, entry] of entries.entries()) {
      const step = index + 1;
      const sent = own.sent(canonicalRequest(entry.request));
      const response = own.received(await service.answer(sent));
      const plain = withExpectedHeaders(response, undefined);
      for (const warning of unknownToolWarnings(entry, plain, { file, step })) onWarning(warning);
      judgements.push(judgeStep(entry, { response, step, file }));
    }
    const expectNothing = entries.filter(({ expect }) => visible(expect) === undefined).length;
    return { ...summary(judgements), ...(expectNothing > 0 && { expectNothing }) };
  } finally {
    for (const request of own.ends()) await service.answer(request);
  }
}

interface Answered {
  readonly response: HttpResponse;
  readonly step: number;
  readonly file: string;
}

function judgeStep(entry: CassetteEntry, { response, step, file }: Answered): Judgement {
  const expected = visible(entry.expect);
  if (response.status === 0) return judgement('failed', [withoutAnswer(entry, step)]);
  if (expected === undefined) return judgement('differs', []);
  const effect = {
    response: withExpectedHeaders(response, expected.response),
    state: new Map(),
  };
  const { cosmetic, differences } = expectationDifferences(expected, effect, file);
  const placed = differences.map((difference) => ({ step, line: expected.line, ...difference }));
  return judgement(cosmetic && placed.length === 1 ? 'cosmetic' : 'differs', placed);
}

/** A call that had no answer, as a difference. */
export function withoutAnswer({ line }: Pick<CassetteEntry, 'line'>, step: number): Difference {
  const actual = 'the service ended the connection, or gave no answer in time';
  return { step, line, reason: 'no-response', where: { in: 'call' }, actual };
}

/** What is expected of an answer; undefined if that is nothing. */
function visible(expect: Expectation | undefined): Expectation | undefined {
  if (expect === undefined) return undefined;
  const { state: _, ...rest } = expect;
  return Object.keys(rest).length > 1 ? rest : undefined;
}
