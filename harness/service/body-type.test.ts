import { expect, it } from 'vitest';
import { refusedBodyType } from './body-type.ts';

const statusOf = (...types: readonly string[]) =>
  refusedBodyType({ rawHeaders: types.flatMap((type) => ['Content-Type', type]) })?.status;

it.each([
  ...['application/json', 'Application/JSON; charset=utf-8', 'application/yaml', 'text/yaml'],
  ...['application/vnd.api+json', 'application/octet-stream', 'text/plain+json'],
])('takes %s, which no page can send unasked', (type) => {
  expect(statusOf(type)).toBeUndefined();
});

it.each([
  ...['text/plain', 'TEXT/PLAIN;charset=UTF-8', 'text/plain; application/json', ' text/plain '],
  ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/ping'],
  ...['application/csp-report', 'application/reports+json', 'application/json, text/plain'],
  ...['', 'json', '/', 'application/', ';application/json'],
])('refuses %j', (type) => {
  expect(statusOf(type)).toBe(415);
});

it('refuses a body without a type, and one with several types of which it refuses any', () => {
  expect(statusOf()).toBe(415);
  expect(statusOf('application/json', 'text/plain')).toBe(415);
  expect(statusOf('text/plain', 'application/json')).toBe(415);
});
