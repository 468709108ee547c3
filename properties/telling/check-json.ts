import { printCassette } from '../../harness/index.ts';
import type { LawBreach } from '../check-law.ts';
import type { LawsReport } from '../check-laws.ts';
import { verdictOf } from './check-report.ts';
import { readableStory } from './readable-story.ts';

/** The document of `check --json`, sorted by law, without times. */
export function checkJson({ outcomes, leftOut }: LawsReport, ok: boolean): string {
  const count = (verdict: ReturnType<typeof verdictOf>): number =>
    outcomes.filter((outcome) => verdictOf(outcome) === verdict).length;
  const results = outcomes
    .map((outcome) => ({
      name: outcome.law.name,
      verdict: verdictOf(outcome),
      seed: outcome.seed,
      runs: outcome.runs,
      calls: outcome.calls,
      ...(outcome.breach !== undefined && { breach: breachFields(outcome.breach) }),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const summary = {
    laws: outcomes.length,
    runs: results.reduce((sum, { runs }) => sum + runs, 0),
    calls: results.reduce((sum, { calls }) => sum + calls, 0),
    holds: count('holds'),
    breach: count('breach'),
    'cut-short': count('cut-short'),
    'not-run': count('not-run'),
  };
  const left = leftOut
    .map(({ law, reason }) => ({ name: law.name, reason }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const document = { spintape: 1, command: 'check', ok, summary, results, leftOut: left };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function breachFields({
  explanation,
  value,
  seed,
  path,
  shrinks,
  story,
  cassette,
}: LawBreach): object {
  return {
    explanation,
    value,
    seed,
    path,
    shrinks,
    ...(story !== undefined && { calls: story.steps.length, story: readableStory(story) }),
    ...(cassette !== undefined && {
      calls: cassette.entries.length,
      cassette: printCassette(cassette, 'schema.json'),
    }),
  };
}
