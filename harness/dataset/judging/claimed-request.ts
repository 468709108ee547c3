import type { JsonText } from '../../json/json-text.ts';
import { sentJson } from '../../json/python-json.ts';
import { expandCall } from '../../tool-call/dialect.ts';
import type { HttpRequest } from '../../tool-call/http-message.ts';
import type { CallRoute, CallStyle } from './route-call.ts';

/** The session in which the calls of a row are run. */
export const ROW_SESSION = 'row';

/** The request of a row's call, by its route and in one of the styles of its tool. */
export function claimedRequest(made: {
  readonly tool: string;
  readonly args: JsonText;
  readonly route: CallRoute;
  readonly style: CallStyle;
}): HttpRequest {
  const { tool, route, style } = made;
  const args = sentJson(made.args);
  const { component } = route;
  const call =
    style === 'mcp'
      ? { component, tool, arguments: args }
      : { component, session: ROW_SESSION, tool, args };
  return { ...expandCall(call), path: route.path };
}
