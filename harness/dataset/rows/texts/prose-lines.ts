/** The position of a line in a text. */
export interface ProseLine {
  readonly start: number;
  readonly end: number;
}

/** Line breaks of any reader, including the separators of Unicode. */
const LINE_END = /[\n\r\v\f\u0085\u2028\u2029]/g;

const FENCE = /^\s*(```|~~~)/;

/** In characters; white space before a fence beyond it makes the line prose. */
const FENCE_WITHIN = 200;

/**
 * The lines of a text outside code blocks. A block whose fence is never closed counts as prose,
 * because it would hide everything after it.
 */
export function* proseLines(text: string): Generator<ProseLine, void, undefined> {
  const lines = [...linesOf(text)];
  const last = new Map<string, ProseLine>();
  for (const line of lines) if (line.fence !== undefined) last.set(line.fence, line);
  let open: string | undefined;
  for (const line of lines) {
    const { fence } = line;
    if (open !== undefined) {
      if (fence === open) open = undefined;
    } else if (fence !== undefined && last.get(fence) !== line) open = fence;
    else yield line;
  }
}

function* linesOf(text: string): Generator<ProseLine & { readonly fence: string | undefined }> {
  const line = (start: number, end: number) => {
    const [, fence] = FENCE.exec(text.slice(start, Math.min(end, start + FENCE_WITHIN))) ?? [];
    return { start, end, fence };
  };
  let start = 0;
  for (const { index } of text.matchAll(LINE_END)) {
    yield line(start, index);
    start = index + 1;
  }
  yield line(start, text.length);
}
