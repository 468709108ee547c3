import { describe, expect, it } from 'vitest';
import { parseManifest } from './parse-manifest.ts';
import { parseRoute } from './route.ts';

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

describe('parseManifest', () => {
  it('reads everything that a component is served with', () => {
    const manifest = parseManifest(
      `${HEAD}
[[trigger.http]]
id = "trigger-web"
component = "web"
route = "/:user/..."
executor = { type = "spin" }

[[trigger.http]]
component = "store"
route = { private = true }

[component.web]
source = "web.wasm"
description = "d"
key_value_stores = ["default", "my_store"]
allowed_outbound_hosts = ["https://{{ token }}.example.com", "http://store.spin.internal"]
environment = { LOG = "1" }
targets = ["spin-up:3.3"]
sqlite_databases = []
variables = { auth = "Bearer {{ token }}" }
[component.web.build]
command = "make"
[component.web.tool.x]
y = 1
[component.web.profile.debug]
source = "debug.wasm"

[component.store]
source = "store.wasm"
`,
      'app/spin.toml',
    );
    const nothing = { keyValueStores: [], allowedOutboundHosts: [], variables: new Map() };
    expect(manifest).toEqual({
      file: 'app/spin.toml',
      ...{ leftOut: new Map(), ignoredTriggers: [] },
      name: 'app',
      version: '',
      variables: new Map([['token', { default: '', required: false, secret: true, line: 5 }]]),
      components: new Map([
        [
          'web',
          {
            id: 'web',
            line: 17,
            source: 'web.wasm',
            keyValueStores: ['default', 'my_store'],
            allowedOutboundHosts: ['https://{{ token }}.example.com', 'http://store.spin.internal'],
            variables: new Map([['auth', 'Bearer {{ token }}']]),
            environment: new Map([['LOG', '1']]),
          },
        ],
        [
          'store',
          { id: 'store', line: 33, source: 'store.wasm', environment: new Map(), ...nothing },
        ],
      ]),
      routes: [parseRoute('/:user/...', { componentId: 'web', line: 7 })],
    });
  });

  it('reads the smallest manifest', () => {
    const text = 'spin_manifest_version = 2\napplication = { name = "a" }\ntrigger = {}\n';
    expect(parseManifest(text, 'spin.toml')).toEqual({
      file: 'spin.toml',
      ...{ leftOut: new Map(), ignoredTriggers: [] },
      name: 'a',
      version: '',
      variables: new Map(),
      components: new Map(),
      routes: [],
    });
  });

  it('takes the last of several triggers for one route', () => {
    const { routes } = parseManifest(
      `${HEAD}${WEB}[[trigger.http]]\nroute = "/..."\ncomponent = "web"\n`,
      'spin.toml',
    );
    expect(routes).toEqual([parseRoute('/...', { componentId: 'web', line: 11 })]);
  });

  it('gives an id to components that triggers define inline', () => {
    const { components, routes } = parseManifest(
      `${HEAD}
[[trigger.http]]
id = "first"
route = "/a"
component = { source = "a.wasm" }
[[trigger.http]]
route = "/b"
component = { source = "b.wasm" }
`,
      'spin.toml',
    );
    expect([...components].map(([id, { source, line }]) => [id, source, line])).toEqual([
      ['first-component', 'a.wasm', 10],
      ['inline-component1', 'b.wasm', 13],
    ]);
    expect(routes.map(({ componentId }) => componentId)).toEqual([
      'first-component',
      'inline-component1',
    ]);
  });
});
