import { describe, expect, it } from 'vitest';
import { errorCode } from './error-code.ts';

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('errorCode', () => {
  it.each([
    ['ECONNREFUSED', 'connection-refused'],
    ['ECONNRESET', 'connection-terminated'],
    ['ENOTFOUND', 'DNS-error'],
    ['EAI_AGAIN', 'DNS-timeout'],
    ['ENETUNREACH', 'destination-IP-unroutable'],
    ['CERT_HAS_EXPIRED', 'TLS-certificate-error'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS-certificate-error'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS-certificate-error'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS-certificate-error'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'TLS-alert-received'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS-protocol-error'],
    ['HPE_INVALID_CONSTANT', 'HTTP-protocol-error'],
    ['HPE_HEADER_OVERFLOW', 'HTTP-response-header-section-size'],
    ['EWHATEVER', 'internal-error'],
  ])('%s is %s', (code, expected) => {
    expect(errorCode(failure(code), 'waiting')).toBe(expected);
  });

  it('distinguishes a failed connection from one that fell silent', () => {
    expect(errorCode(failure('ETIMEDOUT'), 'connecting')).toBe('connection-timeout');
    expect(errorCode(failure('ETIMEDOUT'), 'waiting')).toBe('connection-read-timeout');
  });

  it('maps anything but an error of Node to an internal error', () => {
    expect([errorCode('text', 'waiting'), errorCode(new Error('x'), 'waiting')]).toEqual([
      'internal-error',
      'internal-error',
    ]);
  });
});
