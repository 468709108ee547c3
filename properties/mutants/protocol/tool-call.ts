import { readJsonBody } from '../../../spin-app/protocol/json-body.ts';
import * as real from '../../../spin-app/protocol/tool-call.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/protocol/tool-call.ts';

export function readToolCall(body: Uint8Array): real.ToolCallReading {
  const json = readJsonBody(body);
  if (!isActive('array-as-a-call') || !json.ok || !Array.isArray(json.value)) {
    return real.readToolCall(body);
  }
  const [session, tool, args] = json.value;
  return { ok: true, call: { session, tool, args } };
}
