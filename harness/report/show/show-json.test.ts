import { describe, expect, it } from 'vitest';
import { worldAfter } from '../../scenario/world-after.ts';
import { stepsJson, worldJson } from './show-json.ts';
import { TRACE } from './trace.fixture.ts';

const SHOWN = { path: 'cassettes/trace/everything.yaml', cassette: TRACE };

describe('the documents of spintape show --json', () => {
  it('hold a whole step, uncut', () => {
    const { results, ...rest } = JSON.parse(stepsJson(SHOWN));
    expect(rest).toEqual({
      spintape: 1,
      command: 'show',
      ok: true,
      summary: { files: 1, calls: 4, exchanges: 4 },
    });
    expect(results[0].steps).toHaveLength(4);
    expect(results[0].steps[1]).toMatchInlineSnapshot(`
      {
        "at": "2026-01-05T09:00:01.000Z",
        "exchanges": [
          {
            "kind": "response",
            "request": {
              "headers": [
                [
                  "authorization",
                  "Bearer <secret:github_token>",
                ],
              ],
              "method": "GET",
              "text": "",
              "url": "https://api.github.com/a",
            },
            "response": {
              "headers": [],
              "status": 200,
              "text": "[1,2]",
            },
          },
          {
            "cut": 3,
            "kind": "response",
            "request": {
              "headers": [],
              "method": "GET",
              "text": "",
              "url": "https://api.github.com/b",
            },
            "response": {
              "base64": "AP8B",
              "headers": [],
              "status": 200,
            },
          },
          {
            "code": "connection-refused",
            "kind": "error",
            "request": {
              "headers": [],
              "method": "GET",
              "text": "",
              "url": "https://api.github.com/c",
            },
          },
          {
            "afterMs": 1000,
            "kind": "lost-to-timer",
            "request": {
              "headers": [],
              "method": "GET",
              "text": "",
              "url": "https://api.github.com/d",
            },
          },
        ],
        "given": [],
        "line": 18,
        "request": {
          "headers": [
            [
              "content-type",
              "application/json",
            ],
          ],
          "method": "POST",
          "path": "/github/execute",
          "text": "{"tool":"gh_get","args":{"token":"<secret:github_token>"}}",
        },
        "response": {
          "headers": [
            [
              "content-type",
              "application/json",
            ],
          ],
          "status": 200,
          "text": "{"success":false,"result":"No luck","error_type":"NetworkError"}",
        },
        "state": [],
        "step": 2,
      }
    `);
    expect(results[0].steps[3].state).toEqual([
      { store: 'default', key: 'vfs/s~002f1/a.txt', deleted: true },
    ]);
  });

  it('hold the world after a step', () => {
    const world = worldAfter(TRACE, 3, 'everything.yaml');
    const { results } = JSON.parse(worldJson(SHOWN, world, 3));
    expect(results).toMatchInlineSnapshot(`
      [
        {
          "name": "trace/everything",
          "path": "cassettes/trace/everything.yaml",
          "step": 3,
          "world": {
            "clock": "2026-01-05T09:00:02.000Z",
            "files": [
              {
                "content": "# Start",
                "path": "docs/start.md",
                "session": "s/1",
              },
              {
                "content": "one",
                "path": "a.txt",
                "session": "s/1",
              },
            ],
            "mocks": [
              {
                "kind": "fixture",
                "owner": "s/1",
                "tool": "t",
                "value": "{"match":{},"response":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}",
              },
              {
                "kind": "response",
                "owner": null,
                "tool": "t",
                "value": "{"b":2}",
              },
              {
                "kind": "tool",
                "owner": null,
                "tool": "t",
                "value": "{"loaded":1,"definition":{"name":"t"}}",
              },
            ],
            "values": [
              {
                "key": "counter",
                "store": "default",
                "text": "[2J",
              },
            ],
            "variables": {
              "github_token": "<secret:github_token>",
              "mode": "quick",
            },
          },
        },
      ]
    `);
  });
});
