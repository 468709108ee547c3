import * as real from '../../../spin-app/protocol/json-body.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/protocol/json-body.ts';

export function readJsonBody(body: Uint8Array): real.JsonBody {
  if (!isActive('odd-body-breaks-down')) return real.readJsonBody(body);
  const text = new TextDecoder().decode(body);
  return { ok: true, value: JSON.parse(text), text };
}
