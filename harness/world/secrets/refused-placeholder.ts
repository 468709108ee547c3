/** The parts of a request into which a secret may go only if that is declared for it. */
export const SECRET_SINKS = ['path', 'query', 'body'] as const;

/** One of {@link SECRET_SINKS}. */
export type SecretSink = (typeof SECRET_SINKS)[number];

/** Whether a text names a sink. */
export function isSecretSink(text: string): text is SecretSink {
  return (SECRET_SINKS as readonly string[]).includes(text);
}

/** The declared sinks of secret variables, other than header values, by variable. */
export type SecretSinks = ReadonlyMap<string, ReadonlySet<SecretSink>>;

/** A request that was refused because a placeholder would have left in it. */
export interface RefusedPlaceholder {
  /** The component that sent the request. */
  readonly sender: string;
  /** The component that was granted the secret. */
  readonly component: string;
  readonly variable: string;
  /** Of the request's URL; no path, which may be secret. */
  readonly origin: string;
  /** `origin` is that of the URL, with its user information. */
  readonly part: SecretSink | 'origin' | 'method' | 'header';
  /** How it was written; `plain` when it was not encoded. */
  readonly form: string;
}

/** Why a request was refused, and what to do: two sentences without their full stops. */
export function refusalText(refused: RefusedPlaceholder): { problem: string; next: string } {
  const { sender, component, variable, origin, part, form } = refused;
  const encoded = form === 'plain' ? '' : `, encoded (${form}),`;
  const problem =
    `the component ${sender} put the secret ${variable}${encoded} into the ${part} of a request ` +
    `to ${origin}, which was refused`;
  return { problem, next: nextStep({ sender, component, variable, part, form }) };
}

function nextStep({
  sender,
  component,
  variable,
  part,
  form,
}: Omit<RefusedPlaceholder, 'origin'>): string {
  if (form !== 'plain') {
    return `Send the secret as it is, or let ${sender} see its value: --expose-secret ${variable}`;
  }
  if (sender !== component) {
    return `Grant the variable of ${component} to ${sender} in spin.toml, or do not pass it on`;
  }
  if (isSecretSink(part)) {
    return `If that is where it belongs, declare it: --secret-sink ${variable}=${part}`;
  }
  return 'Send it in the value of a header';
}
