import { changedTree } from './changed-tree.ts';
import type { FuzzFormat } from './fuzz-format.ts';
import type { Random } from './random.ts';

/** A file that was made from sound ones: most are broken somewhere, some are still sound. */
export function mutatedFile(format: FuzzFormat, random: Random): Uint8Array {
  const mutations = format.isJson ? [...MUTATIONS, ...OF_JSON] : MUTATIONS;
  const { sound, pieces } = format;
  const means = { random, sound, pieces };
  const text = random.pick(mutations)(random.pick(sound), means);
  const again = random.below(10) === 0 ? random.pick(mutations) : undefined;
  const bytes = Buffer.from(again === undefined ? text : again(text, means));
  return random.below(8) === 0 ? withBadBytes(bytes, random) : bytes;
}

interface Means extends Pick<FuzzFormat, 'sound' | 'pieces'> {
  readonly random: Random;
}

type Mutation = (text: string, means: Means) => string;

const MUTATIONS: readonly Mutation[] = [
  spliceSigns,
  spliceSigns,
  changeCharacters,
  changeLines,
  changeLines,
  replaceValue,
  replaceValue,
  crossOver,
  cutOff,
  addBomb,
  repeatDocuments,
];

/** As likely as all others together: only these get past the parser. */
const OF_JSON: readonly Mutation[] = MUTATIONS.map(() => (text, { random }) => {
  return changedTree(text, random);
});

function spliceSigns(text: string, { random, pieces }: Means): string {
  return edited(text, random, () => random.pick(pieces.signs));
}

function changeCharacters(text: string, { random }: Means): string {
  return edited(text, random, () => String.fromCharCode(random.below(0x250)));
}

function edited(text: string, random: Random, insert: () => string): string {
  let current = text;
  for (const piece of random.times(1 + random.below(4), insert)) {
    const at = random.below(current.length + 1);
    current = current.slice(0, at) + piece + current.slice(at + random.below(4));
  }
  return current;
}

function changeLines(text: string, { random }: Means): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  const to = random.below(lines.length);
  const change = random.below(5);
  if (change === 0) lines.splice(at, 1);
  else if (change === 1) lines.splice(to, 0, line);
  else if (change === 2) lines[at] = `${' '.repeat(random.below(5))}${line}`;
  else if (change === 3) lines[at] = line.replace(/^ {1,2}/, '');
  else lines.splice(to, 0, ...lines.splice(at, 1 + random.below(5)));
  return lines.join('\n');
}

function replaceValue(text: string, { random, pieces }: Means): string {
  const places = [...text.matchAll(/(?<=[:,[] )[^,:{}[\]\n]+|\w+(?=:)/g)];
  if (places.length === 0) return random.pick(pieces.values);
  const { index, 0: old } = random.pick(places);
  const value =
    random.below(20) === 0 ? 'x'.repeat(1 + random.below(200_000)) : random.pick(pieces.values);
  return text.slice(0, index) + value + text.slice(index + old.length);
}

function crossOver(text: string, { random, sound }: Means): string {
  const other = random.pick(sound);
  return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
}

function cutOff(text: string, { random }: Means): string {
  const kept = text.slice(0, random.below(text.length + 1));
  return random.below(3) === 0 ? `${kept}\0\0\0\0${text.slice(kept.length + 4)}` : kept;
}

/** Most bombs are small, so that thousands of files take minutes; one in fifty has megabytes. */
function addBomb(text: string, { random, pieces }: Means): string {
  const size = random.below(50) === 0 ? 3_000_000 : 1 + random.below(20_000);
  const bomb = random.pick(pieces.bombs)(size);
  const place = random.below(3);
  const { separator = '\n', opening } = pieces;
  if (place === 0) return `${text.replace(/\n$/, '')}${separator}${bomb}`;
  if (place === 1) return `${opening}${bomb}`;
  return bomb + text;
}

function repeatDocuments(text: string, { random, pieces }: Means): string {
  const { separator = '\n' } = pieces;
  const [header = '', ...rest] = text.split(separator);
  const all = random.times(1 + random.below(8), () => rest).flat();
  return [header, ...all].join(separator);
}

function withBadBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (const at of random.times(1 + random.below(3), () => random.below(bytes.length + 1))) {
    if (at < changed.length) changed[at] = random.below(256);
  }
  return changed;
}
