import type { RowCertificate } from './certificate.ts';

/** A statement of a certificate that no longer holds. */
export interface CertificateChange {
  readonly what: 'row' | 'component' | 'world' | 'cassette' | 'verdict';
  /** Text for people: which component, which call. */
  readonly detail: string;
}

/**
 * All changes since a row was certified, in the order of {@link CertificateChange.what}. The row is
 * found by its digest, so a changed row counts as missing.
 *
 * @param now the certificate that the row gets now, with the same seed
 */
export function certificateChanges(
  certified: RowCertificate,
  now: RowCertificate | undefined,
): CertificateChange[] {
  if (now === undefined) {
    return [{ what: 'row', detail: `no row has the bytes that ${certified.name} had` }];
  }
  return [
    ...componentChanges(certified, now),
    ...worldChange(certified, now),
    ...cassetteChange(certified, now),
    ...verdictChange(certified, now),
  ];
}

function componentChanges(certified: RowCertificate, now: RowCertificate): CertificateChange[] {
  const ids = [...new Set([certified, now].flatMap((one) => Object.keys(one.components)))].sort();
  return ids.flatMap((id): CertificateChange[] => {
    const [before, after] = [certified.components[id], now.components[id]];
    if (isSameBuild(before, after)) return [];
    const detail =
      before === undefined
        ? `a call now goes to ${id}`
        : after === undefined
          ? `no call goes to ${id} any more`
          : `${id} was built from other sources`;
    return [{ what: 'component', detail }];
  });
}

const SHORTENED = /^sha256:[0-9a-f]{16}$/;

// Earlier versions shortened the digest of a component that is not the package's own.
function isSameBuild(before: string | undefined, after: string | undefined): boolean {
  if (before === after) return true;
  if (before === undefined || after === undefined) return false;
  return SHORTENED.test(before) && after.startsWith(before);
}

function worldChange(certified: RowCertificate, now: RowCertificate): CertificateChange[] {
  if (certified.world === now.world) return [];
  const detail =
    now.world === null
      ? 'none is given; pass it with --config, --world or --mock-log'
      : certified.world === null
        ? 'one is given now, and none was certified'
        : 'not the one that was certified';
  return [{ what: 'world', detail }];
}

function cassetteChange(certified: RowCertificate, now: RowCertificate): CertificateChange[] {
  if (certified.cassettes === now.cassettes) return [];
  const detail =
    now.cassettes === null
      ? 'none has the calls; pass the folder with --cassettes'
      : certified.cassettes === null
        ? 'one has the calls now, and none was certified'
        : 'the recorded calls are not the certified ones';
  return [{ what: 'cassette', detail }];
}

function verdictChange(certified: RowCertificate, now: RowCertificate): CertificateChange[] {
  const steps = Math.max(certified.calls.length, now.calls.length);
  for (let index = 0; index < steps; index += 1) {
    const [before, after] = [certified.calls[index], now.calls[index]];
    const tool = before?.tool ?? after?.tool ?? '';
    if (before?.tool === after?.tool && inWords(before) === inWords(after)) continue;
    const detail = `step ${index + 1} ${tool} was ${inWords(before)}, and is ${inWords(after)}`;
    return [{ what: 'verdict', detail }];
  }
  const [before, after] = [inWords(certified), inWords(now)];
  return before === after ? [] : [{ what: 'verdict', detail: `was ${before}, and is ${after}` }];
}

function inWords(
  judged: Partial<Pick<RowCertificate, 'verdict' | 'reason' | 'inferred' | 'contract'>> | undefined,
): string {
  if (judged === undefined) return 'absent';
  const { verdict = '', reason, inferred = false, contract } = judged;
  const why = reason === undefined ? '' : ` (${reason})`;
  const by = contract === undefined ? '' : ` under ${contract}`;
  return `${inferred ? 'inferred ' : ''}${verdict}${why}${by}`;
}
