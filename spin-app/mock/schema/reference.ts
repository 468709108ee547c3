import { percentDecode } from '../../protocol/percent.ts';
import type { Json } from '../json/json.ts';

/**
 * The schema that a `$ref` points to within the tool's own schema: `#`, a JSON Pointer (RFC 6901)
 * or an `$anchor`. Undefined when there is none; nothing is ever fetched.
 */
export function resolveReference(root: Json, reference: string): Json | undefined {
  const id = root instanceof Map ? root.get('$id') : undefined;
  const base = typeof id === 'string' ? id.replace(/#.*$/s, '') : '';
  const local = reference.startsWith(base) ? reference.slice(base.length) : reference;
  if (local === '' || local === '#') return root;
  if (!local.startsWith('#')) return undefined;
  const fragment = percentDecode(local.slice(1));
  return fragment.startsWith('/') ? follow(root, fragment) : findAnchor(root, fragment);
}

function follow(root: Json, pointer: string): Json | undefined {
  let place: Json | undefined = root;
  for (const step of pointer.slice(1).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (place instanceof Map) place = place.get(name);
    else if (Array.isArray(place) && /^(?:0|[1-9]\d*)$/.test(name)) place = place[Number(name)];
    else return undefined;
  }
  return place;
}

function findAnchor(schema: Json, name: string): Json | undefined {
  if (Array.isArray(schema)) return firstAnchor(schema, name);
  if (!(schema instanceof Map)) return undefined;
  const own = [schema.get('$anchor'), schema.get('$dynamicAnchor')];
  // Up to draft 7 an anchor is an `$id` that is only a fragment.
  if (own.includes(name) || schema.get('$id') === `#${name}`) return schema;
  return firstAnchor(schema.values(), name);
}

function firstAnchor(places: Iterable<Json>, name: string): Json | undefined {
  for (const place of places) {
    const found = findAnchor(place, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
