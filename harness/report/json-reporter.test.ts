import { describe, expect, it } from 'vitest';
import { JSON_REPORTER } from './json-reporter.ts';
import { DIFFERING, printed, replayReport, SAME } from './reports.fixture.ts';

describe('the document of --json', () => {
  it('is sorted by path and holds no times', async () => {
    const text = await printed(JSON_REPORTER, replayReport({ files: [SAME, DIFFERING] }));
    expect(text).toMatchInlineSnapshot(`
      "{
        "spintape": 1,
        "command": "replay",
        "ok": false,
        "summary": {
          "files": 2,
          "calls": 5,
          "same": 1,
          "cosmetic": 0,
          "differs": 1,
          "failed": 0,
          "unverifiable": 0
        },
        "results": [
          {
            "name": "github/issues",
            "path": "cassettes/github/issues.yaml",
            "verdict": "differs",
            "reason": "changed-request",
            "calls": 3,
            "differences": [
              {
                "reason": "changed-request",
                "step": 2,
                "line": 24,
                "where": "request GET https://api.github.com/x?page=2",
                "actual": "not in the recording",
                "nearest": [
                  "GET https://api.github.com/x?page=1; query page: recorded 1, now 2"
                ]
              },
              {
                "reason": "changed-result",
                "step": 2,
                "line": 24,
                "where": "result.result",
                "recorded": "\\"50% <of> \\\\\\"it\\\\\\"\\"",
                "actual": "\\"a & b\\""
              }
            ]
          },
          {
            "name": "vfs/notes",
            "path": "cassettes/vfs/notes.yaml",
            "verdict": "same",
            "calls": 2
          }
        ]
      }
      "
    `);
  });

  it('says what was not run, and what an update did', async () => {
    const files = [
      { ...DIFFERING, differences: [], update: { did: 'written' } as const },
      { ...SAME, update: { did: 'record-again', step: 1, why: 'it has no result' } as const },
    ];
    const notRun = ['z.yaml', 'y.yaml'].map((path) => ({ path, name: path }));
    const text = await printed(JSON_REPORTER, replayReport({ files, notRun }));
    expect(text).toMatchInlineSnapshot(`
      "{
        "spintape": 1,
        "command": "replay",
        "ok": false,
        "summary": {
          "files": 2,
          "calls": 5,
          "same": 1,
          "cosmetic": 0,
          "differs": 1,
          "failed": 0,
          "unverifiable": 0,
          "notRun": 2
        },
        "results": [
          {
            "name": "github/issues",
            "path": "cassettes/github/issues.yaml",
            "verdict": "differs",
            "reason": "changed-request",
            "calls": 3,
            "update": "written"
          },
          {
            "name": "vfs/notes",
            "path": "cassettes/vfs/notes.yaml",
            "verdict": "same",
            "calls": 2,
            "update": "record-again",
            "obstacle": {
              "step": 1,
              "why": "it has no result"
            }
          }
        ],
        "notRun": [
          "y.yaml",
          "z.yaml"
        ]
      }
      "
    `);
  });

  it('has a line for each entry of a stream, and none for an empty one', async () => {
    const entries = [SAME, DIFFERING].map((file) => replayReport({ files: [file] }).entries());
    const streamed = async function* (count: number) {
      for (const list of entries.slice(0, count)) yield* list;
    };
    const texts = [0, 2].map((count) =>
      printed(JSON_REPORTER, { ...replayReport({}), summary: {}, entries: () => streamed(count) }),
    );
    const [none, both] = await Promise.all(texts);
    expect(none).toBe(await printed(JSON_REPORTER, { ...replayReport({}), summary: {} }));
    const lines = both?.split('\n') ?? [];
    expect(lines.slice(4, 6)).toEqual(['  "summary": {},', '  "results": [']);
    expect(lines.slice(6, 8).map((line) => line.replace(/,"path".*\}/, ''))).toEqual([
      '    {"name":"vfs/notes",',
      '    {"name":"github/issues"',
    ]);
    expect(lines.slice(8)).toEqual(['  ]', '}', '']);
    expect(JSON.parse(both ?? '').results).toHaveLength(2);
  });
});
