import { type RowObject, textOf } from '../row-value.ts';

/** Who a message is by; undefined for a role that is not read, because it may be that of a tool. */
export type MessageRole = 'instructing' | 'asking' | 'speaking' | 'tool' | 'function' | undefined;

/** The roles that are read. The list is closed: any other may be a call or an answer. */
const ROLES: ReadonlyMap<string, MessageRole> = new Map([
  ...(['system', 'developer'] as const).map((role) => [role, 'instructing'] as const),
  ...(['user', 'human', 'prompter'] as const).map((role) => [role, 'asking'] as const),
  ...(['assistant', 'gpt', 'chatgpt', 'model', 'ai', 'bot'] as const).map(
    (role) => [role, 'speaking'] as const,
  ),
  ['tool', 'tool'],
  ['function', 'function'],
]);

/** The role of a message, which may be in capitals or between white space. */
export function roleOf(message: RowObject): MessageRole {
  return ROLES.get(roleName(message));
}

/** Why a message is not read because of its role, as text. */
export function unknownRole(message: RowObject): string {
  const name = roleName(message);
  if (name === '') return 'a message has no role';
  const shown = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
  return `a message has the role ${shown}, which is not read`;
}

const LONGEST_NAME = 40;

function roleName({ role }: RowObject): string {
  return (textOf(role) ?? '').trim().toLowerCase();
}
