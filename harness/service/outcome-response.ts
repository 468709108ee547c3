import type { CallFailure, CallOutcome } from '../host/host.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';
import { errorResponse } from './error-response.ts';
import { sendableResponse } from './sendable-response.ts';

/** The statuses of failures that are not 500. */
const STATUS: Partial<Record<CallFailure, number>> = { deadline: 504, unsupported: 501 };

/**
 * The response to a client for an outcome: the component's response, or an error with the reason.
 *
 * @param target path and query as the client sent them
 */
export function outcomeResponse(outcome: CallOutcome, target: string): HttpResponse {
  switch (outcome.kind) {
    case 'answered':
      return sendableResponse(outcome.response);
    case 'no-route':
      return errorResponse(404, `Not found: no route of the app takes ${target}`);
    case 'failed':
      return errorResponse(STATUS[outcome.reason] ?? 500, `Failed: ${outcome.message}`);
  }
}
