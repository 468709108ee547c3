import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeContent } from './content-encoding.ts';

const content = 'hello '.repeat(50);

describe('decodeContent', () => {
  it.each([
    ['gzip', gzipSync(content)],
    ['x-gzip', gzipSync(content)],
    ['deflate', deflateSync(content)],
    ['br', brotliCompressSync(content)],
  ])('unpacks %s', (encoding, body) => {
    expect(Buffer.from(decodeContent(body, encoding) ?? []).toString()).toBe(content);
  });

  it('unpacks what arrived of a body that was cut off', () => {
    const packed = gzipSync(content, { level: 0 });
    const decoded = decodeContent(packed.subarray(0, 100), 'gzip') ?? [];
    expect(content.startsWith(Buffer.from(decoded).toString())).toBe(true);
    expect(Buffer.from(decoded).length).toBeGreaterThan(50);
  });

  it('gives nothing for another encoding, or a body that is not in it', () => {
    expect(decodeContent(gzipSync(content), 'identity')).toBe(undefined);
    expect(decodeContent(Buffer.from('plain'), 'gzip')).toBe(undefined);
  });
});
