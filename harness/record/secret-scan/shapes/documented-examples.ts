/**
 * Values that GitHub's description of its API (@octokit/openapi) and AWS's documentation print in
 * place of secrets, without the prefixes of tokens, in lower case. They are public.
 */
const DOCUMENTED: readonly string[] = [
  '16c7e42f292c6912e7710c838347ae178b4a',
  '1726be1638095a19edd134c77bde3aa2ece1e5d8',
  '25f94a2a5c7fbaf499c665bc73d67c1c87e496da8985131633ee0a95819db2e8',
  'aabf3jgzdx3p5pmexlnd6ts6fcwo6',
  'abtlwhouluvaxgtryu7oc2876qj2o',
  'e340154128314309424b7c8e90325147d99fdafa',
  'llbf3jgzdx3p5pmexlnd6ts6fcwo6',
];

/** Whether a value is a published example. */
export function isDocumented(value: string): boolean {
  const lower = value.toLowerCase();
  return DOCUMENTED.some((example) => lower.endsWith(example));
}
