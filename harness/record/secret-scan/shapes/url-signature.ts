/**
 * A parameter that makes a URL a credential, and the parameters that it occurs with, at least one.
 */
const SIGNATURES: ReadonlyArray<readonly [name: string, others: readonly string[]]> = [
  ['x-amz-signature', []],
  ['x-goog-signature', []],
  // Amazon's older form, Google's (V2) and CloudFront's.
  ['signature', ['expires', 'key-pair-id', 'googleaccessid', 'awsaccesskeyid']],
  // Azure's shared access signatures.
  ['sig', ['se', 'sv', 'sp']],
];

/** The name of the parameter by which a query is that of a signed URL, or undefined. */
export function signatureOf(query: string): string | undefined {
  const parameters = [...new URLSearchParams(query.replaceAll('&amp;', '&'))];
  const lower = new Set(parameters.map(([name]) => name.toLowerCase()));
  const signed = parameters.find(([name, value]) => {
    const known = SIGNATURES.find(([signature]) => signature === name.toLowerCase());
    if (known === undefined || value.length < 16) return false;
    const [, others] = known;
    return others.length === 0 || others.some((other) => lower.has(other));
  });
  return signed?.[0];
}
