import { describe, expect, it } from 'vitest';
import { HarnessError } from '../../errors.ts';
import { parseManifest } from './parse-manifest.ts';

const HEAD = `spin_manifest_version = 2
[application]
name = "app"
[variables]
token = { default = "", secret = true }
`;

const WEB = `[[trigger.http]]
route = "/..."
component = "web"
[component.web]
source = "web.wasm"
`;

function failure(text: string): string {
  try {
    parseManifest(text, 'app/spin.toml');
  } catch (error) {
    if (error instanceof HarnessError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'no failure';
}

const invalid = (line: number, problem: string, next: string): string =>
  `manifest-invalid app/spin.toml:${line}: Failed to read ${problem}. ${next}`;

const unsupported = (line: number, problem: string, next?: string): string =>
  `manifest-unsupported app/spin.toml:${line}: Failed to load ${problem}. ` +
  (next ?? 'Take it out of the manifest, or run the app with `spin up`.');

describe('parseManifest', () => {
  it.each<[string, string, string]>([
    [
      'an unknown name with the one that is meant',
      `${HEAD}${WEB}key_value_store = ["default"]\n`,
      invalid(
        11,
        '[component.web]: the name "key_value_store" is unknown there',
        'Did you mean "key_value_stores"?',
      ),
    ],
    [
      'an unknown name at the top',
      `${HEAD}${WEB}[zzzzzzzzzzzzzzz]\n`,
      invalid(
        11,
        'the manifest: the name "zzzzzzzzzzzzzzz" is unknown there',
        'Known here: application, component, spin_manifest_version, trigger, variables.',
      ),
    ],
    [
      'a manifest of version 1',
      'spin_manifest_version = "1"\n',
      invalid(
        1,
        'the manifest: its format is not version 2',
        'Upgrade the manifest with `spin doctor`.',
      ),
    ],
    [
      'a manifest of the oldest format',
      'spin_version = "1"\nname = "a"\n',
      invalid(
        1,
        'the manifest: its format is not version 2',
        'Upgrade the manifest with `spin doctor`.',
      ),
    ],
    [
      'an empty file',
      '',
      invalid(
        1,
        'the manifest: its format is not version 2',
        'Begin the manifest with spin_manifest_version = 2.',
      ),
    ],
    [
      'a manifest without triggers',
      HEAD,
      invalid(1, 'the manifest: "trigger" is missing', 'Add [trigger].'),
    ],
    [
      'a component without a source',
      `${HEAD}${WEB.replace('source = "web.wasm"', '')}`,
      invalid(9, '[component.web]: "source" is missing', 'Add "source".'),
    ],
    [
      'a value of another type',
      `${HEAD}${WEB}environment = { A = 1 }\n`,
      invalid(11, '[component.web.environment]: "A" is not a string', 'Write a string.'),
    ],
    [
      'a list that holds something else',
      `${HEAD}${WEB}allowed_outbound_hosts = [\n  1,\n]\n`,
      invalid(
        11,
        '[component.web]: "allowed_outbound_hosts" is not a list of strings',
        'Write a list of strings.',
      ),
    ],
    [
      'a trigger for a component that is not there',
      `${HEAD}${WEB.replace('"web"', '"wep"')}`,
      invalid(
        8,
        '[trigger.http]: there is no component "wep"',
        'Add [component.wep], or name one of: web.',
      ),
    ],
    [
      'a component id that is not kebab-case',
      `${HEAD}${WEB.replaceAll('web"', 'we_b"').replace('.web', '.we_b')}`,
      invalid(
        9,
        '[component]: "we_b" is not a component id: its words are separated by "_" instead of "-"',
        'Use kebab-case.',
      ),
    ],
    [
      'a variable name in upper case',
      `${HEAD.replace('token', 'Token')}${WEB}`,
      invalid(
        5,
        '[variables]: "Token" is not a variable name: its word "Token" is not ' +
          'a letter followed by lower-case letters and digits',
        'Use lower_snake_case.',
      ),
    ],
    [
      'a variable that is neither required nor has a default',
      `${HEAD.replace('default = "", ', '')}${WEB}`,
      invalid(
        5,
        '[variables.token]: "token" is not required and has no default',
        'Write either `required = true` or `default = "…"`.',
      ),
    ],
    [
      'a variable that is required and has a default',
      `${HEAD.replace('secret = true', 'required = true')}${WEB}`,
      invalid(
        5,
        '[variables.token]: "token" is required and has a default',
        'Write either `required = true` or `default = "…"`.',
      ),
    ],
    [
      'a template that names no variable',
      `${HEAD}${WEB}[component.web.variables]\nok = "1"\nauth = "{{ tokn }}"\n`,
      invalid(
        13,
        '[component.web.variables]: the variable "auth" is invalid: ' +
          'the app declares no variable "tokn" under [variables]',
        'Correct its name or its template.',
      ),
    ],
    [
      'an allowed host without a scheme',
      `${HEAD}${WEB}allowed_outbound_hosts = [\n  "https://a.b",\n  "c.d",\n]\n`,
      invalid(
        13,
        'allowed_outbound_hosts in [component.web]: "c.d" has no scheme; ' +
          'the form is <scheme>://<host>[:<port>]',
        'Write <scheme>://<host>[:<port>], such as "https://api.example.com".',
      ),
    ],
    [
      'a store label with a space',
      `${HEAD}${WEB}key_value_stores = ["a b"]\n`,
      invalid(
        11,
        '[component.web]: the store label "a b" is neither kebab-case nor snake_case',
        'Rename the store.',
      ),
    ],
    [
      'a route that is neither private nor a path',
      `${HEAD}${WEB.replace('"/..."', '{ private = false }')}`,
      invalid(
        7,
        '[trigger.http]: the route is a table other than { private = true }',
        'Write a path such as "/hello/..." or { private = true }.',
      ),
    ],
    [
      'a route with a wildcard inside',
      `${HEAD}${WEB.replace('"/..."', '"/*/a"')}`,
      invalid(
        7,
        '[trigger.http]: the route "/*/a" is invalid: a wildcard is allowed only at the end',
        'Correct the route.',
      ),
    ],
    [
      'an SQLite database',
      `${HEAD}${WEB}sqlite_databases = ["default"]\n`,
      unsupported(
        11,
        'the component "web": the embedded host cannot give it sqlite_databases',
        'Take it out of [component.web], or run the app with `spin up`.',
      ),
    ],
    [
      'dependencies',
      `${HEAD}${WEB}[component.web.dependencies]\n"a:b" = "1.0.0"\n`,
      unsupported(
        11,
        'the component "web": the embedded host cannot give it dependencies',
        'Take it out of [component.web], or run the app with `spin up`.',
      ),
    ],
    [
      'a Redis server among the allowed hosts',
      `${HEAD}${WEB}allowed_outbound_hosts = ["https://a.b", "redis://{{ token }}:6379"]\n`,
      unsupported(
        11,
        'the component "web": ' +
          'the embedded host cannot give it connections to "redis://{{ token }}:6379"',
        'Take it out of [component.web], or run the app with `spin up`.',
      ),
    ],
    [
      'hosts in the older notation',
      `${HEAD}${WEB}allowed_http_hosts = ["a.b"]\n`,
      unsupported(
        11,
        'the component "web": allowed_http_hosts is of an older manifest format',
        'Use allowed_outbound_hosts with a scheme, such as "https://api.example.com".',
      ),
    ],
    [
      'a component from a registry',
      `${HEAD}${WEB.replace('"web.wasm"', '{ registry = "r", package = "a:b", version = "1" }')}`,
      unsupported(
        10,
        'the component "web": the embedded host cannot fetch it from a registry',
        'Download the component and name its file: source = "component.wasm".',
      ),
    ],
    [
      'a trigger of another type',
      `${HEAD}${WEB.replace('http', 'redis').replace('route = "/..."', 'channel = "c"')}`,
      unsupported(6, 'the triggers: the embedded host cannot give triggers of the type "redis"'),
    ],
    [
      'the Wagi executor',
      `${HEAD}${WEB.replace('[component', 'executor = { type = "wagi" }\n[component')}`,
      unsupported(9, 'the component "web": the embedded host cannot give the executor "wagi"'),
    ],
    [
      'a static response',
      `${HEAD}${WEB.replace('component = "web"', 'static_response = { body = "b" }')}`,
      unsupported(8, 'the triggers: the embedded host cannot give static_response'),
    ],
    [
      'a text that is too long, before it is parsed',
      `${HEAD}${WEB}# ${'['.repeat(200_000)}`,
      'manifest-invalid app/spin.toml: Failed to read the manifest: it has 200193 characters, more than 131072. Give a spin.toml: nothing in one is so long.',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(failure(text)).toBe(message);
  });

  const OTHER = `[[trigger.http]]
route = "/other"
component = "other"
[component.other]
source = "other.wasm"
`;

  it.each([
    ['SQLite databases', 'sqlite_databases = ["default"]', 'sqlite_databases'],
    ['models', 'ai_models = ["a"]', 'ai_models'],
    ['a Redis server', 'allowed_outbound_hosts = ["redis://a.b"]', 'connections to "redis://a.b"'],
  ])('leaves out one component with %s', (_, line, name) => {
    const { components, leftOut, routes } = parseManifest(
      `${HEAD}${WEB}${line}\n${OTHER}`,
      'app/spin.toml',
    );
    expect([[...components.keys()], [...leftOut]]).toEqual([
      ['other'],
      [
        [
          'web',
          {
            component: 'web',
            why: `the embedded host cannot give it ${name}`,
            next: 'Take it out of [component.web], or run the app with `spin up`.',
            line: 11,
          },
        ],
      ],
    ]);
    expect(routes.map(({ componentId }) => componentId)).toEqual(['web', 'other']);
  });

  it('leaves out a component with triggers of other types alone, and such triggers of others', () => {
    const redis = (component: string) =>
      `[[trigger.redis]]\nchannel = "c"\ncomponent = "${component}"\n`;
    const queue = '[component.queue]\nsource = "queue.wasm"\n';
    const { components, leftOut, ignoredTriggers } = parseManifest(
      `${HEAD}${WEB}${queue}${redis('queue')}${redis('web')}`,
      'app/spin.toml',
    );
    const why = 'the embedded host cannot give triggers of the type "redis"';
    expect([...components.keys()]).toEqual(['web']);
    expect([...leftOut.values()]).toMatchObject([{ component: 'queue', why, line: 13 }]);
    expect(ignoredTriggers).toMatchObject([{ component: 'web', why, line: 16 }]);
  });
});
