import { encodeKeySegment } from '../../../spin-app/protocol/key.ts';
import * as real from '../../../spin-app/protocol/mock-key.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/protocol/mock-key.ts';

export function ownerPrefix(owner: real.Owner): string {
  if (owner === null || !isActive('ambiguous-owner-keys')) return real.ownerPrefix(owner);
  return `mock/session/${owner}/`;
}

export function toolKey(owner: real.Owner, tool: string): string {
  return `${ownerPrefix(owner)}tool/${encodeKeySegment(tool)}`;
}

export function responseKey(owner: real.Owner, tool: string): string {
  return `${ownerPrefix(owner)}response/${encodeKeySegment(tool)}`;
}

export function fixturePrefix(owner: real.Owner, tool: string): string {
  const prefix = `${ownerPrefix(owner)}fixture/${encodeKeySegment(tool)}`;
  return isActive('fixtures-of-longer-names') ? prefix : `${prefix}/`;
}

export function copyKey(session: string, tool: string): string {
  return `${ownerPrefix(session)}copy/${encodeKeySegment(tool)}`;
}
