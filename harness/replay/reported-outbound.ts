import { nearby } from '../compare/exchange-differences.ts';
import type { ExchangeOutcome, OutboundRequest } from '../tool-call/exchange.ts';
import type { OutboundHttp, SendOptions } from '../world/outbound-http/port.ts';
import type { RecordedOutbound } from '../world/outbound-http/recorded.ts';

/** The longest useful line in a log, in UTF-16 code units. */
const LONGEST = 1_000;
/** The most requests to report, because a component may request more and more URLs. */
const MOST_REPORTED = 1_000;

/** Answers from a cassette, and reports each request that gets none, once. */
export class ReportedOutbound implements OutboundHttp {
  readonly #recorded: RecordedOutbound;
  readonly #report: (line: string) => void;
  readonly #reported = new Set<string>();

  constructor(recorded: RecordedOutbound, report: (line: string) => void) {
    this.#recorded = recorded;
    this.#report = report;
  }

  async send(request: OutboundRequest, _options?: SendOptions): Promise<ExchangeOutcome> {
    const known = this.#recorded.unmatched.length;
    const outcome = await this.#recorded.send(request);
    const unmatched = this.#recorded.unmatched[known];
    if (unmatched === undefined) return outcome;
    const [near] = unmatched.nearest;
    const reason =
      near === undefined
        ? 'is not in the cassette'
        : near.isUsed && near.differences.length === 0
          ? 'has had all its recorded answers; each is given once'
          : `is not in the cassette; nearest: ${nearby(near)}`;
    const line = `${request.method} ${request.url} ${reason}`.slice(0, LONGEST);
    if (this.#reported.has(line) || this.#reported.size >= MOST_REPORTED) return outcome;
    this.#reported.add(line);
    this.#report(line);
    return outcome;
  }
}
