import { areEqual, canonicalTextOf, type JsonModel } from './json-value.ts';

/** The arguments that a fixture asks for, or that a call has. */
export type ArgumentModel = ReadonlyMap<string, JsonModel>;

interface FixtureModel {
  readonly match: ArgumentModel;
  readonly response: JsonModel;
}

/** A tool of one owner: its fixtures, and its default answer. */
interface ToolModel {
  readonly description: string;
  readonly fixtures: readonly FixtureModel[];
  /** Higher if it was first loaded later; a copy has the value of the shared tool. */
  readonly since: number;
  /** Undefined for none: null is a response like any other. */
  readonly response: JsonModel | undefined;
}

/** The expected answer of `add-fixture`. */
export interface AddedFixture {
  readonly total: number;
  /** The matches that it ties with, those that take precedence first. */
  readonly ties: readonly ArgumentModel[];
}

/** The expected answer of a call: of a fixture or response, the echo, or none. */
export type ChosenAnswer =
  | { readonly kind: 'unknown-tool' }
  | { readonly kind: 'echo'; readonly description: string }
  | { readonly kind: 'response'; readonly response: JsonModel };

/**
 * The definitions of mock tools. Calls without a session work on the shared ones; the first change
 * that a session makes to a tool copies the shared one, and from then on only the copy counts.
 */
export class MockModel {
  readonly #owners = new Map<string | null, Map<string, ToolModel>>();
  #loads = 0;

  /** Sets a tool's schema, keeping its answers; creates it if it does not exist. */
  load(owner: string | null, tool: string, description: string): void {
    const known = this.#visible(owner, tool) ?? this.#newTool();
    this.#set(owner, tool, { ...known, description });
  }

  /** Adds a fixture as {@link add} does, and creates the tool if it does not exist. */
  loadFixture(owner: string | null, tool: string, fixture: FixtureModel): void {
    this.load(owner, tool, this.#visible(owner, tool)?.description ?? '');
    this.add(owner, tool, fixture);
  }

  /** Sets the default answer; false if the tool does not exist. */
  respond(owner: string | null, tool: string, response: JsonModel): boolean {
    const known = this.#visible(owner, tool);
    if (known !== undefined) this.#set(owner, tool, { ...known, response });
    return known !== undefined;
  }

  /** Adds a fixture, replacing one with an equal match; undefined if the tool does not exist. */
  add(owner: string | null, tool: string, added: FixtureModel): AddedFixture | undefined {
    const known = this.#visible(owner, tool);
    if (known === undefined) return undefined;
    const others = known.fixtures.filter(({ match }) => !areEqual(match, added.match));
    this.#set(owner, tool, { ...known, fixtures: [...others, added] });
    const ties = others.filter((other) => mayTie(other.match, added.match));
    const total = others.length + 1;
    return { total, ties: ties.toSorted(byPrecedence).map(({ match }) => match) };
  }

  /** Removes everything that belongs to the owner. */
  clear(owner: string | null): void {
    this.#owners.delete(owner);
  }

  /** The answer to a call: of all fixtures that fit, sorted by precedence, the first. */
  choose(owner: string | null, tool: string, args: ArgumentModel): ChosenAnswer {
    const known = this.#visible(owner, tool);
    if (known === undefined) return { kind: 'unknown-tool' };
    const fitting = known.fixtures.filter(({ match }) =>
      [...match].every(([name, value]) => areEqual(value, args.get(name))),
    );
    const [first] = fitting.toSorted(byPrecedence);
    const response = first === undefined ? known.response : first.response;
    return response === undefined
      ? { kind: 'echo', description: known.description }
      : { kind: 'response', response };
  }

  /** The names of all tools that the owner sees, in the order in which they were first loaded. */
  list(owner: string | null): string[] {
    const names = [null, owner].flatMap((each) => [...(this.#owners.get(each)?.keys() ?? [])]);
    const since = (name: string) => this.#visible(owner, name)?.since ?? 0;
    return [...new Set(names)].sort((one, other) => since(one) - since(other));
  }

  /** Whether the owner sees any tool. */
  hasTools(owner: string | null): boolean {
    return this.list(owner).length > 0;
  }

  #newTool(): ToolModel {
    this.#loads += 1;
    return { description: '', fixtures: [], response: undefined, since: this.#loads };
  }

  #visible(owner: string | null, tool: string): ToolModel | undefined {
    return this.#owners.get(owner)?.get(tool) ?? this.#owners.get(null)?.get(tool);
  }

  #set(owner: string | null, tool: string, value: ToolModel): void {
    const tools = this.#owners.get(owner) ?? new Map<string, ToolModel>();
    this.#owners.set(owner, tools.set(tool, value));
  }
}

function byPrecedence({ match: one }: FixtureModel, { match: other }: FixtureModel): number {
  if (one.size !== other.size) return other.size - one.size;
  return canonicalTextOf(one) < canonicalTextOf(other) ? -1 : 1;
}

/** Whether some arguments match both, so that only the text of the matches decides. */
function mayTie(one: ArgumentModel, other: ArgumentModel): boolean {
  const shared = [...one.keys()].filter((name) => other.has(name));
  return (
    one.size === other.size && shared.every((name) => areEqual(one.get(name), other.get(name)))
  );
}
