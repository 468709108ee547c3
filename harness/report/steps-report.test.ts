import { describe, expect, it } from 'vitest';
import { parseCassette } from '../cassette/parse-cassette.ts';
import { stepsReport } from './steps-report.ts';
import { STORY } from './story.fixture.ts';

describe('what happened, step by step', () => {
  it('names call, exchanges, result and state of each step', () => {
    expect(stepsReport(STORY)).toMatchInlineSnapshot(`
      "story/everything: 4 calls of tools, seed 7
      answers from a test

      step 1, line 11 at 2026-01-05T09:00:00.000Z
        call: vfs write_file {"file_path":"a.txt","content":"one"} in session "s/1"
        result: Successfully wrote 3 bytes to a.txt
        state: default/vfs/s/1/a.txt = {"path":"a.txt","written":1767603600000,"after":1,"content":"one"}

      step 2, line 18 at 2026-01-05T09:00:01.000Z
        call: github gh_get {"token":"<secret:github_token>"}
        exchange: GET https://api.github.com/a -> 200, 5 bytes
        exchange: GET https://api.github.com/b -> 200, cut off after 3 bytes
        exchange: GET https://api.github.com/c -> error connection-refused
        exchange: GET https://api.github.com/d -> lost to a timer of 1000 ms
        result: NetworkError: No luck

      step 3, line 32 at 2026-01-05T09:00:02.000Z
        call: POST /mock/load-schema [{"name":"t"}]
        given: default/mock/shared/response/t = {"b":2}
        given: default/vfs/s/1/gone.txt = absent
        result: status 200 {"loaded":1}
        state: default/mock/shared/tool/t = {"loaded":1,"definition":{"name":"t"}}
        state: default/mock/session/s/1/fixture/t/{} = {"match":{},"response":xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (44 more characters)
        state: default/counter = \\u001b[2J

      step 4, line 42 at 2026-01-05T09:00:03.000Z
        call: vfs delete_file {"file_path":"a.txt"} in session "s/1"
        result: Successfully deleted a.txt
        state: default/vfs/s/1/a.txt = absent
      "
    `);
  });

  it('says of a scenario that nothing is recorded yet', () => {
    const text = 'spintape: 1\nname: s\n---\ncall: {component: vfs, tool: t, args: {}}\n';
    expect(stepsReport(parseCassette(text, 's.yaml'))).toMatchInlineSnapshot(`
      "s: 1 call, seed 0

      step 1, line 4
        call: vfs t {}
        result: not recorded
      "
    `);
  });
});
