import type { CassetteFile } from '../cassette/cassette-file.ts';
import { judgement, summary } from '../compare/judgement.ts';
import { responseDifference } from '../compare/response-difference.ts';
import type { AnsweringHost } from '../host/host.ts';
import { OwnSessions } from '../scenario/endpoint/own-sessions.ts';
import { withoutAnswer } from '../scenario/endpoint/run-at-endpoint.ts';
import { withExpectedHeaders } from '../scenario/endpoint/seen-response.ts';
import { makeStart } from '../scenario/endpoint/starting-calls.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import type { FileJudgement, Judgement } from '../tool-call/verdict.ts';
import { asRecorded } from './as-recorded.ts';
import { recordedInteractions } from './run-cassette.ts';

/** A cassette to replay at a service. */
export interface EndpointReplayInput {
  readonly cassette: CassetteFile;
  /** As the user named it, for messages. */
  readonly file: string;
  /** What the ids of its sessions get before them there; see {@link OwnSessions}. */
  readonly prefix: string;
}

/**
 * Makes the calls of a cassette at a running service, one after another, in sessions of its own,
 * and compares the results with the recorded ones. Nothing else is known there: neither what the
 * calls sent and changed, nor at which time and with which randomness they ran.
 *
 * @returns what the service cannot be given, where that shows only there
 * @throws HarnessError `cassette-invalid` for a call without a recorded response, `host-failed` for
 *   a service that cannot be reached, or that refuses the starting mocks.
 */
export async function replayAtEndpoint(
  service: AnsweringHost,
  { cassette, file, prefix }: EndpointReplayInput,
): Promise<FileJudgement | { readonly needs: 'files' }> {
  const interactions = recordedInteractions(cassette, file);
  const own = new OwnSessions(prefix);
  try {
    const called = interactions.map(({ request }) => sessionOf(request));
    const needs = await makeStart(service, cassette.header.world, { called, own, file });
    if (needs !== undefined) return { needs };
    const judgements: Judgement[] = [];
    for (const [index, interaction] of interactions.entries()) {
      const response = own.received(await service.answer(own.sent(interaction.request)));
      const place = { step: index + 1, line: cassette.entries[index]?.line ?? 1 };
      judgements.push(asRecorded(interaction, judged(interaction, response, place), place));
    }
    return summary(judgements);
  } finally {
    for (const request of own.ends()) await service.answer(request);
  }
}

function judged(
  { response: recorded }: Interaction,
  response: HttpResponse,
  place: { readonly step: number; readonly line: number },
): Judgement {
  if (response.status === 0) return judgement('failed', [withoutAnswer(place, place.step)]);
  const found = responseDifference(recorded, withExpectedHeaders(response, recorded));
  if (found === undefined) return judgement('same', []);
  const { cosmetic, ...what } = found;
  const difference = { ...place, reason: 'changed-result' as const, ...what };
  return judgement(cosmetic ? 'cosmetic' : 'differs', [difference]);
}
