/** The prefix that a client adds to a failure's text: `Error: `, `Error (TYPE): `. */
const CLIENT_PREFIX = /^Error(?: \(([A-Za-z]+)\))?: /;

/** The prefix that Python adds: `httpx.ConnectError: `. */
const RAISED = /^((?:[A-Za-z_]\w*\.)*)([A-Za-z]+(?:Error|Timeout|Exception)): /;

/** Types that only a connection can have: of DeepFabric's client, httpx, requests, urllib. */
const CONNECTION_TYPES = new Set([
  'BrokenPipeError',
  'ChunkedEncodingError',
  'CloseError',
  'ConnectError',
  'ConnectTimeout',
  'ConnectionAbortedError',
  'ConnectionError',
  'ConnectionRefusedError',
  'ConnectionResetError',
  'ConnectionTimeout',
  'IncompleteRead',
  'LocalProtocolError',
  'MaxRetryError',
  'NetworkError',
  'NewConnectionError',
  'PoolTimeout',
  'ProtocolError',
  'ProxyError',
  'ReadError',
  'ReadTimeout',
  'RemoteDisconnected',
  'RemoteProtocolError',
  'RequestError',
  'SSLError',
  'Timeout',
  'TimeoutError',
  'TimeoutException',
  'TransportError',
  'URLError',
  'WriteError',
  'WriteTimeout',
]);

/**
 * Reason phrases of HTTP statuses that come from a server in front of a tool (RFC 9110, RFC 6585).
 */
const STATUS =
  '(?:404 Not Found|408 Request Time-?out|429 Too Many Requests|500 Internal Server Error|' +
  '502 Bad Gateway|503 Service (?:Temporarily )?Unavailable|504 Gateway Time-?out)';

/** How the system's sentences about a connection begin. */
const SYSTEM =
  'Broken pipe|Connect call|Connection|Host is|Name or service|Network is|No route|' +
  'Operation timed out|Temporary failure|nodename';

/** Its codes, without their `E`. */
const SYSTEM_CODES = 'AI_AGAIN|CONNREFUSED|CONNRESET|HOSTUNREACH|NOTFOUND|PIPE|TIMEDOUT';

/** Texts that are a connection failure with any prefix. */
const FAILURES = [
  // DeepFabric's client, after its type.
  /HTTP error: .*/,
  /Tool execution timed out/,
  // Statuses, as people and gateways write them, and as httpx, requests and urllib do.
  /HTTP [45]\d\d/,
  new RegExp(`(?:HTTP(?:/\\d(?:\\.\\d)?)? )?${STATUS}\\.?`),
  /(?:Client|Server) error '[45]\d\d [^\n']*' for url '[^\n']*'(?:\nFor more .*)?/,
  /[45]\d\d (?:Client|Server) Error: [^\n]* for url: \S*/,
  /HTTP Error [45]\d\d: [^\n]*/,
  new RegExp(`<html>\\s*<head>\\s*<title>${STATUS}</title>.*`),
  // The operating system's, as Python and Node print them.
  new RegExp(`(?:<urlopen error )?\\[Errno -?\\d+\\] (?:${SYSTEM})[^\\n]*`),
  new RegExp(`(?:(?:connect|read|write|getaddrinfo) )?E(?:${SYSTEM_CODES})\\b[^\\n]*`),
  // Sentences of httpx, requests, urllib3 and Node.
  /Connection refused\.?/,
  /Connection reset by peer\.?/,
  /Connection timed out\.?/,
  /All connection attempts failed\.?/,
  /Server disconnected(?: without sending a response)?\.?/,
  /Remote end closed connection without response\.?/,
  /\('Connection aborted\.', [^\n]*\)/,
  /HTTPS?ConnectionPool\(host=[^\n]*\): (?:Max retries exceeded with url|Read timed out)[^\n]*/,
  /The (?:read|write|connect) operation timed out\.?/,
  /fetch failed/,
].map(({ source }) => source);

const WHOLE_FAILURE = new RegExp(`^(?:${FAILURES.join('|')})\\s*$`, 's');

/**
 * A bare status counts only after `Error (HTTPError): `; elsewhere it may be a tool's own number.
 */
const BARE_STATUS = /^[45]\d\d(?: .*)?$/s;

/** In characters; no failure is longer, and a file may be. */
const LONGEST = 2_000;

/**
 * Whether a whole answer is the text of an HTTP or connection error, so that no tool can have given
 * it: in the forms of DeepFabric's client (`spin/client.py`), of Python's httpx, requests and
 * urllib, of Node, and of gateways.
 */
export function isInfrastructureFailure(answer: string): boolean {
  if (answer.length > LONGEST) return false;
  const [prefix = '', type = ''] = CLIENT_PREFIX.exec(answer) ?? [];
  if (CONNECTION_TYPES.has(type)) return true;
  const text = answer.slice(prefix.length);
  const [raising = '', module = '', raised = ''] = RAISED.exec(text) ?? [];
  // Without a prefix, a type may be a line of a log.
  const isRaised = (module !== '' || prefix !== '') && !/\n./.test(text);
  if (isRaised && CONNECTION_TYPES.has(raised)) return true;
  if ([type, raised].includes('HTTPError') && BARE_STATUS.test(text.slice(raising.length))) {
    return true;
  }
  return WHOLE_FAILURE.test(text) || (isRaised && WHOLE_FAILURE.test(text.slice(raising.length)));
}
