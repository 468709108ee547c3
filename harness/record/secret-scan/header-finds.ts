import { Buffer } from 'node:buffer';
import type { CassetteHeader } from '../../cassette/cassette-file.ts';
import { bodyFinds } from './body-finds.ts';
import { nameFinds } from './message-finds.ts';
import { bytesOf, shownName } from './place.ts';
import { type SecretFind, secretFind } from './secret-find.ts';
import type { SecretSearch } from './shapes/shape-finds.ts';
import { storeFinds } from './store-finds.ts';
import { namedFinds, textFinds } from './text-finds.ts';

/** The secrets in the header of a file: in variables, files, stores and remarks. */
export function cassetteHeaderFinds(header: CassetteHeader, search: SecretSearch): SecretFind[] {
  const { name, origin = '', world, allowedSecrets = new Map() } = header;
  return [
    ...remarkFinds(name, 'name', search),
    ...remarkFinds(origin, 'origin', search),
    ...[...allowedSecrets].flatMap(([place, reason], index) => [
      ...remarkFinds(place, `allow-secrets #${index + 1}`, search),
      ...remarkFinds(reason, `allow-secrets #${index + 1}`, search),
    ]),
    ...[...world.variables].flatMap(([variable, value], index) => {
      const place = `world, variable ${shownName(variable, index, search)}`;
      return namedFinds(variable, bytesOf(value), search).map((find) => secretFind(find, place));
    }),
    ...world.keep.flatMap((header, index) =>
      nameFinds(header, search).map((find) =>
        secretFind(find, `world, keep ${shownName(header, index, search)}`),
      ),
    ),
    ...fileFinds(world.files, 'world', search),
    ...[...(world.sessionFiles ?? [])].flatMap(([session, files], index) => {
      const place = `world, session ${shownName(session, index, search)}`;
      return [...remarkFinds(session, place, search), ...fileFinds(files, place, search)];
    }),
    ...storeFinds(world.store, 'world', search),
  ];
}

function remarkFinds(text: string, place: string, search: SecretSearch): SecretFind[] {
  return textFinds(bytesOf(text), search).map((find) => secretFind(find, place));
}

function fileFinds(
  files: ReadonlyMap<string, string>,
  holder: string,
  search: SecretSearch,
): SecretFind[] {
  return [...files].flatMap(([path, content], index) => {
    const place = `${holder}, file ${shownName(path, index, search)}`;
    const pathFinds = textFinds(bytesOf(path), search).map((find) => secretFind(find, place));
    return [...pathFinds, ...bodyFinds({ bytes: Buffer.from(content), place }, search)];
  });
}
