/** A call or an answer in the text of a message, instead of in the members of the API. */
export interface TextualCall {
  readonly kind: 'call' | 'answer';
  /** The tool, if the text names it. */
  readonly tool?: string | undefined;
}
