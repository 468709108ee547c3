import { repeatable, text } from '../options/option.ts';

/** Lets components see secrets. */
export const EXPOSE_SECRET = text(
  'NAMES',
  'gives components the values of these secret variables, separated by commas, for what they ' +
    'compute from them',
);

/** Lets a secret go into more than headers. */
export const SECRET_SINK = repeatable(
  'NAME=PART',
  'lets a component put this secret variable into the path, query or body of its requests too, ' +
    'not only into headers',
);

/** Records what looks like a secret but is not one. */
export const ALLOW_SECRET = repeatable(
  'PLACE=REASON',
  'records what looks like a secret at a place, as the refusal names it, and keeps the reason in ' +
    'the file; * in PLACE is any number',
);
