import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { parseCassette } from '../../cassette/parse-cassette.ts';

const FIXTURE = JSON.stringify({ match: {}, response: 'x'.repeat(120) });

/** A cassette with a bit of everything. */
export const TRACE: CassetteFile = parseCassette(
  `spintape: 1
name: trace/everything
origin: a test
app: {name: tools, build: {vfs: k1}}
world:
  seed: 7
  clock: 2026-01-05T09:00:00Z
  variables: {github_token: <secret:github_token>, mode: quick}
  files: {docs/start.md: '# Start'}
---
at: 2026-01-05T09:00:00Z
call: {component: vfs, session: s/1, tool: write_file, args: {file_path: a.txt, content: one}}
result: {success: true, result: Successfully wrote 3 bytes to a.txt, error_type: null}
state:
  set:
    vfs/s~002f1/a.txt: '{"path":"a.txt","written":1767603600000,"after":0,"content":"one"}'
---
at: 2026-01-05T09:00:01Z
call: {component: github, tool: gh_get, args: {token: <secret:github_token>}}
exchanges:
  - request: {method: GET, url: 'https://api.github.com/a', headers: {authorization: Bearer <secret:github_token>}}
    response: {status: 200, json: [1, 2]}
  - request: {method: GET, url: 'https://api.github.com/b'}
    response: {status: 200, base64: AP8B}
    cut: 3
  - request: {method: GET, url: 'https://api.github.com/c'}
    error: connection-refused
  - request: {method: GET, url: 'https://api.github.com/d'}
    lost-to-timer: 1000ms
result: {success: false, result: No luck, error_type: NetworkError}
---
at: 2026-01-05T09:00:02Z
request: {method: POST, path: /mock/load-schema, json: [{name: t}]}
response: {status: 200, headers: {content-type: application/json}, json: {loaded: 1}}
given: {store: {mock/shared/response/t: '{"b":2}', vfs/s~002f1/gone.txt: null}}
state:
  set:
    mock/shared/tool/t: '{"loaded":1,"definition":{"name":"t"}}'
    mock/session/s~002f1/fixture/t/~007b~007d: '${FIXTURE}'
    counter: "\\u001b[2J"
---
at: 2026-01-05T09:00:03Z
call: {component: vfs, session: s/1, tool: delete_file, args: {file_path: a.txt}}
result: {success: true, result: Successfully deleted a.txt, error_type: null}
state: {delete: [vfs/s~002f1/a.txt]}
`,
  'cassettes/trace/everything.yaml',
);
