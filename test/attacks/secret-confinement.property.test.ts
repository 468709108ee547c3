import { fileURLToPath } from 'node:url';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { resolveAppWorld } from '../../harness/host/app-world.ts';
import { EmbeddedHost } from '../../harness/host/embedded/embedded-host.ts';
import { readManifest } from '../../harness/host/manifest/read-manifest.ts';
import { callLive } from '../../harness/record/live-caller.ts';
import type { LiveWorld } from '../../harness/record/live-run.ts';
import { CallSequence } from '../../harness/world/call-sequence.ts';
import { MemoryKeyValue } from '../../harness/world/key-value/key-value.ts';
import { LiveOutbound } from '../../harness/world/outbound-http/live.ts';
import { type GithubCall, githubCall } from '../../properties/arbitraries/github-call.ts';
import { type Carrier, carried, carrier, worthSending } from './hostile-carrier.ts';
import {
  formsOf,
  holdsSecret,
  type Listener,
  startListener,
  tracesOf,
} from './secret-traces.fixture.ts';

const TOKEN = 'ghp_Xk29vLqPz7RtWm4NbYc8HdJs5FgUe1oAiT3r';
const FORMS = formsOf(TOKEN);
const RUNS = Number(process.env['SPINTAPE_ATTACK_RUNS'] ?? 60);

/** A call as it is made, once its carriers are texts. */
type Make = (
  text: (carrier: Carrier) => string,
  upstream: string,
) => {
  readonly path: string;
  readonly body: string;
};

/** A step: the upstream's answer, and the call. */
interface Step {
  readonly answer: {
    readonly carriers: readonly Carrier[];
    readonly echoes: boolean;
    /** Headers, by name. */
    readonly headers: readonly (readonly [name: string, value: string])[];
  };
  readonly call: { readonly make: Make; readonly label: string };
}

const hosts: EmbeddedHost[] = [];
afterAll(() => Promise.all(hosts.map((host) => host.close())));

async function open(manifest: string, variables: ReadonlyMap<string, string>) {
  const path = fileURLToPath(new URL(`../../${manifest}`, import.meta.url));
  const app = await readManifest(path);
  const host = new EmbeddedHost(app, { mode: 'reset', workers: 1 });
  hosts.push(host);
  const appWorld = resolveAppWorld(app, { world: new Map(), overrides: variables });
  return { host, appWorld };
}

function query(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

function step(call: Arbitrary<Step['call']>, variables: readonly string[]): Arbitrary<Step> {
  const carriers = fc.array(carrier(variables), { minLength: 1, maxLength: 3 });
  const headers = fc.array(repeatingHeader, { maxLength: 2 });
  return fc.record({ answer: fc.record({ carriers, echoes: fc.boolean(), headers }), call });
}

// Components get headers whose names begin like this; the upstream chooses the rest.
const repeatingHeader = fc
  .record({
    start: fc.constantFrom('mcp-', 'Mcp-Session-Id-', 'x-ratelimit-', 'content-', 'X-Echo', ''),
    spell: fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.replace(/[a-f]/g, (letter) => `%${Buffer.from(letter).toString('hex')}`),
    ),
    end: fc.constantFrom('', '-id', TOKEN),
    value: fc.constantFrom('1', TOKEN, `text/plain; ${TOKEN}=1`, `${TOKEN}=1; path=/`),
  })
  .map(({ start, spell, end, value }) => [start + spell(TOKEN) + end, value] as const);

// A file of GitHub's in base64, a list, an MCP server's tools: all shapes that a tool reads on.
function answerText({ carriers, echoes }: Step['answer'], seen: readonly string[]): string {
  const texts = carriers.map((one) => carried(one, seen));
  const [text = ''] = texts;
  const content = Buffer.from(texts.join(' ')).toString('base64');
  const echo = echoes ? { echo: TOKEN, basic: `Bearer ${TOKEN}` } : {};
  return JSON.stringify({
    ...{ type: 'file', encoding: 'base64', content, body: text, title: text, sha: text, ...echo },
    result: { tools: [{ name: 'pulled', description: text, inputSchema: { type: 'object' } }] },
  });
}

