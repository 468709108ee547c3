import { decodeKeySegment } from './key.ts';

/** What a key of the mock component's store holds. */
export interface MockKey {
  /** The session that the definition belongs to, or null when all sessions share it. */
  readonly owner: string | null;
  /** `copy`: a shared tool as it was before the session changed it. */
  readonly kind: 'tool' | 'response' | 'fixture' | 'copy';
  readonly tool: string;
}

const KEY =
  /^mock\/(?:shared|session\/([^/]*))\/(tool|response|fixture|copy)\/([^/]*)(?:\/[^/]*)?$/;

/** Reads a key as the mock component writes it; null for any other key. */
export function parseMockKey(key: string): MockKey | null {
  const [, session, kind, tool = ''] = KEY.exec(key) ?? [];
  if (kind !== 'tool' && kind !== 'response' && kind !== 'fixture' && kind !== 'copy') return null;
  const owner = session === undefined ? null : decodeKeySegment(session);
  return { owner, kind, tool: decodeKeySegment(tool) };
}
