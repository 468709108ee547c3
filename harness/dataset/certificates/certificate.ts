import { HarnessError } from '../../errors.ts';
import { tooDeepAt } from '../../json/json-depth.ts';
import type { CallJudgement } from '../../tool-call/row-judgement.ts';
import { SEVERITY, type Verdict } from '../../tool-call/verdict.ts';
import type { Digest } from '../digest.ts';
import { isRowObject, objectsOf, textOf } from '../rows/row-value.ts';

/** The format of certificates; a later one has another number. */
const FORMAT = 1;

/** The beginning of every certificate, by which the file type is recognized. */
export const CERTIFICATE_BEGIN = '{\n  "spintape_certificate": ';

/** The verdict of one call in a certificate. */
export interface CertifiedCall {
  readonly tool: string;
  readonly verdict: Verdict;
  readonly reason?: string;
}

/**
 * The verdict of a row and everything that it depends on, so that anyone can judge the row again.
 * It is a function of the row, the components' sources, the world and the seed, without times and
 * paths.
 */
export interface RowCertificate {
  /** Where the row was: `rows.jsonl:3`. It may have moved since. */
  readonly name: string;
  /** Digest of the row's text, without the white space around it. */
  readonly row: Digest;
  /** Build keys of the components that its calls go to: digests of their sources. */
  readonly components: Readonly<Record<string, string>>;
  /** Digest of the starting world; null when it was inferred from the row. */
  readonly world: Digest | null;
  /** Digest of the recorded exchanges that could answer its calls; null without any. */
  readonly cassettes: Digest | null;
  readonly seed: number;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly inferred: boolean;
  readonly contract?: string;
  readonly calls: readonly CertifiedCall[];
}

/** The calls of a judgement as certificates have them. */
export function certifiedCalls(calls: readonly CallJudgement[]): CertifiedCall[] {
  return calls.map(({ tool, verdict, reason }) => ({
    tool,
    verdict,
    ...(reason === undefined ? {} : { reason }),
  }));
}

/** The text of a certificate: the same bytes for the same certificate. */
export function printCertificate(certificate: RowCertificate): string {
  const { name, row, components, world, cassettes, seed, verdict, reason } = certificate;
  const { inferred, contract, calls } = certificate;
  const sorted = Object.entries(components).sort(([one], [other]) => (one < other ? -1 : 1));
  const head = { spintape_certificate: FORMAT, name, row, components: Object.fromEntries(sorted) };
  const text = JSON.stringify(
    { ...head, world, cassettes, seed, verdict, reason, inferred, contract, calls: 0 },
    null,
    2,
  );
  const list = calls.map(({ tool, verdict, reason }) => JSON.stringify({ tool, verdict, reason }));
  const printed = list.length === 0 ? '[]' : `[\n    ${list.join(',\n    ')}\n  ]`;
  return `${text.slice(0, -'0\n}'.length)}${printed}\n}\n`;
}

/**
 * Reads a certificate.
 *
 * @param file names the text in messages
 * @throws HarnessError `unreadable` for text that is not a certificate, or has a later format.
 */
export function parseCertificate(text: string, file: string): RowCertificate {
  if (tooDeepAt(text) !== undefined) throw unreadable('it is nested too deep', file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable('it is not valid JSON', file);
  }
  if (!isRowObject(value)) throw unreadable('it holds no JSON object', file);
  const { spintape_certificate: format } = value;
  if (format !== FORMAT) throw unreadable(`its format is not ${FORMAT}`, file);
  const [name, row, verdict] = [value['name'], value['row'], value['verdict']].map(textOf);
  const { components, seed, inferred } = value;
  const isWhole =
    name !== undefined &&
    isDigest(row) &&
    isVerdict(verdict) &&
    typeof seed === 'number' &&
    Number.isSafeInteger(seed) &&
    seed >= 0 &&
    typeof inferred === 'boolean';
  if (!isWhole) throw unreadable('name, row, seed, verdict or inferred is missing', file);
  return {
    name,
    row,
    components: textsOf(components),
    world: digestOrNull(value['world']),
    cassettes: digestOrNull(value['cassettes']),
    seed,
    verdict,
    ...optional('reason', value['reason']),
    inferred,
    ...optional('contract', value['contract']),
    calls: objectsOf(value['calls']).map((call) => ({
      tool: textOf(call['tool']) ?? '',
      verdict: verdictOf(call['verdict'], file),
      ...optional('reason', call['reason']),
    })),
  };
}

function verdictOf(value: unknown, file: string): Verdict {
  const verdict = textOf(value);
  if (!isVerdict(verdict)) throw unreadable('a call has no verdict', file);
  return verdict;
}

function isVerdict(value: string | undefined): value is Verdict {
  return SEVERITY.some((verdict) => verdict === value);
}

function isDigest(value: string | undefined): value is Digest {
  return value?.startsWith('sha256:') === true;
}

function digestOrNull(value: unknown): Digest | null {
  const digest = textOf(value);
  return isDigest(digest) ? digest : null;
}

function textsOf(value: unknown): Record<string, string> {
  const entries = isRowObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([name, key]) => [name, textOf(key) ?? '']));
}

function optional<Name extends string>(name: Name, value: unknown): { [_ in Name]?: string } {
  const text = textOf(value);
  return (text === undefined ? {} : { [name]: text }) as { [_ in Name]?: string };
}

function unreadable(reason: string, file: string): HarnessError {
  return new HarnessError({
    code: 'unreadable',
    problem: `Failed to read the certificate: ${reason}`,
    next: 'Name a certificate that `spintape reproduce --certify` wrote, or a folder of them.',
    file,
  });
}
