import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './any-text.fixture.ts';
import { encodeKeySegment } from './key.ts';
import { copyKey, fixturePrefix, parseMockKey, responseKey, toolKey } from './mock-key.ts';

describe('the keys of the mock component', () => {
  it('are read back by the protocol, whatever owner and tool are called', () => {
    fc.assert(
      fc.property(fc.option(anyText), anyText, anyText, (owner, tool, fixture) => {
        const fixtureKey = fixturePrefix(owner, tool) + encodeKeySegment(fixture);
        expect(parseMockKey(toolKey(owner, tool))).toEqual({ owner, kind: 'tool', tool });
        expect(parseMockKey(responseKey(owner, tool))).toEqual({ owner, kind: 'response', tool });
        expect(parseMockKey(fixtureKey)).toEqual({ owner, kind: 'fixture', tool });
        if (owner === null) return;
        expect(parseMockKey(copyKey(owner, tool))).toEqual({ owner, kind: 'copy', tool });
      }),
    );
  });

  it('are told from all others', () => {
    for (const key of ['vfs/s/tool/a', 'mock/other/tool/a', 'mock/shared/thing/a', 'mock/shared']) {
      expect(parseMockKey(key)).toBeNull();
    }
  });
});
