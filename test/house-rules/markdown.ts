import { posix } from 'node:path';
import type { TextFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** A line of a Markdown file outside its code blocks. */
interface ProseLine {
  readonly line: number;
  readonly text: string;
}

/** Markdown files whose number of titles is not one. */
export function markdownTitleViolations(file: TextFile): Violation[] {
  const titles = proseLines(file).filter(({ text }) => /^# /.test(text));
  const [, second] = titles;
  if (titles.length === 1) return [];
  const message =
    second === undefined
      ? 'has no title. Begin with a line "# …".'
      : 'has a second title. Make it a heading with two or more #.';
  return [{ path: file.path, line: second?.line ?? 1, message }];
}

/**
 * Relative links of a Markdown file that lead nowhere.
 *
 * @param files the other files: their texts by path
 */
export function markdownLinkViolations(
  file: TextFile,
  files: ReadonlyMap<string, string>,
): Violation[] {
  return proseLines(file).flatMap(({ line, text }) =>
    relativeLinks(text).flatMap((link) => {
      const message = deadLink(file, link, files);
      return message === undefined ? [] : [{ path: file.path, line, message }];
    }),
  );
}

function deadLink(
  { path }: TextFile,
  link: string,
  files: ReadonlyMap<string, string>,
): string | undefined {
  const [place = '', heading] = link.split('#');
  const target = place === '' ? path : posix.join(posix.dirname(path), place).replace(/\/$/, '');
  const isFolder = [...files.keys()].some((other) => other.startsWith(`${target}/`));
  const text = files.get(target);
  if (text === undefined && !isFolder) {
    return `links to ${link}, which does not exist. Correct the path; it starts at this file.`;
  }
  if (heading === undefined || headingsOf({ path: target, text: text ?? '' }).has(heading)) {
    return undefined;
  }
  return `links to ${link}, but ${target} has no such heading. Correct the part after #.`;
}

function relativeLinks(text: string): string[] {
  const withoutCode = text.replace(/`[^`]*`/g, '');
  return [...withoutCode.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^[a-z][a-z0-9+.-]*:/i.test(link));
}

// Headings become anchors as GitHub makes them: lower case, punctuation dropped, dashes for spaces.
function headingsOf(file: TextFile): Set<string> {
  const headings = proseLines(file).flatMap(({ text }) => /^#+ +(.*?)\s*$/.exec(text)?.[1] ?? []);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}

function proseLines({ text }: TextFile): ProseLine[] {
  let fence: string | undefined;
  return text.split('\n').flatMap((content, index) => {
    const mark = /^\s*(```+|~~~+)/.exec(content)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
      return [];
    }
    return fence === undefined ? [{ line: index + 1, text: content }] : [];
  });
}
