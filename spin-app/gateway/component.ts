import { isJsonObject, readJsonBody } from '../protocol/json-body.ts';
import { NetworkFailure, type Platform, SandboxRefusal } from '../protocol/platform.ts';

/** The components behind the gateway, in the order in which it asks and lists them. */
export const COMPONENTS = ['vfs', 'mock', 'github'] as const;

/** The name of a component behind the gateway. */
export type ComponentName = (typeof COMPONENTS)[number];

/** A request to a component. */
export interface ComponentRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the component's own route, with the query: `/health`. */
  readonly target: string;
  readonly body?: string;
}

/** What a component answered: a JSON object, and its very text. */
export interface ComponentAnswer {
  readonly status: number;
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * Asks a component by Spin's local service chaining.
 *
 * @throws SandboxRefusal when spin.toml does not grant the component
 * @throws NetworkFailure when it is not there, or breaks down
 */
export async function askComponent(
  platform: Platform,
  component: ComponentName,
  { method, target, body }: ComponentRequest,
): Promise<ComponentAnswer> {
  const response = await platform.fetch({
    method,
    url: `http://${component}.spin.internal/${component}${target}`,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  });
  const json = readJsonBody(response.body);
  if (response.status >= 500 || !json.ok || !isJsonObject(json.value)) {
    throw new NetworkFailure(`the component ${component} gave no answer (${response.status})`);
  }
  return { status: response.status, text: json.text, value: json.value };
}

/** Stands in for the answer of a component that is not there; other errors are thrown again. */
export function absent(error: unknown): null {
  if (error instanceof NetworkFailure || error instanceof SandboxRefusal) return null;
  throw error;
}
