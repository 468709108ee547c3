import {
  type Compared,
  detailLines,
  faultText,
  otherAppLines,
  type ReplayReport,
  type ReportedFile,
  type UnfinishedCall,
  unfinishedText,
  verdictOf,
} from './replay-report.ts';
import { visibleText } from './visible-text.ts';

/**
 * Workflow commands that make GitHub show the first difference of each file, or why it could not be
 * judged, at its line.
 *
 * @param fileOf a file's path from the repository's root, as GitHub wants it
 */
export function githubAnnotations(
  { files, compared }: ReplayReport,
  fileOf: (path: string) => string = (path) => path,
): string {
  return files
    .flatMap((file) => [
      ...(file.verdict === 'same' ? [] : [annotation(file, fileOf(file.path), compared)]),
      ...(file.unfinished === undefined ? [] : [warning(file, file.unfinished, fileOf(file.path))]),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function warning({ name, path }: ReportedFile, unfinished: UnfinishedCall, file: string): string {
  const title = property(visibleText(`${name}: unfinished`));
  const text = data(visibleText(unfinishedText(path, unfinished)));
  return `::warning file=${property(file)},line=${unfinished.line},title=${title}::${text}`;
}

function annotation(file: ReportedFile, path: string, compared: Compared | undefined): string {
  const [difference] = file.differences;
  const line = difference?.line ?? (file.fault?.file === file.path ? file.fault.line : undefined);
  const title = `${file.name}: ${verdictOf(file)}`;
  const properties = [
    `file=${property(path)}`,
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${property(visibleText(title))}`,
  ];
  const told =
    difference === undefined
      ? [file.fault === undefined ? file.verdict : faultText(file.fault)]
      : [
          `${difference.step === 0 ? '' : `step ${difference.step}: `}${difference.where}`,
          ...detailLines(difference, compared).map(({ label, text }) => label + text),
        ];
  const message = [...told, ...otherAppLines(file)];
  return `::error ${properties.join(',')}::${data(message.map(visibleText).join('\n'))}`;
}

// The escapes of GitHub's runner (actions/toolkit, packages/core/src/command.ts).
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
