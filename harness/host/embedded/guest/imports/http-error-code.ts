/** The payloads of wasi:http/types@0.2.0 `error-code`, for cases that have one; all are empty. */
const PAYLOADS: Readonly<Record<string, unknown>> = {
  'DNS-error': { rcode: undefined, infoCode: undefined },
  'TLS-alert-received': { alertId: undefined, alertMessage: undefined },
  'HTTP-request-header-size': undefined,
  'HTTP-request-trailer-section-size': undefined,
  'HTTP-request-trailer-size': { fieldName: undefined, fieldSize: undefined },
  'HTTP-response-header-section-size': undefined,
  'HTTP-response-header-size': { fieldName: undefined, fieldSize: undefined },
  'HTTP-response-trailer-section-size': undefined,
  'HTTP-response-trailer-size': { fieldName: undefined, fieldSize: undefined },
};

/** The variant of an error code, in the glue's representation. */
export function errorCodeVariant(code: string): { tag: string; val: unknown } {
  return { tag: code, val: PAYLOADS[code] };
}
