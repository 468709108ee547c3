/** A request as a curl command of the documents makes it. */
export interface CurlRequest {
  /** Method and target. */
  readonly request: string;
  readonly body: string;
}

/** The one form of command in the documents: a POST of JSON to the service on its usual port. */
const COMMAND =
  /^curl -X (?<method>[A-Z]+) http:\/\/localhost:3000(?<path>\S+) \\\n {2}-H "Content-Type: application\/json" \\\n {2}-d '(?<body>[^']*)'$/;

/**
 * Reads a curl command of the documents as a shell and curl would.
 *
 * @throws Error for a command of another form, rather than guess what it does
 */
export function readCurlCommand(command: string): CurlRequest {
  const { method, path, body } = COMMAND.exec(command.trim())?.groups ?? {};
  if (method === undefined || path === undefined || body === undefined) {
    throw new Error(`not a command of the documents: ${command}`);
  }
  return { request: `${method} ${path}`, body };
}
