import type { HttpResponse } from '../tool-call/http-message.ts';
import { type RequestHead, valuesOf } from './door.ts';
import { errorResponse } from './error-response.ts';

/**
 * The content types that a browser sends for a page without a preflight request: those of forms
 * (CORS-safelisted in the Fetch standard), and those of its own reports.
 */
const SENT_UNASKED: ReadonlySet<string> = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
  // <a ping>, and violations of policies.
  'text/ping',
  'application/csp-report',
  'application/expect-ct-report+json',
  'application/reports+json',
  'application/xss-auditor-report',
]);

/** The answer to a body whose type a page could have sent without asking, or undefined. */
export function refusedBodyType(head: RequestHead): HttpResponse | undefined {
  const types = valuesOf(head, 'content-type');
  if (types.length === 0) return errorResponse(415, `The body has no content type: ${SEND_JSON}`);
  const refused = types.find((type) => {
    const essence = essenceOf(type);
    return essence === undefined || SENT_UNASKED.has(essence);
  });
  if (refused === undefined) return undefined;
  return errorResponse(415, `The content type ${refused} is refused: ${SEND_JSON}`);
}

const SEND_JSON = 'send application/json, or another that no web page can send unasked';

/** Type and subtype in lower case; undefined for any other text. */
function essenceOf(type: string): string | undefined {
  const [essence = ''] = type.split(';');
  const trimmed = essence.trim().toLowerCase();
  return /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+$/.test(trimmed) ? trimmed : undefined;
}
