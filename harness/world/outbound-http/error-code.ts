/** The phase of a request, which determines the meaning of a failure. */
export type RequestPhase = 'connecting' | 'waiting' | 'receiving';

const CODES: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'connection-refused'],
  ['ECONNRESET', 'connection-terminated'],
  ['ECONNABORTED', 'connection-terminated'],
  ['EPIPE', 'connection-terminated'],
  ['ENOTFOUND', 'DNS-error'],
  ['EAI_AGAIN', 'DNS-timeout'],
  ['EHOSTUNREACH', 'destination-unavailable'],
  ['EHOSTDOWN', 'destination-unavailable'],
  ['ENETUNREACH', 'destination-IP-unroutable'],
  ['EADDRNOTAVAIL', 'destination-IP-unroutable'],
  ['EPROTO', 'TLS-protocol-error'],
  ['HPE_HEADER_OVERFLOW', 'HTTP-response-header-section-size'],
  ['HPE_INVALID_TRANSFER_ENCODING', 'HTTP-response-transfer-coding'],
  ['ERR_INVALID_URL', 'HTTP-request-URI-invalid'],
  ['ERR_INVALID_PROTOCOL', 'HTTP-request-URI-invalid'],
  ['ERR_UNESCAPED_CHARACTERS', 'HTTP-request-URI-invalid'],
  ['ERR_INVALID_HTTP_TOKEN', 'HTTP-protocol-error'],
  ['ERR_INVALID_CHAR', 'HTTP-protocol-error'],
]);

// Names of OpenSSL's certificate checks (X509_V_ERR_*) without their prefix.
const CERTIFICATE = /CERT|^UNABLE_TO_|^(?:CRL|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)/;

/**
 * The case of `error-code` (wasi:http/types@0.2.0, as the WIT spells it) for a failed request.
 *
 * @param failure the error of node:http, node:https or node:tls
 */
export function errorCode(failure: unknown, phase: RequestPhase): string {
  const code = codeOf(failure);
  if (code === 'ETIMEDOUT') {
    return phase === 'connecting' ? 'connection-timeout' : 'connection-read-timeout';
  }
  const known = CODES.get(code);
  if (known !== undefined) return known;
  if (CERTIFICATE.test(code)) return 'TLS-certificate-error';
  if (/^ERR_SSL_.*_ALERT_/.test(code)) return 'TLS-alert-received';
  if (/^ERR_(?:SSL|TLS)_/.test(code)) return 'TLS-protocol-error';
  if (code.startsWith('HPE_')) return 'HTTP-protocol-error';
  return 'internal-error';
}

function codeOf(failure: unknown): string {
  if (!(failure instanceof Error) || !('code' in failure)) return '';
  return typeof failure.code === 'string' ? failure.code : '';
}
