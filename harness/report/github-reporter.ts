import { visibleText } from '../output/visible-text.ts';
import { WorkflowCommands } from '../output/workflow-commands.ts';
import type { Entry } from './report.ts';
import type { Reporter, ReporterOptions } from './reporter.ts';

/** Workflow commands that make GitHub show the first problem of each entry, at its line. */
export const GITHUB_REPORTER: Reporter = {
  what: "GitHub's annotations",
  readsEntries: true,
  isEscaped: true,
  followsText: true,
  print: async function* (report, options) {
    for await (const entry of report.entries()) {
      const commands = annotations(entry, options);
      if (commands !== undefined) yield commands;
    }
  },
};

function annotations(
  { name, path, outcome, verdict, problems, remarks, notices }: Entry,
  { fileOf }: ReporterOptions,
): WorkflowCommands | undefined {
  const isBad = outcome === 'failed' || outcome === 'error';
  if (!isBad && notices.length === 0) return undefined;
  const commands = new WorkflowCommands();
  const file = path === undefined ? undefined : fileOf(path);
  if (isBad) {
    const [problem] = problems;
    const about = problem === undefined ? [verdict] : [problem.short, ...problem.details];
    const message = [...about, ...remarks].map(visibleText).join('\n');
    commands.add('error', { file, line: problem?.line, title: `${name}: ${verdict}` }, message);
  }
  for (const { title, line, text } of notices) {
    commands.add('warning', { file, line, title: `${name}: ${title}` }, visibleText(text));
  }
  return commands;
}
