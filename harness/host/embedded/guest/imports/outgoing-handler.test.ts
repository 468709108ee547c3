import { describe, expect, it } from 'vitest';
import { OutgoingBody } from './http-body.ts';
import type { IncomingResponse } from './http-incoming.ts';
import { asComponent, postRequest } from './imports.fixture.ts';
import { type FutureIncomingResponse, handle } from './outgoing-handler.ts';
import { poll, TimerPollable } from './poll.ts';

describe('an outbound request', () => {
  it('settles a pollable that was subscribed before the body was finished', () => {
    const answer = asComponent(() => {
      const request = postRequest();
      const body = request.body();
      const future = handle(request, undefined);
      const early = future.subscribe();
      expect([early.ready(), future.get()]).toEqual([false, undefined]);
      write(body, 'late');
      expect([...poll([early])]).toEqual([0]);
      expect(early.ready()).toBe(true);
      return answerOf(future);
    });
    expect(answer).toBe('200 late');
  });

  it('settles early pollables of several requests, in whatever order they are finished', () => {
    const answers = asComponent(() => {
      const requests = [postRequest(), postRequest()];
      const bodies = requests.map((request) => request.body());
      const futures = requests.map((request) => handle(request, undefined));
      const pollables = futures.map((future) => future.subscribe());
      for (const [index, body] of bodies.toReversed().entries()) write(body, `body ${index}`);
      expect([...poll(pollables)]).toEqual([0, 1]);
      return futures.map(answerOf);
    });
    expect(answers).toEqual(['200 body 1', '200 body 0']);
  });

  it('waits for the finished requests only, and for a timer if there are none', () => {
    asComponent(() => {
      const [whole, open] = [postRequest(), postRequest()];
      const wholeBody = whole.body();
      const openBody = open.body();
      const [first, second] = [handle(whole, undefined), handle(open, undefined)];
      write(wholeBody, 'whole');
      expect([...poll([first.subscribe(), second.subscribe()])]).toEqual([0]);
      expect([...poll([second.subscribe(), new TimerPollable(1_000n)])]).toEqual([1]);
      expect(() => second.subscribe().block()).toThrow(
        'the component waits for the answer to a request whose body it has not finished',
      );
      write(openBody, 'open');
      second.subscribe().block();
      expect([answerOf(first), answerOf(second)]).toEqual(['200 whole', '200 open']);
    });
  });

  it.each(['before', 'after'])('fails if its body is dropped %s it is sent', (when) => {
    const result = asComponent(() => {
      const request = postRequest();
      const body = request.body();
      body.write().write(new TextEncoder().encode('half'));
      if (when === 'before') body[Symbol.dispose]();
      const future = handle(request, undefined);
      const early = future.subscribe();
      if (when === 'after') body[Symbol.dispose]();
      expect([...poll([early])]).toEqual([0]);
      return future.get();
    });
    expect(result).toEqual({ tag: 'ok', val: { tag: 'err', val: { tag: 'HTTP-protocol-error' } } });
  });

  it('is sent at once if its body was finished before, or never asked for', () => {
    asComponent(() => {
      const [written, bodiless] = [postRequest(), postRequest()];
      write(written.body(), 'early');
      const futures = [handle(written, undefined), handle(bodiless, undefined)];
      expect([...poll(futures.map((future) => future.subscribe()))]).toEqual([0, 1]);
      expect(futures.map(answerOf)).toEqual(['200 early', '200 ']);
    });
  });
});

function write(body: OutgoingBody, text: string): void {
  body.write().write(new TextEncoder().encode(text));
  OutgoingBody.finish(body, undefined);
}

function answerOf(future: FutureIncomingResponse): string {
  const { val } = future.get() as { val: { val: IncomingResponse } };
  const stream = val.val.consume().stream();
  const body = val.val.status() === 200 ? readAll(() => stream.blockingRead(1_000n)) : '';
  return `${val.val.status()} ${body}`;
}

function readAll(read: () => Uint8Array): string {
  let text = '';
  try {
    for (;;) text += new TextDecoder().decode(read());
  } catch {
    return text;
  }
}
