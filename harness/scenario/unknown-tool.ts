import type { CassetteEntry } from '../cassette/cassette-file.ts';
import { recognizeResult } from '../tool-call/dialect.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';

/**
 * The warning about a call of a tool that the component does not have, which passes only because
 * the scenario expects nothing of it: its tool is probably misspelt.
 *
 * @param file the scenario, as people are shown it
 */
export function unknownToolWarnings(
  { expect, line }: CassetteEntry,
  response: HttpResponse,
  { file, step }: { readonly file: string; readonly step: number },
): string[] {
  if (expect !== undefined) return [];
  const result = recognizeResult(response);
  if (result === undefined || 'value' in result || result.errorType !== 'UnknownTool') return [];
  return [
    `warning: ${file}:${line} step ${step}: the answer is UnknownTool (${result.result}), and ` +
      'the call passes only because it expects nothing. Correct the name, or expect the error.',
  ];
}
