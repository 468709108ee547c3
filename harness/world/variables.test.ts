import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HarnessError } from '../errors.ts';
import {
  resolveVariables,
  type VariableDeclaration,
  type VariableSources,
  variablesFromEnvironment,
} from './variables.ts';

const TOKEN = 'ghp_0123456789';
const PLACEHOLDER = 'spintape-secret.token.stand-in';

function sources(given: Partial<VariableSources> = {}): VariableSources {
  const declarations = new Map<string, VariableDeclaration>([
    ['host', { default: 'api.example.com', required: false, secret: false, line: 5 }],
    ['token', { default: '', required: false, secret: true, line: 6 }],
  ]);
  const components = new Map([
    [
      'web',
      {
        variables: new Map([['auth', 'Bearer {{ token }}@{{ host }}']]),
        allowedOutboundHosts: ['https://{{ host }}', 'http://*.spin.internal'],
        line: 9,
      },
    ],
  ]);
  const empty = new Map<string, string>();
  return { file: 'spin.toml', declarations, components, world: empty, overrides: empty, ...given };
}

function failure(given: Partial<VariableSources>): string {
  try {
    resolveVariables(sources(given));
  } catch (error) {
    if (error instanceof HarnessError) return `${error.code} ${error.message}`;
  }
  return 'no failure';
}

function values(given: Partial<VariableSources>): Record<string, unknown> {
  const { app, secrets } = resolveVariables(sources(given));
  return { app: Object.fromEntries(app), secrets: Object.fromEntries(secrets) };
}

describe('resolveVariables', () => {
  it('falls back to defaults, and treats an empty secret as missing', () => {
    const resolved = resolveVariables(sources());
    expect(resolved.app).toEqual(
      new Map([
        ['host', 'api.example.com'],
        ['token', ''],
      ]),
    );
    expect(resolved.secrets).toEqual(new Map());
    expect(resolved.component('web')).toEqual(new Map([['auth', 'Bearer @api.example.com']]));
    expect(resolved.allowedHosts('web')).toEqual([
      'https://api.example.com',
      'http://web.spin.internal',
    ]);
  });

  it('prefers the starting world to overrides and overrides to defaults', () => {
    const overrides = new Map([['host', 'override.test']]);
    expect(values({ overrides })).toEqual({
      app: { host: 'override.test', token: '' },
      secrets: {},
    });
    const world = new Map([['host', 'world.test']]);
    expect(values({ overrides, world })).toEqual({
      app: { host: 'world.test', token: '' },
      secrets: {},
    });
  });

  it('shows a component the placeholder of a secret and keeps the secret separate', () => {
    const resolved = resolveVariables(sources({ overrides: new Map([['token', TOKEN]]) }));
    expect(resolved.component('web').get('auth')).toBe(`Bearer ${PLACEHOLDER}@api.example.com`);
    expect(resolved.app.get('token')).toBe(PLACEHOLDER);
    expect(resolved.secrets).toEqual(new Map([['token', TOKEN]]));
  });

  it('takes the placeholder of a starting world for the secret that overrides give', () => {
    const world = new Map([['token', PLACEHOLDER]]);
    expect(values({ world, overrides: new Map([['token', TOKEN]]) })).toEqual({
      app: { host: 'api.example.com', token: PLACEHOLDER },
      secrets: { token: TOKEN },
    });
  });

  it('keeps the placeholder of a starting world when the secret is not at hand', () => {
    const world = new Map([['token', PLACEHOLDER]]);
    const expected = { app: { host: 'api.example.com', token: PLACEHOLDER }, secrets: {} };
    expect(values({ world })).toEqual(expected);
    expect(values({ world, overrides: new Map([['token', '']]) })).toEqual(expected);
  });

  it('names the variables of a starting world that the app does not declare', () => {
    const world = new Map([
      ['z', '1'],
      ['a', '2'],
    ]);
    expect(resolveVariables(sources({ world })).undeclared).toEqual(['a', 'z']);
  });

  it('passes over allowed hosts that an empty variable leaves empty', () => {
    const world = new Map([['host', '']]);
    expect(resolveVariables(sources({ world })).allowedHosts('web')).toEqual([
      'http://web.spin.internal',
    ]);
  });

  it.each([
    [undefined, 'Set the environment variable SPIN_VARIABLE_HOST.'],
    ['scenario', 'Name it in the scenario, under world.variables.'],
    ['cassette', 'Name it in the cassette, under world.variables, or record it again.'],
    ['world', 'Name it in the file of --world, under world.variables.'],
    [
      'recording',
      'Set the environment variable SPIN_VARIABLE_HOST, or name it in the scenario, under world.variables.',
    ],
  ] as const)('refuses to start without a required variable (%s)', (givenIn, next) => {
    const declarations = new Map([
      ['host', { required: true, secret: false, line: 5 }],
      ['token', { default: '', required: false, secret: true, line: 6 }],
    ]);
    expect(failure({ declarations, givenIn })).toBe(
      'variable-undefined spin.toml:5: Failed to resolve the variable "host": it is required and ' +
        `has no value. ${next}`,
    );
  });

  it('refuses a secret that is too short', () => {
    expect(failure({ overrides: new Map([['token', '1234567']]) })).toBe(
      'secret-unusable spin.toml:6: Failed to protect the secret variable "token": its value has ' +
        'fewer than 8 characters and cannot be distinguished from ordinary text. ' +
        'Give SPIN_VARIABLE_TOKEN another value; ' +
        'an app of your own may declare a value that is not secret without `secret = true`.',
    );
  });

  it.each(['spintape-secret', '.stand-in', `${PLACEHOLDER}!`])(
    'refuses the secret %j, which placeholders are made of',
    (value) => {
      expect(failure({ overrides: new Map([['token', value]]) })).toMatch(/^secret-unusable /);
    },
  );

  it('refuses an allowed host that a variable makes invalid', () => {
    expect(failure({ world: new Map([['host', 'zoinks, Scooby!']]) })).toBe(
      'manifest-invalid spin.toml:9: Failed to read allowed_outbound_hosts ' +
        'of the component "web": ' +
        '"zoinks, Scooby!" is not a host. ' +
        'Correct the entry, or the variable that its template takes.',
    );
  });

  it('gives no component any part of any secret', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'binary' }), (secret) => {
        fc.pre(!PLACEHOLDER.includes(secret) && !secret.includes(PLACEHOLDER));
        const resolved = resolveVariables(sources({ overrides: new Map([['token', secret]]) }));
        return resolved.component('web').get('auth') === `Bearer ${PLACEHOLDER}@api.example.com`;
      }),
    );
  });
});

describe('variablesFromEnvironment', () => {
  it('reads declared variables by their upper-case names', () => {
    const environment = {
      SPIN_VARIABLE_HOST: 'a',
      SPIN_VARIABLE_token: 'b',
      SPIN_VARIABLE_OTHER: 'c',
      HOST: 'd',
    };
    expect(variablesFromEnvironment(environment, sources().declarations)).toEqual(
      new Map([['host', 'a']]),
    );
  });
});
