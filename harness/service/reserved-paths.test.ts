import { expect, it } from 'vitest';
import { reservedAnswer } from './reserved-paths.ts';

const APP = { name: 'notes', version: '0.3.0' };

function answered(path: string, app = APP) {
  const answer = reservedAnswer(path, app);
  return answer && { ...answer, body: new TextDecoder().decode(answer.body) };
}

it('answers at the paths that Spin reserves, as Spin does', () => {
  expect(answered('/.well-known/spin/health')).toEqual({ status: 200, headers: [], body: 'OK' });
  const info = {
    status: 200,
    headers: [['content-type', 'application/json']],
    body: '{\n  "name": "notes",\n  "version": "0.3.0"\n}',
  };
  expect(answered('/.well-known/spin/info')).toEqual(info);
  expect(answered('/.well-known/spin/info?a=1')).toEqual(info);
  expect(answered('/.well-known/spin/info', { name: 'notes', version: '' })?.body).toBe(
    '{\n  "name": "notes"\n}',
  );
});

it('leaves every other path to the app', () => {
  for (const path of ['/', '/.well-known/spin/x', '/.well-known/spin/health/', '/health']) {
    expect(answered(path)).toBeUndefined();
  }
});
