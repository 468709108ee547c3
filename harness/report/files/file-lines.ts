import type { UnfinishedStep } from '../../cassette/readable-interactions.ts';
import { placeText } from '../../tool-call/difference-place.ts';
import type { Difference } from '../../tool-call/verdict.ts';
import type { Compared, ReportedFile } from './reported-file.ts';

/**
 * The place of a difference: `path:line step 2: result.error_type`. A difference between worlds has
 * no step.
 */
export function placeOf(file: ReportedFile, difference: Difference): string {
  const { line, step, where } = difference;
  return `${file.path}:${line}${step === 0 ? '' : ` step ${step}`}: ${placeText(where)}`;
}

/** The notice about a recording that ended in the middle of a call. */
export function unfinishedText(path: string, { step, line }: UnfinishedStep): string {
  const left = `the recording ended in the middle of step ${step}, which is left out`;
  return `${path}:${line}: ${left}; its caller had no answer. Delete the file from this line on.`;
}

/** The remark about a file that was recorded from another app. */
export function otherAppLines({ otherApp }: ReportedFile): string[] {
  if (otherApp === undefined) return [];
  const [recorded, replayed] = [otherApp.recorded, otherApp.replayed].map((name) =>
    JSON.stringify(name),
  );
  return [`recorded from the app ${recorded}, and replayed in ${replayed}: --app takes another`];
}

/** The lines below the place of a difference: old and new value, error, nearest exchanges. */
export function detailLines(
  { recorded, actual, error, printed = [], nearest = [] }: Difference,
  compared: Compared | undefined,
): DetailLine[] {
  const labels = labelsFor(compared);
  return [
    ...(recorded === undefined ? [] : [{ label: labels.old, text: recorded, is: 'old' as const }]),
    ...(actual === undefined ? [] : [{ label: labels.now, text: actual, is: 'new' as const }]),
    ...(error === undefined ? [] : [{ label: labels.error, text: error, is: 'new' as const }]),
    ...printed.map((text) => ({ label: labels.printed, text, is: 'near' as const })),
    ...nearest.map((text) => ({ label: labels.near, text, is: 'near' as const })),
  ];
}

function labelsFor(compared: Compared | undefined) {
  if (compared === 'expectations') return EXPECTATION_LABELS;
  return compared === undefined ? REPLAY_LABELS : COMPARISON_LABELS;
}

const EXPECTATION_LABELS = {
  old: 'expected: ',
  now: 'actual:   ',
  error: 'error:    ',
  printed: 'printed:  ',
  near: 'nearest written exchange: ',
};

const REPLAY_LABELS = {
  old: 'recorded: ',
  now: 'now:      ',
  error: 'error:    ',
  printed: 'printed:  ',
  near: 'nearest recorded exchange: ',
};

const COMPARISON_LABELS = {
  old: 'first:  ',
  now: 'second: ',
  error: 'error:  ',
  printed: 'printed: ',
  near: 'nearest exchange of the first: ',
};

/** One line of {@link detailLines}. */
export interface DetailLine {
  readonly label: string;
  readonly text: string;
  readonly is: 'old' | 'new' | 'near';
}
