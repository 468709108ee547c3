import { HarnessError } from '../../errors.ts';
import { recordScenario, type ScenarioInput } from '../../record/record-scenario.ts';
import type { Recording } from '../../record/recording.ts';
import type { UnmatchedRequest } from '../../world/outbound-http/recorded.ts';
import { placeholder } from '../../world/secrets/fixed-placeholder.ts';
import { GivenAnswers } from '../given-answers.ts';
import { type ConvertedCassette, exchangesOfNock, type NockFile } from './from-nock.ts';

/**
 * Runs the calls of a scenario, answered from nock's definitions, and gives the cassette: each
 * request as the component sends it, with the call that it belongs to. Nothing reaches the network,
 * so secrets need no values.
 *
 * @throws HarnessError `not-reproducible` for a request that no definition answers, and as
 *   `recordScenario` and `cassetteFromNock` do.
 */
export async function recordWithNock(
  recording: Omit<Recording, 'outbound'>,
  { nock, ...input }: ScenarioInput & { readonly nock: NockFile },
): Promise<ConvertedCassette> {
  refuseRecorded(input);
  const { exchanges } = exchangesOfNock(nock);
  const outbound = new GivenAnswers(exchanges);
  const overrides = new Map([...madeUpSecrets(recording, input), ...recording.overrides]);
  const offline = { ...recording, outbound, overrides, isOffline: true };
  const cassette = await recordScenario(offline, input).catch((error: unknown) => {
    throw inConversion(error);
  });
  if (outbound.unmatched.length > 0) throw unanswered(outbound.unmatched, nock.file);
  const where = outbound.unused.map((index) => `definition ${index + 1}`);
  const notes = where.length === 0 ? [] : [{ what: 'no call asks for it', where }];
  const { header } = cassette;
  const origin = header.origin ?? 'definitions of nock';
  return {
    cassette: { ...cassette, header: { ...header, origin } },
    exchanges: cassette.entries.reduce((sum, entry) => sum + entry.exchanges.length, 0),
    notes,
  };
}

// Users do not think of a conversion as a recording.
function inConversion(error: unknown): unknown {
  if (!(error instanceof HarnessError)) return error;
  const { code, next, file, line, cause } = error;
  const problem = error.problem.replace(/^Failed to record( the call)?:/, 'Failed to convert$1:');
  return new HarnessError({ code, problem, next, file, line, cause });
}

// The exchanges of a cassette would answer its calls, and no definition ever would.
function refuseRecorded({ scenario, file }: ScenarioInput): void {
  const recorded = scenario.entries.find(({ response }) => response !== undefined);
  if (recorded === undefined) return;
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: 'Failed to convert: the call has a result, so it is a cassette and not a scenario',
    next: 'Name the scenario that it was recorded from, or remove results and exchanges.',
    file,
    line: recorded.line,
  });
}

// No upstream is there to refuse them.
function madeUpSecrets(
  { app }: Omit<Recording, 'outbound'>,
  { scenario }: ScenarioInput,
): ReadonlyMap<string, string> {
  const { variables } = scenario.header.world;
  const named = [...app.manifest.variables].filter(
    ([name, { secret }]) => secret && variables.get(name) === placeholder(name),
  );
  return new Map(named.map(([name]) => [name, `no-real-value-of-${name}`]));
}

// Reports all of them, so that the user does not have to add them one by one.
function unanswered(unmatched: readonly UnmatchedRequest[], file: string): HarnessError {
  const [only, ...others] = unmatched;
  const isAlone = only !== undefined && others.length === 0;
  const near = isAlone ? nearestDefinition(only) : undefined;
  const requests = unmatched.map((missing) => {
    const { method, url } = missing.request;
    const hint = isAlone ? undefined : nearestDefinition(missing);
    return `${method} ${url}${hint === undefined ? '' : ` (${hint})`}`;
  });
  const count = isAlone ? '' : `${unmatched.length} requests: `;
  const steps = isAlone
    ? 'Add a definition, or take the call out of the scenario.'
    : 'Add a definition for each, or take their calls out of the scenario.';
  return new HarnessError({
    code: 'not-reproducible',
    problem: `Failed to convert: no definition answers ${count}${requests.join('; ')}`,
    next: near === undefined ? steps : `${near}. ${steps}`,
    file,
  });
}

function nearestDefinition({ nearest }: UnmatchedRequest): string | undefined {
  const [near] = nearest;
  if (near === undefined) return undefined;
  const fields = near.differences.map(({ field }) => field).filter(isNoHeader);
  const taken = near.isUsed ? ' and has answered already' : '';
  const difference = fields.length === 0 ? '' : ` and differs in ${fields.join(', ')}`;
  return `Definition ${near.index + 1} is the nearest${taken}${difference}`;
}

function isNoHeader(field: string): boolean {
  return !field.startsWith('header ');
}
