import { jsonDocument } from '../../harness/internal.ts';
import type { Law } from '../runner/law.ts';

/** For people: the name of each law, with its statement on the next line. */
export function lawListText(laws: readonly Law[]): string {
  return laws.map(({ name, statement }) => `${name}\n  ${statement}\n`).join('');
}

/** The document of `check --law list --json`: laws in the order of their checks. */
export function lawListJson(laws: readonly Law[]): string {
  const listed = laws.map(({ name, statement, needs, runs }) => ({ name, statement, needs, runs }));
  return jsonDocument({ command: 'check', ok: true }, { laws: listed });
}
