import { fileURLToPath } from 'node:url';
import {
  findCassettes,
  readCassette,
  recognizeCall,
  recognizeResult,
} from '../../harness/internal.ts';
import type { RowCall } from './deepfabric-row.fixture.ts';

const folder = fileURLToPath(new URL('../../cassettes/github', import.meta.url));
/** The shipped recordings of GitHub. */
export const githubCassettes = findCassettes([folder]).map(readCassette);

/** The recorded calls of a cassette, as DeepFabric's client shows them. */
export function reportedCalls(name: string): RowCall[] {
  const entries = githubCassettes.find(({ header }) => header.name === name)?.entries ?? [];
  return entries.flatMap(({ request, response }): RowCall[] => {
    const call = recognizeCall(request);
    const result = response === undefined ? undefined : recognizeResult(response);
    if (call === undefined || !('args' in call)) return [];
    if (result === undefined || !('success' in result)) return [];
    const { success, errorType, result: text } = result;
    const answer = success ? text : `Error (${errorType}): ${text}`;
    return [[call.tool, JSON.parse(call.args), answer]];
  });
}
