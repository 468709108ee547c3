import { HarnessError } from '../../errors.ts';
import type { AppWorld } from '../../host/app-world.ts';
import type { WorldHost } from '../../host/host.ts';
import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { MemoryKeyValue } from '../../world/key-value/key-value.ts';
import { REFUSING_OUTBOUND } from '../../world/outbound-http/refusing.ts';
import { callSeed } from '../../world/random.ts';
import type { StartingMock, StartingWorld } from '../../world/starting-world.ts';
import { runCall } from '../run-call.ts';
import { refuseMockMistakes } from './mock-mistakes.ts';
import { mockPlace, requireTools, type WrittenMock } from './mock-place.ts';

/**
 * A starting world with its mocks in the key-value store. The mock component of the app puts them
 * there, because only it knows how, and what is wrong with a mock.
 *
 * @throws HarnessError `cassette-invalid` for mocks that the component refuses, and for mistakes
 * that it would accept.
 */
export async function withMockInStore(
  world: StartingWorld,
  { host, appWorld, file }: { host: WorldHost; appWorld: AppWorld; file: string },
): Promise<StartingWorld> {
  const { mock, ...others } = world;
  if (mock === undefined) return world;
  const written = { mock, file, places: world.places };
  requireTools(written);
  refuseMockMistakes(written, appWorld.variables.app.get('contract'));
  const request = {
    method: 'POST',
    path: '/mock/load-schema',
    headers: [['content-type', 'application/json']] as const,
    body: new TextEncoder().encode(mockDefinitions(mock)),
  };
  const { outcome, state } = await runCall(host, request, {
    // Like starting files, mocks are older than any call.
    at: 0,
    seed: callSeed({ seed: world.seed, session: undefined, ordinal: 0 }),
    grants: appWorld.grants,
    stores: new MemoryKeyValue(world.store),
    upstream: REFUSING_OUTBOUND,
    timers: 'virtual',
  });
  if (outcome.kind === 'no-route') throw refused('the app has no mock component', written);
  if (outcome.kind === 'failed') throw refused(outcome.message, written);
  const { status, body } = outcome.response;
  if (status !== 200) {
    throw refused(reasonOf(body) ?? `status ${status}`, written);
  }
  return { ...others, store: merged(world.store, state) };
}

/** The body of `/mock/load-schema` that defines these mocks. */
export function mockDefinitions({ tools, responses, fixtures }: StartingMock): string {
  const answers = [...responses].map(
    ([tool, text]) => `${JSON.stringify(tool)}:{"defaultResponse":${text}}`,
  );
  const lists = [...fixtures].map(([tool, list]) => {
    const items = list.map(({ match, response }) => `{"match":${match},"response":${response}}`);
    return `${JSON.stringify(tool)}:[${items.join(',')}]`;
  });
  return (
    `{"tools":[${tools.join(',')}],"mockResponses":{${answers.join(',')}},` +
    `"fixtures":{${lists.join(',')}}}`
  );
}

function merged(one: StoreSnapshot, other: StoreSnapshot): StoreSnapshot {
  const stores = new Map([...one].map(([label, values]) => [label, new Map(values)]));
  for (const [label, values] of other) {
    stores.set(label, new Map([...(stores.get(label) ?? []), ...values]));
  }
  return stores;
}

function reasonOf(body: Uint8Array): string | undefined {
  try {
    const value: unknown = JSON.parse(decodeUtf8(body) ?? '');
    const hasError = typeof value === 'object' && value !== null && 'error' in value;
    return hasError && typeof value.error === 'string' ? value.error : undefined;
  } catch {
    return undefined;
  }
}

function refused(reason: string, written: WrittenMock): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to load the mocks of the world: ${reason.replace(/\.$/, '')}`,
    next: 'Correct world.mock.',
    file: written.file,
    line: mockPlace(written, reason)?.line,
  });
}
