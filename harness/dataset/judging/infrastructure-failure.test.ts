import { describe, expect, it } from 'vitest';
import { isInfrastructureFailure } from './infrastructure-failure.ts';

describe('a failure of the connection', () => {
  it.each([
    'Error (HTTPError): HTTP error: 404',
    'Error (HTTPError): HTTP 502',
    'Error (HTTPError): HTTP error: All connection attempts failed',
    'Error (HTTPError): 503',
    'Error (HTTPError): 503 Service Unavailable',
    'Error (Timeout): Tool execution timed out',
    'Error (TimeoutError): timed out',
    'Error (ConnectionError): Connection refused',
    'Error (ConnectError): [Errno 111] Connection refused',
    'Error (RequestError): All connection attempts failed',
    'Error (NetworkError): unreachable',
    'Error (URLError): <urlopen error [Errno -2] Name or service not known>',
    'Error: HTTP 503 Service Unavailable',
    'Error: connect ECONNREFUSED 127.0.0.1:3000',
    'httpx.ConnectError: All connection attempts failed',
    'requests.exceptions.ReadTimeout: x',
    '[Errno 111] Connection refused',
    '<urlopen error [Errno 111] Connection refused>',
    '502 Bad Gateway',
    'HTTP/1.1 504 Gateway Timeout',
    'HTTP Error 404: Not Found',
    "Server error '503 Service Unavailable' for url 'http://localhost:3000/vfs/execute'",
    '404 Client Error: Not Found for url: http://localhost:3000/vfs/execute',
    "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
    "HTTPConnectionPool(host='localhost', port=3000): Max retries exceeded with url: /execute",
    'Server disconnected without sending a response.',
    'getaddrinfo ENOTFOUND api.example.com',
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n',
  ])('is %j', (answer) => {
    expect(isInfrastructureFailure(answer)).toBe(true);
  });

  it.each([
    '',
    '503',
    '404 ships are in the harbour',
    'HTTP error',
    'Error (FileNotFound): File not found: 502 Bad Gateway',
    'Error (HTTPError): Unknown tool: read_file',
    'Error (IOError): IO error: disk full',
    'Error (InvalidArguments): Missing required argument: file_path',
    "Error: Tool 'x' not found in registry",
    'The gateway answered 502 Bad Gateway.',
    '# Errors\n502 Bad Gateway\n503 Service Unavailable\n',
    'Connection refused means that nobody listens.',
    'ConnectionError: at noon\nTimeoutError: at one\n',
    'TimeoutError: a line of a log',
    'ValueError: Connection refused by policy of the port',
    '[Errno 2] No such file or directory: a',
  ])('is not %j', (answer) => {
    expect(isInfrastructureFailure(answer)).toBe(false);
  });
});
