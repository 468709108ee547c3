import { answered, type ExpectedAnswer, exactly, failed, succeeded } from './expected-answer.ts';
import { numberOf } from './json-value.ts';
import { meaningOf, type PathMeaning } from './path-model.ts';

interface ModelFile {
  /** As the path was first written. */
  readonly path: string;
  readonly content: string;
}

/** One session of the virtual filesystem: its files in the order of their first writes. */
export class VfsModel {
  readonly #files = new Map<string, ModelFile>();

  /** The answer to `write_file`, which changes the session. */
  write(path: string, content: string): ExpectedAnswer {
    const meaning = meaningOf(path);
    if (meaning.kind !== 'file') return refusal(meaning);
    const { name } = meaning;
    const known = this.#files.get(name);
    if (known === undefined && (this.#isDirectory(name) || this.#isBelowFile(name))) {
      return failed('InvalidArguments');
    }
    this.#files.set(name, { path: known?.path ?? path, content });
    const bytes = Buffer.byteLength(content, 'utf8');
    return succeeded(exactly(`Successfully wrote ${bytes} bytes to ${path}`));
  }

  /** The answer to `read_file`. */
  read(path: string): ExpectedAnswer {
    const meaning = meaningOf(path);
    const file = 'name' in meaning ? this.#files.get(meaning.name) : undefined;
    return file === undefined ? this.#missing(path, meaning) : succeeded(exactly(file.content));
  }

  /** The answer to `list_files`. */
  list(): ExpectedAnswer {
    return succeeded(exactly(JSON.stringify([...this.#files.values()].map((file) => file.path))));
  }

  /** The answer to `delete_file`, which changes the session. */
  delete(path: string): ExpectedAnswer {
    const meaning = meaningOf(path);
    const isDeleted = meaning.kind === 'file' && this.#files.delete(meaning.name);
    return isDeleted
      ? succeeded(exactly(`Successfully deleted ${path}`))
      : this.#missing(path, meaning);
  }

  /** The answer to the end of the session, which removes everything of it. */
  end(): ExpectedAnswer {
    const { size } = this.#files;
    this.#files.clear();
    return answered(200, {
      success: exactly(true),
      deleted: exactly(new Map([['vfs', numberOf(size)]])),
      deleted_files: exactly(numberOf(size)),
    });
  }

  #missing(path: string, meaning: PathMeaning): ExpectedAnswer {
    if (meaning.kind !== 'file') return refusal(meaning);
    if (this.#isDirectory(meaning.name)) return failed('InvalidArguments');
    return failed('FileNotFound', `File not found: ${path}`);
  }

  #isDirectory(name: string): boolean {
    return [...this.#files.keys()].some((other) => other.startsWith(`${name}/`));
  }

  #isBelowFile(name: string): boolean {
    return [...this.#files.keys()].some((other) => name.startsWith(`${other}/`));
  }
}

function refusal({ kind }: Exclude<PathMeaning, { kind: 'file' }>): ExpectedAnswer {
  return kind === 'denied' || kind === 'system'
    ? failed('PermissionDenied', 'Access denied')
    : failed('InvalidArguments');
}
