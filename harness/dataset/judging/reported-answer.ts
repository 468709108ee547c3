import { pythonJson } from '../../json/python-json.ts';
import type { HttpResponse } from '../../tool-call/http-message.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { isRowObject, textOf } from '../rows/row-value.ts';
import type { CallStyle } from './route-call.ts';

/** The text that DeepFabric's client makes of an answer and writes into a row. */
export interface ReportedAnswer {
  readonly text: string;
  /** Whether it is an error by the protocol of the service. */
  readonly isError: boolean;
  /** Whether the service refused the arguments. */
  readonly refusesArguments: boolean;
}

/**
 * The text that DeepFabric's client makes of an answer: the plain result; in MCP style, the result
 * as Python prints it; an error as `Error (TYPE): TEXT`, where every status but 200 is an
 * `HTTPError`.
 */
export function reportedAnswer(response: HttpResponse, style: CallStyle): ReportedAnswer {
  const text = decodeUtf8(response.body) ?? '';
  const body = bodyOf(text);
  if (response.status !== 200) {
    const error = textOf(body['error']);
    return {
      text: `Error (HTTPError): ${error ?? `HTTP ${response.status}`}`,
      isError: true,
      refusesArguments: error !== undefined && REFUSAL.test(error),
    };
  }
  // The very text of the value: a double would lose digits.
  if (style === 'mcp' && text.startsWith(MCP_RESULT)) {
    const result = pythonJson(text.slice(MCP_RESULT.length, -1));
    return { text: result, isError: false, refusesArguments: false };
  }
  const result = textOf(body['result']) ?? '';
  if (body['success'] === true) return { text: result, isError: false, refusesArguments: false };
  const type = textOf(body['error_type']) ?? 'None';
  const refusesArguments = type === 'InvalidArguments';
  return { text: `Error (${type}): ${result}`, isError: true, refusesArguments };
}

const MCP_RESULT = '{"result":';

/** In MCP style a refusal has no type; this is how the sentences of the components begin. */
const REFUSAL = /^(?:Missing required argument|Unknown argument|Arguments?)\b/;

function bodyOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRowObject(value) ? value : {};
  } catch {
    return {};
  }
}
