import { Kv, Variables } from '@fermyon/spin-sdk';
import { type ProbeCall, type ProbeHandler, textOf } from './probe-call.ts';
import { attempt, json } from './report.ts';

const decoder = new TextDecoder();

/**
 * What a component does with the secret variable `token`. In the texts that a call gives, `{token}`
 * is the variable's value, `{basic}` the same as the password of `octocat` in Basic credentials,
 * and `{kept}` what the key `kept` of the default store holds.
 */
export const secretHandlers: Record<string, ProbeHandler> = {
  /** Outbound HTTP as `/fetch` sends it, after the texts are filled in. */
  '/secret/fetch': async (call) => {
    const headers = new Headers();
    for (const header of call.query.getAll('header')) {
      const colon = header.indexOf(':');
      headers.append(header.slice(0, colon), filled(header.slice(colon + 1)));
    }
    const method = textOf(call, 'method') || 'GET';
    const body = filled(await call.request.text());
    const init = body === '' ? { method, headers } : { method, headers, body };
    return json(
      await attempt(async () => {
        const response = await fetch(filled(textOf(call, 'url')), init);
        return { status: response.status, body: await response.text() };
      }),
    );
  },
  /** Stores the filled body at `key`. */
  '/secret/set': async (call) => {
    const body = filled(await call.request.text());
    return json(
      await attempt(() => {
        Kv.open('default').set(textOf(call, 'key'), body);
        return null;
      }),
    );
  },
  /** Prints the filled body, and answers with it in a header and in the body. */
  '/secret/echo': async (call: ProbeCall) => {
    const body = filled(await call.request.text());
    console.log(body);
    return new Response(body, { headers: { 'x-echo': body } });
  },
};

function filled(text: string): string {
  return text.replace(/\{(token|basic|kept)\}/g, (_, name: string) => {
    if (name === 'kept') return kept();
    const token = Variables.get('token') ?? '';
    return name === 'token' ? token : `Basic ${btoa(`octocat:${token}`)}`;
  });
}

function kept(): string {
  const value = Kv.open('default').get('kept');
  return value === null || value === undefined ? '' : decoder.decode(value);
}
