import type { Json } from '../json/json.ts';

/** A way into arguments: the name of an argument, then members by name and items by number. */
export type TemplatePath = readonly (string | number)[];

/**
 * Reads `a`, `a.b` or `a[0].b`, with space around it. Null when the text is no path, so that what
 * stands in the braces is ordinary text.
 */
export function parseTemplatePath(text: string): TemplatePath | null {
  const trimmed = text.trim();
  const name = /^[^.[\]]+/.exec(trimmed)?.[0];
  if (name === undefined) return null;
  const steps: (string | number)[] = [name];
  const step = /\.([^.[\]]+)|\[(\d{1,9})\]/y;
  step.lastIndex = name.length;
  while (step.lastIndex < trimmed.length) {
    const match = step.exec(trimmed);
    if (match === null) return null;
    steps.push(match[1] ?? Number(match[2]));
  }
  return steps;
}

/**
 * The value that the text of a path names in the arguments, or undefined. An argument whose whole
 * name is the text wins, so that an argument called `a.b` can be reached.
 */
export function findArgument(args: Json, text: string): Json | undefined {
  if (!(args instanceof Map)) return undefined;
  const whole = args.get(text.trim());
  if (whole !== undefined) return whole;
  const path = parseTemplatePath(text);
  return path === null ? undefined : follow(args, path);
}

function follow(args: Json, path: TemplatePath): Json | undefined {
  let place: Json | undefined = args;
  for (const step of path) {
    if (typeof step === 'number') place = Array.isArray(place) ? place[step] : undefined;
    else place = place instanceof Map ? place.get(step) : undefined;
  }
  return place;
}