async function confined(
  steps: readonly Step[],
  world: Omit<LiveWorld, 'sequence' | 'keyValue' | 'outbound' | 'keep'>,
  around: { readonly upstream: Listener; readonly own: string; readonly first: Step },
): Promise<void> {
  const { upstream, own, first } = around;
  upstream.received.length = 0;
  const seen: string[] = [];
  const keyValue = new MemoryKeyValue();
  const sequence = new CallSequence(1, () => 1_767_603_600_000);
  const live = { ...world, sequence, keyValue, outbound: new LiveOutbound(), keep: ['x-echo'] };
  // The law would be vacuous if no secret ever left, so one leaves in each run.
  for (const { answer, call } of [first, ...steps]) {
    upstream.answer = answerText(answer, seen);
    upstream.headers = answer.headers;
    const { path, body } = call.make((one) => carried(one, seen), upstream.url);
    const headers = [['content-type', 'application/json']] as const;
    const request = { method: 'POST', path, headers, body: new TextEncoder().encode(body) };
    const { outcome } = await callLive(request, live);
    if (outcome.kind === 'no-route') continue;
    const response = outcome.kind === 'answered' ? outcome.response : undefined;
    const answered = Buffer.from(response?.body ?? []).toString('latin1');
    const printed = outcome.log.map(({ text }) => text);
    const reported = [...printed, ...(response?.headers.flat() ?? []), answered].join('\n');
    expect(holdsSecret(reported, FORMS), `the answer of ${call.label}`).toBe(false);
    seen.push(...worthSending(reported));
  }
  const traces = new Set(upstream.received.flatMap((request) => tracesOf(request, FORMS)));
  expect([...traces]).toEqual([own]);
  for (const key of keyValue.keys('default')) {
    const value = keyValue.get('default', key) ?? new Uint8Array();
    expect(holdsSecret(key, FORMS) || holdsSecret(value, FORMS), `key ${key}`).toBe(false);
  }
}

function report(steps: readonly Step[]): string {
  return JSON.stringify(steps, (_, value) => (typeof value === 'function' ? undefined : value));
}

async function check(
  steps: Arbitrary<Step>,
  run: (steps: readonly Step[]) => Promise<void>,
): Promise<void> {
  const many = fc.array(steps, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(many, async (list) => {
      try {
        await run(list);
      } catch (error) {
        throw new Error(`${String(error)}\nsteps: ${report(list)}`, { cause: error });
      }
    }),
    { numRuns: RUNS },
  );
}

function toolCall(component: string, tool: Arbitrary<GithubCall>, variables: readonly string[]) {
  const carriers = fc.array(carrier(variables), { minLength: 1, maxLength: 4 });
  return fc
    .record({ tool, session: carrier(variables), carriers, isOwn: fc.boolean() })
    .map(({ tool: { tool: name, args }, session, carriers: given, isOwn }): Step['call'] => ({
      label: `${component} ${name}`,
      make: (text) => {
        const filled = Object.entries(args).map(([key, value], index) => {
          const one = given[index % given.length];
          return [
            key,
            typeof value === 'string' && one !== undefined && index > 1 ? text(one) : value,
          ];
        });
        return {
          path: `/${component}/execute`,
          body: JSON.stringify({
            session_id: isOwn ? 's' : text(session),
            tool: name,
            args: Object.fromEntries(filled),
          }),
        };
      },
    }));
}

const NAMES = ['github_token'] as const;

function plainTool(tool: string, ...keys: readonly string[]): Arbitrary<GithubCall> {
  return fc.constant({
    tool,
    args: Object.fromEntries(['', ' ', ...keys].map((key) => [key, ''])),
  });
}

const fileCall = toolCall(
  'vfs',
  fc.oneof(plainTool('write_file', 'file_path', 'content'), plainTool('read_file', 'file_path')),
  NAMES,
);

