import type { CassetteHeader } from '../../cassette/cassette-file.ts';
import { HarnessError } from '../../errors.ts';
import type { Interaction } from '../../tool-call/interaction.ts';
import type { SecretSwap } from '../../world/secret-swap.ts';
import { placeMatcher } from './allowed-place.ts';
import { cassetteHeaderFinds } from './header-finds.ts';
import { interactionFinds } from './interaction-finds.ts';
import { knownSecrets } from './known-secrets.ts';
import type { SecretFind } from './secret-find.ts';
import type { SecretSearch } from './shape-finds.ts';

/** The file that is about to be written, for messages. */
export interface GuardedFile {
  /** As the user named it. */
  readonly file?: string | undefined;
  /** Where the call begins in it, counted from 1. */
  readonly line?: number | undefined;
}

/** What a guard lets pass, and what it knows. */
export interface SecretGuardSettings {
  /** The secrets of the app's variables, of which no form may reach a file. */
  readonly secrets: SecretSwap;
  /** Why a find at a place is no secret, or none that matters, by place. */
  readonly allowed: ReadonlyMap<string, string>;
  /** Told of each allowance that lets something pass, as often as it does. */
  readonly onUsed?: ((place: string) => void) | undefined;
  /** Whether the calls are those of a scenario, whose header can hold the reasons too. */
  readonly isScenario?: boolean;
}

/** Stands between a recording and its file: what holds a secret is not written. */
export class SecretGuard {
  readonly #search: SecretSearch;
  readonly #allowed: ReadonlyArray<{ place: string; matches: (place: string) => boolean }>;
  readonly #used = new Set<string>();
  readonly #onUsed: SecretGuardSettings['onUsed'];
  readonly #isScenario: boolean;

  constructor({ secrets, allowed, onUsed, isScenario = false }: SecretGuardSettings) {
    this.#isScenario = isScenario;
    this.#onUsed = onUsed;
    this.#search = { known: knownSecrets(secrets) };
    this.#allowed = [...allowed.keys()].map((place) => ({ place, matches: placeMatcher(place) }));
  }

  /** @throws HarnessError `secret-found`. */
  checkHeader(header: CassetteHeader, file: GuardedFile): void {
    this.#refuse(cassetteHeaderFinds(header, this.#search), 'the world', file);
  }

  /**
   * @param step the call's place in its file, counted from 1
   * @throws HarnessError `secret-found`; the message names places and holds no secret.
   */
  checkInteraction(interaction: Interaction, step: number, file: GuardedFile): void {
    this.#refuse(interactionFinds(interaction, step, this.#search), 'the call', file);
  }

  /** The allowances that let something pass, of those given. */
  get used(): ReadonlySet<string> {
    return this.#used;
  }

  #refuse(finds: readonly SecretFind[], what: string, file: GuardedFile): void {
    const refused = finds.filter(({ place }) => !this.#isAllowed(place));
    if (refused.length === 0) return;
    throw new HarnessError({
      code: 'secret-found',
      problem: `Failed to record ${what}: ${described(refused)}`,
      next:
        'Make it a secret variable of the app, or take it out; if it may be kept, say why, ' +
        `for each place: ${options(refused)}${this.#isScenario ? DURABLE : ''}.`,
      ...file,
    });
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

const MOST_SHOWN = 5;

const DURABLE = "; allow-secrets in the scenario's header holds it for good";

// As a POSIX shell takes them; the places of one message, so that they can be copied at once.
function options(finds: readonly SecretFind[]): string {
  const places = new Set(finds.slice(0, MOST_SHOWN).map(({ place }) => place));
  return [...places]
    .map((place) => `--allow-secret '${place.replaceAll("'", `'\\''`)}=REASON'`)
    .join(' ');
}

function described(finds: readonly SecretFind[]): string {
  const shown = finds
    .slice(0, MOST_SHOWN)
    .map(({ kind, hint, place }) => `${kind} (${hint}) in ${place}`);
  const rest = finds.length - shown.length;
  return `it holds ${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}
