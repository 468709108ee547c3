import { printEntry } from '../cassette/print-cassette.ts';
import { HarnessError } from '../errors.ts';
import type { AppWorld } from '../host/app-world.ts';
import type { ComponentGrant } from '../host/host.ts';
import type { Exchange, OutboundRequest } from '../tool-call/exchange.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import type { Interaction, StoreSnapshot } from '../tool-call/interaction.ts';
import type { CallStart } from '../world/call-sequence.ts';
import type { KeyValue } from '../world/key-value/key-value.ts';
import { OverlayKeyValue } from '../world/key-value/overlay-key-value.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import { CallPlaceholders } from '../world/secrets/call-placeholders.ts';
import { placeholder } from '../world/secrets/fixed-placeholder.ts';
import type { SecretTemplate } from '../world/secrets/placeholder-text.ts';
import { SecretSwap } from '../world/secrets/secret-swap.ts';
import { ComputedForms } from './computed-forms.ts';
import { type LiveCall, type LiveCallOptions, type LiveWorld, runLive } from './live-run.ts';

/**
 * Runs a call twice: first with the values of exposed secrets, then with the fixed forms of their
 * placeholders, answered by the upstream's answers to the first run. The second run is recorded, so
 * no form of the secret, computed or not, reaches the file, and a replay sends the same. The runs
 * may differ only in the secrets and in values computed from them and sent.
 *
 * @throws HarnessError `not-reproducible` when the two runs differ in anything else.
 */
export async function callExposed(
  inbound: HttpRequest,
  world: LiveWorld & { readonly exposed: ReadonlySet<string> },
  options: LiveCallOptions & { readonly start: CallStart },
): Promise<LiveCall> {
  const { appWorld, exposed, keyValue } = world;
  const { owners, secrets } = appWorld.variables;
  const placeholders = CallPlaceholders.draw(
    owners.filter(({ variable }) => !exposed.has(variable)),
  );
  const hiddenInAnswers = new SecretSwap(
    new Map([...secrets].filter(([name]) => !exposed.has(name))),
  );
  const grants = exposedGrants(appWorld, exposed);
  const shown = { grants, placeholders, hiddenInAnswers };
  // The values that this run stores contain the secret, and nobody else may read them.
  const alone = { ...world, keyValue: new OverlayKeyValue(keyValue) };
  const real = await runLive(inbound, alone, { ...options, ...shown });
  if (real.interaction === undefined) return real;
  const forms = new ComputedForms(appWorld.secrets);
  const mirror = new MirroredOutbound(real.interaction.exchanges, forms);
  const stood = await runLive(inbound, world, {
    ...options,
    grants: appWorld.grants,
    outbound: () => mirror,
    timers: 'virtual',
  });
  const difference = mirror.difference() ?? differenceOf(real.interaction, stood, forms);
  if (difference !== undefined) {
    restore(keyValue, stood.before);
    throw dependsOnSecret(difference, exposed);
  }
  return { ...stood, refused: real.refused };
}

/** Answers requests in order with the answers of another run. */
class MirroredOutbound implements OutboundHttp {
  readonly #exchanges: readonly Exchange[];
  readonly #forms: ComputedForms;
  #sent = 0;
  #isOther = false;

  constructor(exchanges: readonly Exchange[], forms: ComputedForms) {
    this.#exchanges = exchanges;
    this.#forms = forms;
  }

  async send(request: OutboundRequest) {
    const exchange = this.#exchanges[this.#sent];
    this.#sent += 1;
    if (exchange !== undefined && isAlike(exchange.request, request)) {
      this.#forms.learn(exchange.request, request);
      return this.#forms.swapOutcome(exchange.outcome);
    }
    this.#isOther = true;
    return { kind: 'error', code: 'HTTP-request-denied' } as const;
  }

  /** How the requests differ from those of the other run, or undefined. */
  difference(): string | undefined {
    return this.#isOther || this.#sent !== this.#exchanges.length
      ? 'it sends other requests'
      : undefined;
  }
}

// The destination of a request and the names of its headers are never computed from a secret.
function isAlike(one: OutboundRequest, other: OutboundRequest): boolean {
  const shape = ({ method, url, headers }: OutboundRequest): string => {
    const names = headers.map(([name]) => name.toLowerCase()).sort();
    return JSON.stringify([method, URL.canParse(url) ? new URL(url).origin : '', names]);
  };
  return shape(one) === shape(other);
}

function differenceOf(
  real: Interaction,
  { interaction: stood }: LiveCall,
  forms: ComputedForms,
): string | undefined {
  if (stood === undefined) return 'it gives no answer';
  const { status, headers, body } = real.response;
  const response = {
    status,
    headers: headers.map((header) => forms.swapHeader(header)),
    body: forms.swapBytes(body),
  };
  if (printEntry(stood) !== printEntry({ ...stood, response })) return 'it answers otherwise';
  const state = swappedState(real.state, forms);
  return printEntry(stood) === printEntry({ ...stood, state })
    ? undefined
    : 'it stores something else';
}

function swappedState(state: StoreSnapshot, forms: ComputedForms): StoreSnapshot {
  return new Map(
    [...state].map(([store, values]) => [
      store,
      new Map(
        [...values].map(([key, value]) => [key, value === null ? null : forms.swapBytes(value)]),
      ),
    ]),
  );
}

function exposedGrants(
  { grants, variables }: AppWorld,
  exposed: ReadonlySet<string>,
): AppWorld['grants'] {
  const reveal = (template: SecretTemplate): SecretTemplate =>
    template.map((part) => {
      if (typeof part === 'string' || !exposed.has(part.secret)) return part;
      return variables.secrets.get(part.secret) ?? part;
    });
  const revealed = (grant: ComponentGrant): ComponentGrant => {
    const secretVariables = new Map(
      [...grant.secretVariables].map(([name, template]) => [name, reveal(template)]),
    );
    const values = [...secretVariables].map(([name, template]): [string, string] => [
      name,
      fixedValue(template),
    ]);
    return {
      ...grant,
      variables: new Map([...grant.variables, ...values]),
      secretVariables,
    };
  };
  return new Map([...grants].map(([id, grant]) => [id, revealed(grant)]));
}

function fixedValue(template: SecretTemplate): string {
  return template
    .map((part) => (typeof part === 'string' ? part : placeholder(part.secret)))
    .join('');
}

function restore(keyValue: KeyValue, before: StoreSnapshot): void {
  for (const [store, values] of before) {
    for (const [key, value] of values) {
      if (value === null) keyValue.delete(store, key);
      else keyValue.set(store, key, value);
    }
  }
}

function dependsOnSecret(difference: string, exposed: ReadonlySet<string>): HarnessError {
  const names = [...exposed].join(', ');
  return new HarnessError({
    code: 'not-reproducible',
    problem: `Failed to record the call: with a placeholder for ${names} ${difference}`,
    next:
      'What is sent may be computed from an exposed secret; what is decided, answered or stored ' +
      'must not depend on it.',
  });
}
