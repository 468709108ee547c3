import { describe, expect, it } from 'vitest';
import { responseDifference } from './response-difference.ts';

function response(body: string, status = 200) {
  return { status, headers: [], body: Buffer.from(body) };
}

const FINE = '{"success":true,"result":"hello","error_type":null}';

describe('what a difference shows of a failure', () => {
  it.each([
    ['{"success":false,"result":"no such file","error_type":"IOError"}', 'IOError: no such file'],
    ['{"success":false,"result":"no such file","error_type":null}', 'no such file'],
    ['{"success":false,"result":{"a":1},"error_type":"IOError"}', 'IOError'],
    ['{"success":false}', undefined],
    [`{"success":false,"result":"${'x'.repeat(999)}"}`, `${'x'.repeat(160)}…`],
    ['{"success":null,"result":"odd"}', undefined],
    ['{"success":true,"result":"other"}', undefined],
  ])('is the error of the tool in %j', (body, error) => {
    expect(responseDifference(response(FINE), response(body))?.error).toBe(error);
  });

  it.each([
    [500, '{"detail":"out of order"}', String.raw`"{\"detail\":\"out of order\"}"`],
    [404, '', undefined],
    [201, 'created', undefined],
  ])('is the body of an answer with status %d and the body %j', (status, body, error) => {
    expect(responseDifference(response(FINE), response(body, status))?.error).toBe(error);
  });

  it('is not shown for a recorded failure that succeeds now', () => {
    const failed = '{"success":false,"result":"no such file","error_type":"IOError"}';
    expect(responseDifference(response(failed), response(FINE))?.error).toBeUndefined();
  });
});
