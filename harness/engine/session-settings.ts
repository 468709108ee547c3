import { HarnessError } from '../errors.ts';
import { suggestion } from '../suggestion.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';

/** A request to the app, as callers write it. */
export interface SessionRequest extends Pick<HttpRequest, 'method' | 'path'> {
  /** Default: none. */
  readonly headers?: HttpRequest['headers'] | undefined;
  /** Text is sent as UTF-8. Default: empty. */
  readonly body?: Uint8Array | string | undefined;
}

/**
 * Refuses settings that would have no effect, or another one than was meant. Types find these
 * mistakes only where code is compiled.
 *
 * @param names what may be set
 * @throws HarnessError `usage`.
 */
export function refuseMistakes(settings: object, names: readonly string[]): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!names.includes(name)) {
      const near = suggestion(name, names);
      const next = near === undefined ? `Set ${names.join(', ')}.` : `Did you mean ${near}?`;
      throw mistake('open the session', `there is no setting ${JSON.stringify(name)}`, next);
    }
    if (name === 'clock' && value !== undefined && !Number.isSafeInteger(value)) {
      const reason = `clock is ${shown(value)}, not a whole number`;
      throw mistake('open the session', reason, 'Give it in milliseconds, such as Date.now().');
    }
    const isSeed = Number.isSafeInteger(value) && value >= 0;
    if (name === 'seed' && value !== undefined && !isSeed) {
      const reason = `seed is ${shown(value)}, not a whole number of at least 0`;
      throw mistake('open the session', reason, 'Give such a number.');
    }
  }
}

/**
 * The names of a call, checked.
 *
 * @throws HarnessError `usage` where one is missing.
 */
export function requireNames({ component, tool }: { component: unknown; tool: unknown }): void {
  for (const [name, value] of Object.entries({ component, tool })) {
    if (typeof value === 'string' && value !== '') continue;
    const reason = `${name} is ${shown(value)}, not a name`;
    throw mistake('call the tool', reason, "Call it as { component: 'vfs', tool: 'read_file' }.");
  }
}

/**
 * A request with all of its parts.
 *
 * @throws HarnessError `usage` where a part is missing or of another type.
 */
export function wholeRequest({ method, path, headers = [], body = '' }: SessionRequest) {
  const refuse = (reason: string): never => {
    const next = 'Send { method, path, headers: [[name, value]], body: text or bytes }.';
    throw mistake('send the request', reason, next);
  };
  if (typeof method !== 'string') refuse(`method is ${shown(method)}, not a text`);
  if (typeof path !== 'string') refuse(`path is ${shown(path)}, not a text`);
  if (!Array.isArray(headers)) refuse(`headers is ${shown(headers)}, not a list of pairs`);
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  if (!(bytes instanceof Uint8Array)) refuse(`body is ${shown(body)}, neither text nor bytes`);
  return { method, path, headers, body: bytes };
}

function mistake(what: string, reason: string, next: string): HarnessError {
  return new HarnessError({ code: 'usage', problem: `Failed to ${what}: ${reason}`, next });
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'number' || value === null
    ? String(value)
    : `a value of ${kindOf(value)}`;
}

function kindOf(value: unknown): string {
  return value instanceof Date ? 'type Date' : `type ${typeof value}`;
}
