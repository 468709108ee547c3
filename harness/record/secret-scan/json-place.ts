import { shownMember } from './place.ts';
import type { SecretSearch } from './shapes/shape-finds.ts';

/** A step from the outside of a JSON value to a value in it, after the steps before it. */
export interface JsonPlace {
  readonly within: JsonPlace | undefined;
  /** An array item has an index, a member a name and an index, JSON inside a string neither. */
  readonly step:
    | { readonly item: number }
    | { readonly member: string; readonly position: number }
    | { readonly name: number }
    | 'in a string';
}

/** Deeper places are shown without the steps in their middle. */
const MOST_STEPS = 6_000;

/**
 * A place as it is shown: `$.items[0].token`, the name of the second member of `$.items` as
 * `$.items[#2]`, and JSON in a string as `$.result > $`.
 */
export function shownPath(place: JsonPlace | undefined, search: SecretSearch): string {
  const steps: string[] = [];
  let left = place;
  for (; left !== undefined && steps.length < MOST_STEPS; left = left.within) {
    steps.push(shownStep(left, search));
  }
  return `$${left === undefined ? '' : '…'}${steps.reverse().join('')}`;
}

function shownStep({ step }: JsonPlace, search: SecretSearch): string {
  if (step === 'in a string') return ' > $';
  if ('item' in step) return `[${step.item}]`;
  if ('name' in step) return `[#${step.name + 1}]`;
  return shownMember(step.member, step.position, search);
}
