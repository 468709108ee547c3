import { visibleText } from '../output/visible-text.ts';
import { WorkflowCommands } from '../output/workflow-commands.ts';
import { placeText } from '../tool-call/difference-place.ts';
import {
  type Compared,
  detailLines,
  faultText,
  otherAppLines,
  type ReplayReport,
  type ReportedFile,
  unfinishedText,
  verdictOf,
} from './replay-report.ts';

/**
 * Workflow commands that make GitHub show the first difference of each file, or why it could not be
 * judged, at its line.
 *
 * @param fileOf a file's path from the repository's root, as GitHub wants it
 */
export function githubAnnotations(
  { files, compared }: ReplayReport,
  fileOf: (path: string) => string = (path) => path,
): WorkflowCommands {
  const commands = new WorkflowCommands();
  for (const report of files) {
    const { name, path, unfinished } = report;
    const file = fileOf(path);
    if (report.verdict !== 'same') {
      const title = `${name}: ${verdictOf(report)}`;
      const place = { file, line: lineOf(report), title };
      commands.add('error', place, messageLines(report, compared).map(visibleText).join('\n'));
    }
    if (unfinished !== undefined) {
      const place = { file, line: unfinished.line, title: `${name}: unfinished` };
      commands.add('warning', place, visibleText(unfinishedText(path, unfinished)));
    }
  }
  return commands;
}

function lineOf({ path, differences: [difference], fault }: ReportedFile): number | undefined {
  return difference?.line ?? (fault?.file === path ? fault.line : undefined);
}

function messageLines(file: ReportedFile, compared: Compared | undefined): string[] {
  const [difference] = file.differences;
  const lines =
    difference === undefined
      ? [file.fault === undefined ? file.verdict : faultText(file.fault)]
      : [
          (difference.step === 0 ? '' : `step ${difference.step}: `) + placeText(difference.where),
          ...detailLines(difference, compared).map(({ label, text }) => label + text),
        ];
  return [...lines, ...otherAppLines(file)];
}
