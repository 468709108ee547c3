import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handmadeApp } from '../handmade-component.fixture.ts';
import { projectRoot, serveApp } from '../spintape.fixture.ts';
import { request } from '../tool-calls.fixture.ts';
import { startUpstream } from '../upstream.fixture.ts';

const PROBE = ['--app', join(projectRoot, 'test-apps/probe'), '--workers', '1'];
const ENV = { SPIN_VARIABLE_TOKEN: 'ghp_tokenOfTheOddAnswers0123456789' };

/** A component that answers with a status, and writes `abc` of a body without ever finishing it. */
function answering(status: number, { writes }: { readonly writes: boolean }): string {
  return `(module
  (import "wasi:http/types@0.2.0" "[constructor]fields" (func $fields (result i32)))
  (import "wasi:http/types@0.2.0" "[constructor]outgoing-response"
    (func $response (param i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-response.set-status-code"
    (func $status (param i32 i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-response.body" (func $body (param i32 i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-body.write" (func $write (param i32 i32)))
  (import "wasi:io/streams@0.2.0" "[method]output-stream.blocking-write-and-flush"
    (func $put (param i32 i32 i32 i32)))
  (import "wasi:http/types@0.2.0" "[static]response-outparam.set"
    (func $set (param i32 i32 i32 i32 i64 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "abc")
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
  (func (export "wasi:http/incoming-handler@0.2.0#handle") (param $request i32) (param $out i32)
    (local $answer i32)
    (local.set $answer (call $response (call $fields)))
    (drop (call $status (local.get $answer) (i32.const ${status})))
    (if (i32.const ${writes ? 1 : 0}) (then
      (call $body (local.get $answer) (i32.const 0))
      (call $write (i32.load (i32.const 4)) (i32.const 8))
      (call $put (i32.load (i32.const 12)) (i32.const 64) (i32.const 3) (i32.const 16))))
    (call $set (local.get $out) (i32.const 0) (local.get $answer)
      (i32.const 0) (i64.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))))`;
}

/** The response to a client of a hand-made component, and the output of the service. */
async function answerOf(module: string) {
  const app = await serveApp(['--app', await handmadeApp(module), '--workers', '1']);
  const { status, body } = await request(`${app.url}/`);
  const { stderr } = await app.end();
  return { status, error: body === '' ? '' : JSON.parse(body).error, stderr };
}

// A component that no build has prepared is prepared when it is served, which takes seconds.
describe('the answer of a component', { timeout: 480_000 }, () => {
  it('reaches the client whole where a header of it would frame the message', async () => {
    const app = await serveApp(PROBE, { env: ENV });
    for (const header of ['trailer:expires', 'content-length:1', 'te:trailers']) {
      const { status, body } = await request(`${app.url}/probe/answer?header=${header}&body=whole`);
      expect([header, status, body]).toEqual([header, 200, 'whole']);
    }
    expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
  });

  it('is an error where its status only announces another', async () => {
    expect(await answerOf(answering(101, { writes: false }))).toEqual({
      status: 502,
      error: 'The component answered with status 101, which only announces an answer',
      stderr: '',
    });
    expect(await answerOf(answering(999, { writes: false }))).toMatchObject({ status: 999 });
  });

  it('does not look whole where its body was never finished', async () => {
    expect(await answerOf(answering(200, { writes: true }))).toEqual({
      status: 500,
      error: 'Failed: the component handmade broke off its answer after 3 bytes',
      stderr: '',
    });
  });

  it.each(['', '&start', '&early'])('has all pieces of a large stream: %s', async (how) => {
    const app = await serveApp(PROBE, { env: ENV });
    const { status, body } = await request(`${app.url}/probe/stream-at-once?size=1048576${how}`);
    expect([status, body.length]).toEqual([200, 3 * 1_048_576]);
    await app.end();
  });
});

it('a component may send any number of requests at once', async () => {
  const upstream = await startUpstream((_, response) => response.end('x'));
  const app = await serveApp(PROBE, { env: ENV });
  const urls = Array.from({ length: 30 }, () => `url=${encodeURIComponent(upstream.url)}`);
  const { body } = await request(`${app.url}/probe/fetch-parallel?${urls.join('&')}`);
  expect(JSON.parse(body)).toHaveLength(30);
  // No warning of Node about listeners either.
  expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
});
