import { decodeKeySegment, encodeKeySegment } from './key.ts';

/** Who definitions belong to: a session's id, or null for those that all sessions share. */
export type Owner = string | null;

/**
 * What the keys of an owner's definitions begin with. The session's segment is encoded and holds no
 * slash, so no id, whatever it is, makes a prefix of another's keys or of the shared ones.
 */
export function ownerPrefix(owner: Owner): string {
  return owner === null ? 'mock/shared/' : `mock/session/${encodeKeySegment(owner)}/`;
}

/** The key of a tool's definition. */
export function toolKey(owner: Owner, tool: string): string {
  return `${ownerPrefix(owner)}tool/${encodeKeySegment(tool)}`;
}

/** The key of the response that a tool gives where no fixture fits. */
export function responseKey(owner: Owner, tool: string): string {
  return `${ownerPrefix(owner)}response/${encodeKeySegment(tool)}`;
}

/** What the keys of a tool's fixtures begin with. */
export function fixturePrefix(owner: Owner, tool: string): string {
  return `${ownerPrefix(owner)}fixture/${encodeKeySegment(tool)}/`;
}

/** The key of a session's copy of a shared tool, as it was before the session's first change. */
export function copyKey(session: string, tool: string): string {
  return `${ownerPrefix(session)}copy/${encodeKeySegment(tool)}`;
}

/** What a key of the mock component's store holds. */
export interface MockKey {
  /** The session that the definition belongs to, or null when all sessions share it. */
  readonly owner: Owner;
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
