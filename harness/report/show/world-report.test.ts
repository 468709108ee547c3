import { describe, expect, it } from 'vitest';
import { worldAfter } from '../../scenario/world-after.ts';
import { TRACE } from './trace.fixture.ts';
import { worldReport } from './world-report.ts';

function worldAt(step: number): string {
  const world = worldAfter(TRACE, step, 'everything.yaml');
  return worldReport(world, { name: TRACE.header.name, step });
}

describe('the world at a step', () => {
  it('begins with the starting world', () => {
    expect(worldAt(0)).toMatchInlineSnapshot(`
      "trace/everything before the first call

      clock: 2026-01-05T09:00:00.000Z
      variables:
        github_token = <secret:github_token>
        mode = quick
      files:
        session "s/1", docs/start.md = # Start
      mocks: none
      values: none
      "
    `);
  });

  it('holds what the calls so far wrote and were given', async () => {
    await expect(worldAt(3)).toMatchFileSnapshot('world-report.expected.txt');
  });

  it('no longer holds what was deleted', () => {
    expect(worldAfter(TRACE, 4, 'everything.yaml').files).toEqual([
      { session: 's/1', path: 'docs/start.md', content: '# Start' },
    ]);
  });
});
