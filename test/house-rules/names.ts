import type { Violation } from './violation.ts';

const KEBAB_CASE = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*$/;
const SUFFIX = /(?:\.property)?(?:\.(?:test|fixture|config|d))?\.(?:ts|mjs)$/;
const GRAB_BAG = /^(?:common|helpers?|lib|misc|shared|utils?)$/;

/** Code files whose names are not in kebab-case, and folders with generic names. */
export function nameViolations(path: string): Violation[] {
  if (!/\.(?:ts|mjs)$/.test(path)) return [];
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const messages = [
    ...(KEBAB_CASE.test(file.replace(SUFFIX, ''))
      ? []
      : [`is named ${file}. Name it in kebab-case, after its main export.`]),
    ...folders
      .filter((folder) => !KEBAB_CASE.test(folder))
      .map((folder) => `lies in ${folder}. Name the folder in kebab-case.`),
    ...folders
      .filter((folder) => GRAB_BAG.test(folder))
      .map((folder) => `lies in ${folder}. Name the folder after what its files do.`),
  ];
  return messages.map((message) => ({ path, line: 1, message }));
}
