import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeContent } from './content-encoding.ts';

const content = 'hello '.repeat(50);

describe('decodeContent', () => {
  it.each([
    ['gzip', gzipSync(content)],
    ['x-gzip', gzipSync(content)],
    ['deflate', deflateSync(content)],
    ['deflate', deflateRawSync(content)],
    ['br', brotliCompressSync(content)],
  ])('unpacks %s', (encoding, body) => {
    expect(Buffer.from(decodeContent(body, encoding) ?? []).toString()).toBe(content);
  });

  it('unpacks the received part of a truncated body', () => {
    const packed = gzipSync(content, { level: 0 });
    const decoded = decodeContent(packed.subarray(0, 100), 'gzip') ?? [];
    expect(content.startsWith(Buffer.from(decoded).toString())).toBe(true);
    expect(Buffer.from(decoded).length).toBeGreaterThan(50);
  });

  it('leaves a body compressed that was truncated, or exceeds the limit, if so configured', () => {
    const packed = gzipSync(content);
    expect(decodeContent(packed.subarray(0, 20), 'gzip', { isWhole: true })).toBe(undefined);
    expect(decodeContent(packed, 'gzip', { mostBytes: 299 })).toBe(undefined);
    expect(decodeContent(packed, 'gzip', { mostBytes: 300, isWhole: true })).toHaveLength(300);
  });

  it('returns undefined for an unknown encoding, or a body that does not use its encoding', () => {
    expect(decodeContent(gzipSync(content), 'identity')).toBe(undefined);
    expect(decodeContent(Buffer.from('plain'), 'gzip')).toBe(undefined);
  });
});
