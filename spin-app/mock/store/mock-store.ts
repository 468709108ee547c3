import { encodeKeySegment } from '../../protocol/key.ts';
import {
  copyKey,
  fixturePrefix,
  type Owner,
  ownerPrefix,
  responseKey,
  toolKey,
} from '../../protocol/mock-key.ts';
import type { Store } from '../../protocol/platform.ts';
import type { Fixture } from '../definition/definition.ts';
import type { Json } from '../json/json.ts';
import { printJson } from '../json/print.ts';
import {
  parseStored,
  parseStoredFixture,
  parseStoredTool,
  parseToolCopy,
  printStoredFixture,
  printStoredTool,
  printToolCopy,
  type StoredTool,
  type ToolCopy,
} from './stored-tool.ts';

/** A tool as one owner sees it: where its definitions are. */
export interface VisibleTool {
  readonly tool: StoredTool;
  readonly owner: Owner;
  /** For a session that changed a shared tool: what the tool was before. */
  readonly copy: ToolCopy | null;
}

/**
 * The mock definitions of one owner. Calls run in parallel on a store without compare-and-set, so
 * every tool, response and fixture has its own key and none is read, changed and written back. A
 * session's first change to a shared tool writes a copy of it under one key, which never changes;
 * what the session sets lies beside it and counts first. Every method throws what the store throws.
 */
export class MockStore {
  readonly #store: Store;
  readonly #owner: Owner;

  constructor(store: Store, owner: Owner) {
    this.#store = store;
    this.#owner = owner;
  }

  /** The tool that the owner sees: its own or else the shared one, never a mixture. */
  find(name: string): VisibleTool | null {
    const own = this.#findOwned(name);
    if (own !== null || this.#owner === null) return own;
    const text = this.#store.get(toolKey(null, name));
    return text === null ? null : { tool: parseStoredTool(text), owner: null, copy: null };
  }

  /**
   * Whether the owner sees any tool but those of a name. Of a tool that was not there a moment ago
   * the answer is the same as before: a call that missed it is as if made before it came.
   */
  hasToolsBeside(name: string): boolean {
    const owner = this.#owner;
    const own = owner === null ? [] : [copyKey(owner, name)];
    const known = new Set([toolKey(null, name), toolKey(owner, name), ...own]);
    return this.#toolKeys().some((key) => !known.has(key));
  }

  /** All tools that the owner sees, in the order in which they were first loaded. */
  list(): readonly StoredTool[] {
    const copies = this.#owner === null ? null : copyKey(this.#owner, '');
    // All host calls come before the parsing: the engine traps when memory grows between two.
    const values = this.#toolKeys().map((key) => ({ key, text: this.#store.get(key) }));
    const tools = new Map<string, StoredTool>();
    for (const { key, text } of values) {
      if (text === null) continue;
      const isCopy = copies !== null && key.startsWith(copies);
      const tool = isCopy ? parseToolCopy(text).tool : parseStoredTool(text);
      tools.set(tool.name, tool);
    }
    return [...tools.values()].sort(
      (a, b) => a.loaded - b.loaded || a.after - b.after || (a.name < b.name ? -1 : 1),
    );
  }

  /** How many tools the owner sees; a later load puts its tools behind them. */
  count(): number {
    return this.#toolKeys().length;
  }

  /** The template that the tool answers by where no fixture fits; undefined when none was set. */
  response({ tool, owner, copy }: VisibleTool): Json | undefined {
    const text = this.#store.get(responseKey(owner, tool.name));
    return text === null ? copy?.response : parseStored(text);
  }

  /** The tool's fixtures in no promised order. */
  fixtures({ tool, owner, copy }: VisibleTool, keyOf: (match: Json) => string): readonly Fixture[] {
    const prefix = fixturePrefix(owner, tool.name);
    const fixtures = new Map<string, Fixture>();
    for (const fixture of copy?.fixtures ?? []) fixtures.set(keyOf(fixture.match), fixture);
    for (const text of this.#keysBelow(prefix).map((key) => this.#store.get(key))) {
      if (text === null) continue;
      const fixture = parseStoredFixture(text);
      fixtures.set(keyOf(fixture.match), fixture);
    }
    return [...fixtures.values()];
  }

  /** Removes all that belongs to the owner, and only that. */
  clear(): void {
    for (const key of this.#keysBelow(ownerPrefix(this.#owner))) this.#store.delete(key);
  }

  /** Makes or replaces the owner's tool; its place in the list is that of its first load. */
  setTool(tool: StoredTool): void {
    const known = this.claim(tool.name);
    const stamp = known === null ? {} : { loaded: known.tool.loaded, after: known.tool.after };
    this.#store.set(toolKey(this.#owner, tool.name), printStoredTool({ ...tool, ...stamp }));
  }

  /** Sets the response of a claimed tool. */
  setResponse(tool: string, response: Json): void {
    this.#store.set(responseKey(this.#owner, tool), printJson(response));
  }

  /** Adds a fixture to a claimed tool, or replaces the one with the same key. */
  setFixture(tool: string, fixture: Fixture, key: string): void {
    const place = fixturePrefix(this.#owner, tool) + encodeKeySegment(key);
    this.#store.set(place, printStoredFixture(fixture));
  }

  /**
   * Makes a visible tool the owner's own, by a copy where it is shared, and gives it; null when
   * the owner sees none of that name. Two calls that claim at once write equally good copies.
   */
  claim(name: string): VisibleTool | null {
    const visible = this.find(name);
    if (visible === null || visible.owner === this.#owner || this.#owner === null) return visible;
    const { tool } = visible;
    const copy: ToolCopy = {
      tool,
      response: this.response(visible),
      fixtures: this.fixtures(visible, printJson),
    };
    this.#store.set(copyKey(this.#owner, name), printToolCopy(copy));
    return { tool, owner: this.#owner, copy };
  }

  #findOwned(name: string): VisibleTool | null {
    const owner = this.#owner;
    const own = this.#store.get(toolKey(owner, name));
    const copyText = owner === null ? null : this.#store.get(copyKey(owner, name));
    const copy = copyText === null ? null : parseToolCopy(copyText);
    const tool = own === null ? copy?.tool : parseStoredTool(own);
    return tool === undefined ? null : { tool, owner, copy };
  }

  /** The keys that hold visible tools, the weightier of two for one name later. */
  #toolKeys(): readonly string[] {
    const shared = toolKey(null, '');
    const keys = this.#store.keys().sort();
    const below = (prefix: string) => keys.filter((key) => key.startsWith(prefix));
    if (this.#owner === null) return below(shared);
    const copies = below(copyKey(this.#owner, ''));
    return [...below(shared), ...copies, ...below(toolKey(this.#owner, ''))];
  }

  #keysBelow(prefix: string): readonly string[] {
    return this.#store.keys().filter((key) => key.startsWith(prefix));
  }
}

/** Whether a key of the store belongs to an owner. */
export function isOwnedBy(owner: Owner): (key: string) => boolean {
  const prefix = ownerPrefix(owner);
  return (key) => key.startsWith(prefix);
}
