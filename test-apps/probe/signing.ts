import { exit } from 'wasi:cli/exit@0.2.0';
import { Kv, Variables } from '@fermyon/spin-sdk';
import { type ProbeHandler, textOf } from './probe-call.ts';
import { attempt, json } from './report.ts';

const encoder = new TextEncoder();

/** What computes something from the secret variable `token`. */
export const signingHandlers: Record<string, ProbeHandler> = {
  /**
   * Posts the request's body to `url`, signed as webhooks of GitHub are: HMAC-SHA256 in hexadecimal
   * in `x-signature`. Answers with what was sent and what came back.
   */
  '/signed': async (call) => {
    const body = await call.request.text();
    const signature = await hmac(Variables.get('token') ?? '', body);
    const headers = { 'x-signature': `sha256=${signature}` };
    return json(
      await attempt(async () => {
        const answer = await fetch(textOf(call, 'url'), { method: 'POST', headers, body });
        return { signature, status: answer.status, body: await answer.text() };
      }),
    );
  },
  /**
   * Asks `url` a second time when the secret begins with a letter before `n`: its flow depends. With
   * `key`, stores the secret there first; with `trap`, it traps in place of asking again.
   */
  '/moody': async (call) => {
    const url = textOf(call, 'url');
    const key = textOf(call, 'key');
    const token = Variables.get('token') ?? '';
    if (key !== '') Kv.open('default').set(key, token);
    const times = token.toLowerCase() < 'n' ? 2 : 1;
    if (times === 2 && textOf(call, 'trap') !== '') exit({ tag: 'err' });
    const statuses: number[] = [];
    for (let time = 0; time < times; time += 1) statuses.push((await fetch(url)).status);
    return json({ statuses });
  },
};

async function hmac(secret: string, text: string): Promise<string> {
  const usage = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), usage, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(text));
  return [...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
