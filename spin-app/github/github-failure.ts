import type { GithubErrorType } from '../protocol/error-type.ts';

/** A tool of the github component cannot answer; becomes `{success: false, result, error_type}`. */
export class GithubFailure extends Error {
  override readonly name = 'GithubFailure';
  readonly type: GithubErrorType;

  constructor(type: GithubErrorType, message: string) {
    super(message);
    this.type = type;
  }
}

/** The failure of a call whose arguments do not fit the tool. */
export function invalidArguments(message: string): GithubFailure {
  return new GithubFailure('InvalidArguments', message);
}
