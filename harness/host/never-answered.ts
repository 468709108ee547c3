/** The message when a component waits, without a timer, for an exchange that was lost to one. */
export const NEVER_ANSWERED = 'the component waits for an answer that never came in the recording';
