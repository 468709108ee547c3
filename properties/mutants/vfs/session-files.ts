import { encodeKeySegment } from '../../../spin-app/protocol/key.ts';
import type { Store } from '../../../spin-app/protocol/platform.ts';
import type { VfsFile } from '../../../spin-app/protocol/vfs-file.ts';
import { SessionFiles as RealSessionFiles } from '../../../spin-app/vfs/session-files.ts';
import { isActive } from '../active-mutant.ts';

const LIST = '__files__';

export class SessionFiles extends RealSessionFiles {
  readonly #store: Store;
  readonly #segment: string;

  constructor(store: Store, session: string) {
    super(store, session);
    this.#store = store;
    this.#segment = encodeKeySegment(session);
  }

  override keys(): string[] {
    if (!isActive('list-of-longer-ids')) return super.keys();
    return this.#store.keys().filter((key) => key.startsWith(`vfs/${this.#segment}`));
  }

  override write(path: string, file: VfsFile): void {
    this.#change((names) => (names.includes(path) ? names : [...names, path]));
    const moved = () => ({ ...file, written: Date.now(), after: this.keys().length });
    super.write(path, isActive('overwrite-moves-in-list') ? moved() : file);
    if (isActive('sessions-of-a-few')) this.#forgetOthers();
  }

  override delete(path: string): void {
    this.#change((names) => names.filter((name) => name !== path));
    super.delete(path);
  }

  override list(): VfsFile[] {
    if (isActive('list-in-a-file') || isActive('lost-update-of-the-list')) {
      return this.#names().flatMap((name) => super.read(name) ?? []);
    }
    const files = super.list();
    if (isActive('list-of-the-first-files')) return files.slice(0, 8);
    if (isActive('list-by-chance')) return files.sort(() => Math.random() - 0.5);
    if (isActive('list-by-name')) return files.sort((a, b) => (a.path < b.path ? -1 : 1));
    return files;
  }

  /** Keeps the files of this session and of seven others. */
  #forgetOthers(): void {
    const own = `vfs/${this.#segment}/`;
    const keys = this.#store.keys().filter((key) => key.startsWith('vfs/'));
    const sessions = new Set(keys.map((key) => key.slice(0, key.lastIndexOf('/') + 1)));
    const kept = [...sessions].filter((prefix) => prefix !== own).slice(0, 7);
    for (const key of keys) {
      if (![own, ...kept].some((prefix) => key.startsWith(prefix))) this.#store.delete(key);
    }
  }

  /** A list of names beside the files, which every write reads, changes and writes back. */
  #change(change: (names: readonly string[]) => readonly string[]): void {
    const isInFile = isActive('list-in-a-file');
    if (!isInFile && !isActive('lost-update-of-the-list')) return;
    const content = JSON.stringify(change(this.#names()));
    if (isInFile) super.write(LIST, { path: LIST, written: 0, after: 0, content });
    else this.#store.set(`vfs-list/${this.#segment}`, content);
  }

  #names(): readonly string[] {
    const text = isActive('list-in-a-file')
      ? super.read(LIST)?.content
      : this.#store.get(`vfs-list/${this.#segment}`);
    try {
      return JSON.parse(text ?? '[]');
    } catch {
      return [];
    }
  }
}
