import type { CassetteHeader } from '../../cassette/cassette-file.ts';
import { HarnessError } from '../../errors.ts';
import type { Interaction } from '../../tool-call/interaction.ts';
import type { SecretSwap } from '../../world/secrets/secret-swap.ts';
import { placeMatcher } from './allowed-place.ts';
import { cassetteHeaderFinds } from './header-finds.ts';
import { interactionFinds } from './interaction-finds.ts';
import { knownSecrets } from './known-secrets.ts';
import type { SecretFind } from './secret-find.ts';
import { type SecretSearch, secretSearch, VALUE_OF_SECRET } from './shapes/shape-finds.ts';

/** The file that is about to be written, for messages. */
export interface GuardedFile {
  /** As the user named it. */
  readonly file?: string | undefined;
  /** The line of the call in it, counted from 1. */
  readonly line?: number | undefined;
}

/** The settings of a guard. */
export interface SecretGuardSettings {
  /** The values of the app's secret variables; no form of them may reach a file. */
  readonly secrets: SecretSwap;
  /** Why a finding is allowed, by place. The value of a secret variable is never allowed. */
  readonly allowed: ReadonlyMap<string, string>;
  /** Called with each allowance that is used, each time it is used. */
  readonly onUsed?: ((place: string) => void) | undefined;
  /** Whether the calls are those of a scenario, whose header can hold the reasons too. */
  readonly isScenario?: boolean;
}

/** Checks a recording before it is written: nothing with a secret is written. */
export class SecretGuard {
  readonly #known: SecretSearch['known'];
  readonly #shortest: number | undefined;
  readonly #allowed: ReadonlyArray<{ place: string; matches: (place: string) => boolean }>;
  readonly #used = new Set<string>();
  readonly #onUsed: SecretGuardSettings['onUsed'];
  readonly #isScenario: boolean;

  constructor({ secrets, allowed, onUsed, isScenario = false }: SecretGuardSettings) {
    this.#isScenario = isScenario;
    this.#onUsed = onUsed;
    this.#known = knownSecrets(secrets);
    this.#shortest = secrets.shortest;
    this.#allowed = [...allowed.keys()].map((place) => ({ place, matches: placeMatcher(place) }));
  }

  /** @throws HarnessError `secret-found`, or `unsearchable` when that is all that is wrong. */
  checkHeader(header: CassetteHeader, file: GuardedFile): void {
    const search = secretSearch(this.#known, this.#shortest);
    this.#refuse(cassetteHeaderFinds(header, search), search, { what: 'the world', ...file });
  }

  /**
   * @param step the call's place in its file, counted from 1
   * @throws HarnessError `secret-found`, or `unsearchable` when that is all that is wrong; the
   * message names places and holds no secret.
   */
  checkInteraction(interaction: Interaction, step: number, file: GuardedFile): void {
    const search = secretSearch(this.#known, this.#shortest);
    const finds = interactionFinds(interaction, step, search);
    this.#refuse(finds, search, { what: 'the call', ...file });
  }

  /** The allowances that were used. */
  get used(): ReadonlySet<string> {
    return this.#used;
  }

  #refuse(
    finds: readonly SecretFind[],
    { budget }: SecretSearch,
    { what, ...file }: GuardedFile & { readonly what: string },
  ): void {
    const refused = finds.filter((find) => isOwnSecret(find) || !this.#isAllowed(find.place));
    const problem = `Failed to record ${what}: it holds `;
    if (budget.hasTooManyFinds) {
      // Allowing the listed findings says nothing about the others.
      const next = 'Ask for less in one call, or take the secrets out.';
      const count = `more than ${budget.mostFinds} texts that look like secrets`;
      throw new HarnessError({ code: 'secret-found', problem: problem + count, next, ...file });
    }
    if (refused.length === 0) return;
    const isSecret = refused.some(({ hint }) => hint !== undefined);
    throw new HarnessError({
      code: isSecret ? 'secret-found' : 'unsearchable',
      problem: problem + described(refused),
      next: this.#nextStep(refused, isSecret),
      ...file,
    });
  }

  #nextStep(refused: readonly SecretFind[], isSecret: boolean): string {
    if (refused.some(isOwnSecret)) return OWN_REMEDY;
    const remedy = isSecret ? REMEDY : SEARCHABLE;
    const durable = this.#isScenario ? DURABLE : '';
    return `${remedy}, say why, for each place: ${options(refused)}${durable}.`;
  }

  #isAllowed(place: string): boolean {
    const matching = this.#allowed.filter(({ matches }) => matches(place));
    for (const { place: allowance } of matching) {
      this.#used.add(allowance);
      this.#onUsed?.(allowance);
    }
    return matching.length > 0;
  }
}

// A header that allows it may be a stranger's, and no user means to publish it.
function isOwnSecret({ kind }: SecretFind): boolean {
  return kind.startsWith(VALUE_OF_SECRET);
}

const MOST_SHOWN = 5;

const OWN_REMEDY =
  'The value of a secret variable is never written, and cannot be allowed. Keep the upstream or ' +
  'the component from repeating it, or give the variable a value that occurs nowhere else.';

const REMEDY = 'Make it a secret variable of the app, or take it out; if it may be kept';

const SEARCHABLE =
  'Ask for it in parts, or in gzip, deflate or br; if it may be kept although nobody searched it';

const DURABLE = "; allow-secrets in the scenario's header holds it for good";

// Quoted for a POSIX shell; all places of a message together, so that they can be copied at once.
function options(finds: readonly SecretFind[]): string {
  const places = new Set(finds.slice(0, MOST_SHOWN).map(({ place }) => place));
  return [...places]
    .map((place) => `--allow-secret '${place.replaceAll("'", `'\\''`)}=REASON'`)
    .join(' ');
}

function described(finds: readonly SecretFind[]): string {
  const shown = finds
    .slice(0, MOST_SHOWN)
    .map(({ kind, hint, place }) => `${kind}${hint === undefined ? '' : ` (${hint})`} in ${place}`);
  const rest = finds.length - shown.length;
  return `${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}
