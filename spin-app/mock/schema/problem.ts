/**
 * Where in the arguments a value stands: names of members and numbers of items, from the outside.
 */
export type ArgumentPath = readonly (string | number)[];

/** Why arguments do not fit a schema: the first reason found. */
export interface Problem {
  readonly path: ArgumentPath;
  /** `missing` and `unknown` speak of the argument itself, `unfit` of its value. */
  readonly kind: 'missing' | 'unknown' | 'unfit';
  /** For `unfit`: what the value must be, such as "must be a string". */
  readonly reason: string;
}

/** A problem with the value at `path`. */
export function unfit(path: ArgumentPath, reason: string): Problem {
  return { path, kind: 'unfit', reason };
}

/**
 * The problem as a sentence that names the argument, such as `Argument a.b[0] must be a string`.
 */
export function describeProblem({ path, kind, reason }: Problem): string {
  const name = nameOf(path);
  if (kind === 'missing') return `Missing required argument: ${name}`;
  if (kind === 'unknown') return `Unknown argument: ${name}`;
  return path.length === 0 ? `Arguments ${reason}` : `Argument ${name} ${reason}`;
}

function nameOf(path: ArgumentPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}
