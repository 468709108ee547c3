import * as real from '../../../spin-app/gateway/gateway-call.ts';
import type { InboundRequest } from '../../../spin-app/protocol/http.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/gateway/gateway-call.ts';

export function readGatewayCall(request: InboundRequest): real.GatewayCallReading {
  const reading = real.readGatewayCall(request);
  if (!reading.ok || !isActive('digits-lost-on-the-way')) return reading;
  const text = JSON.stringify(JSON.parse(reading.call.text));
  return { ok: true, call: { ...reading.call, text } };
}
