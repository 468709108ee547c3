import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import { bodyFinds } from './body-finds.ts';
import { bytesOf, shownName } from './place.ts';
import { type SecretFind, secretFind } from './secret-find.ts';
import type { SecretSearch } from './shapes/shape-finds.ts';
import { textFinds } from './text-finds.ts';

/** The secrets in the keys and values of key-value stores. */
export function storeFinds(
  snapshot: StoreSnapshot,
  place: string,
  search: SecretSearch,
): SecretFind[] {
  return [...snapshot].flatMap(([label, contents], store) =>
    [...contents].flatMap(([key, value], index) => {
      const shown = `${shownName(label, store, search)}/${shownName(key, index, search)}`;
      const at = `${place}, store ${shown}`;
      const keyFinds = textFinds(bytesOf(key), search).map((find) => secretFind(find, at));
      const name = key.split('/').at(-1) ?? '';
      return value === null
        ? keyFinds
        : [...keyFinds, ...bodyFinds({ bytes: value, place: at, name }, search)];
    }),
  );
}
