import { describe, expect, it } from 'vitest';
import { DIFFERING, SAME } from '../reports.fixture.ts';
import { jsonReport } from './json-report.ts';

describe('the document of --json', () => {
  it('is sorted by path and holds no times', () => {
    const text = jsonReport(
      { files: [SAME, DIFFERING], notRun: [] },
      {
        command: 'replay',
        ok: false,
      },
    );
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

  it('says what was not run, and what an update did', () => {
    const files = [
      { ...DIFFERING, differences: [], update: { did: 'written' } as const },
      { ...SAME, update: { did: 'record-again', step: 1, why: 'it has no result' } as const },
    ];
    const report = { files, notRun: ['z.yaml', 'y.yaml'] };
    expect(jsonReport(report, { command: 'replay', ok: false })).toMatchInlineSnapshot(`
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
});
