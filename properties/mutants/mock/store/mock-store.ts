import type { Fixture } from '../../../../spin-app/mock/definition/definition.ts';
import type { Json } from '../../../../spin-app/mock/json/json.ts';
import { printJson } from '../../../../spin-app/mock/json/print.ts';
import {
  MockStore as RealMockStore,
  type VisibleTool,
} from '../../../../spin-app/mock/store/mock-store.ts';
import {
  parseStored,
  parseStoredFixture,
  printStoredFixture,
  type StoredTool,
} from '../../../../spin-app/mock/store/stored-tool.ts';
import { encodeKeySegment } from '../../../../spin-app/protocol/key.ts';
import { fixturePrefix, type Owner, responseKey } from '../../../../spin-app/protocol/mock-key.ts';
import type { Store } from '../../../../spin-app/protocol/platform.ts';
import { isActive } from '../../active-mutant.ts';

export * from '../../../../spin-app/mock/store/mock-store.ts';

export class MockStore extends RealMockStore {
  readonly #store: Store;
  readonly #owner: Owner;

  constructor(store: Store, owner: Owner) {
    super(store, owner);
    this.#store = store;
    this.#owner = owner;
  }

  override list(): readonly StoredTool[] {
    const tools = super.list();
    if (isActive('list-of-the-first-tools')) return tools.slice(0, 8);
    return isActive('tools-in-hash-order') ? [...tools].sort(() => Math.random() - 0.5) : tools;
  }

  override response(visible: VisibleTool): Json | undefined {
    const response = super.response(visible);
    return response === null && isActive('null-response-lost') ? undefined : response;
  }

  override fixtures(visible: VisibleTool, keyOf: (match: Json) => string): readonly Fixture[] {
    const { name } = visible.tool;
    if (isActive('lost-update-of-fixtures')) return this.#blob(visible.owner, name);
    const own = super.fixtures(visible, keyOf);
    if (isActive('fixtures-of-the-first')) return own.slice(0, 8);
    if (!isActive('owners-mixed') || visible.owner === null) return own;
    return [...own, ...super.fixtures({ ...visible, owner: null, copy: null }, keyOf)];
  }

  override setTool(tool: StoredTool): void {
    super.setTool(tool);
    if (!isActive('reload-wipes-answers')) return;
    const prefix = fixturePrefix(this.#owner, tool.name);
    for (const key of this.#store.keys().filter((each) => each.startsWith(prefix))) {
      this.#store.delete(key);
    }
    this.#store.delete(responseKey(this.#owner, tool.name));
  }

  override setResponse(tool: string, response: Json): void {
    if (isActive('session-changes-shared-tool')) this.#shared().setResponse(tool, response);
    super.setResponse(tool, response);
  }

  override setFixture(tool: string, fixture: Fixture, key: string): void {
    if (isActive('session-changes-shared-tool')) this.#shared().setFixture(tool, fixture, key);
    if (isActive('lost-update-of-fixtures')) {
      const others = this.#blob(this.#owner, tool).filter(
        ({ match }) => printJson(match) !== printJson(fixture.match),
      );
      const blob = [...others, fixture].map(printStoredFixture);
      this.#store.set(this.#blobKey(this.#owner, tool), `[${blob.join(',')}]`);
      return;
    }
    if (isActive('fixture-not-replaced') && this.#hasFixture(tool, key)) return;
    super.setFixture(tool, fixture, key);
  }

  override clear(): void {
    super.clear();
    if (isActive('clear-takes-shared-tools')) this.#shared().clear();
  }

  #hasFixture(tool: string, key: string): boolean {
    return this.#store.get(fixturePrefix(this.#owner, tool) + encodeKeySegment(key)) !== null;
  }

  #shared(): RealMockStore {
    return new RealMockStore(this.#store, null);
  }

  #blob(owner: Owner, tool: string): readonly Fixture[] {
    const blob = parseStored(this.#store.get(this.#blobKey(owner, tool)) ?? '[]');
    return Array.isArray(blob) ? blob.map((each) => parseStoredFixture(printJson(each))) : [];
  }

  #blobKey(owner: Owner, tool: string): string {
    return `${fixturePrefix(owner, tool)}all`;
  }
}
