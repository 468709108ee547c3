/** What a trap says of a component that waits, without a timer, for an exchange lost to one. */
export const NEVER_ANSWERED = 'the component waits for an answer that never came in the recording';
