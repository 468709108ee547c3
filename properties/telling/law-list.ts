import type { Law } from '../runner/law.ts';

/** For people: each law's name, and its statement below. */
export function lawsText(laws: readonly Law[]): string {
  return laws.map(({ name, statement }) => `${name}\n  ${statement}\n`).join('');
}

/** The document of `check --law list --json`: laws in the order of their checks. */
export function lawsJson(laws: readonly Law[]): string {
  const listed = laws.map(({ name, statement, needs, runs }) => ({ name, statement, needs, runs }));
  const document = { spintape: 1, command: 'check', ok: true, laws: listed };
  return `${JSON.stringify(document, null, 2)}\n`;
}