const mockCall: Arbitrary<Step['call']> = fc
  .record({
    route: fc.constantFrom('load-schema', 'add-response', 'add-fixture', 'execute', 'pull'),
    carriers: fc.array(carrier(NAMES), { minLength: 4, maxLength: 4 }),
  })
  .map(({ route, carriers }) => ({
    label: `mock ${route}`,
    make: (text, upstream) => {
      const [a = '', b = '', c = '', d = ''] = carriers.map(text);
      const bodies: Readonly<Record<string, unknown>> = {
        'load-schema': {
          tools: [{ name: 'echo', description: a, inputSchema: { type: 'object' } }],
        },
        'add-response': { name: 'echo', tool: 'echo', mockResponse: { [a]: `{{x}}{{y}} ${b}` } },
        'add-fixture': { name: 'echo', tool: 'echo', arguments: { x: c }, mockResult: { a: d } },
        execute: { session_id: 's', tool: 'echo', args: { x: c, y: d, [a]: b } },
        pull: { url: `${upstream}/${a}?q=${encodeURIComponent(b)}` },
      };
      return { path: `/mock/${route}`, body: JSON.stringify(bodies[route]) };
    },
  }));

const probeCall: Arbitrary<Step['call']> = fc
  .record({
    path: fc.constantFrom(
      'secret/fetch',
      'fetch',
      'secret/set',
      'kv/set',
      'kv/get',
      'secret/echo',
      'kv/keys',
      'proxy',
    ),
    carriers: fc.array(carrier(['token', 'greeting']), { minLength: 4, maxLength: 4 }),
    own: fc.constantFrom(
      '',
      'x-own:{token}',
      'x-own:Bearer {token}',
      'x-own:{basic}',
      'x-own:{kept}',
    ),
    leaks: fc.constantFrom('', '{token}', '{basic}', '{kept}'),
    component: fc.constantFrom('probe', 'probe', 'sealed'),
  })
  .map(({ path, carriers, own, leaks, component }) => ({
    label: `${component} ${path}`,
    make: (text, upstream) => {
      const [a = '', b = '', c = '', d = ''] = carriers.map(text);
      const url = `${upstream}/${encodeURIComponent(a)}?q=${encodeURIComponent(b)}${leaks}`;
      const parameters = query({
        url,
        method: 'POST',
        key: path === 'secret/set' ? 'kept' : c,
        store: 'default',
      });
      const headers = [own, `x-other:${c}`].map((header) => `header=${encodeURIComponent(header)}`);
      return {
        path: `/${component}/${path}?${parameters}&${headers.join('&')}`,
        body: `${d}${leaks}`,
      };
    },
  }));

function firstStep(path: string, body: string): Step {
  const make: Make = (_, upstream) => ({
    path: path.replace('UPSTREAM', encodeURIComponent(upstream)),
    body,
  });
  return { answer: { carriers: [], echoes: false, headers: [] }, call: { label: path, make } };
}

const GET_ISSUE = firstStep(
  '/github/execute',
  '{"tool":"gh_get_issue","args":{"owner":"octo","repo":"hello","issue_number":1}}',
);

const SEND_OWN = firstStep('/probe/secret/fetch?url=UPSTREAM&header=x-own%3A%7Btoken%7D', '');

describe('no byte of a secret leaves, but in the header where its component put it', () => {
  it('by the shipped app', { timeout: Math.max(1_200_000, RUNS * 600) }, async () => {
    const upstream = await startListener();
    const world = await open(
      'spin-app/spin.toml',
      new Map([
        ['github_token', TOKEN],
        ['github_api_url', upstream.url],
        ['mcp_hosts', upstream.url],
        ['allow_writes', 'true'],
      ]),
    );
    const calls = fc.oneof(toolCall('github', githubCall, NAMES), fileCall, mockCall);
    await check(step(calls, NAMES), (steps) =>
      confined(steps, world, { upstream, own: 'header authorization', first: GET_ISSUE }),
    );
  });

  it('by an app that puts it wherever it is asked to', {
    timeout: Math.max(1_200_000, RUNS * 600),
  }, async () => {
    const upstream = await startListener();
    const world = await open(
      'test-apps/probe/spin.toml',
      new Map([
        ['token', TOKEN],
        ['upstream', upstream.url],
      ]),
    );
    await check(step(probeCall, ['token', 'greeting']), (steps) =>
      confined(steps, world, { upstream, own: 'header x-own', first: SEND_OWN }),
    );
  });
});
