import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ALL_LAWS } from '../../../properties/all-laws.ts';
import { withoutLines } from '../../../properties/models/cassette-value.ts';
import type { LawViolation } from '../../../properties/runner/check-law.ts';
import { toolStep } from '../../../properties/runner/step.ts';
import { projectRoot } from '../../../test/spintape.fixture.ts';
import { temporaryFolder } from '../../../test/temporary-folder.fixture.ts';
import { readCassette } from '../../cassette/store/cassette-store.ts';
import { Outputs } from '../files/outputs.ts';
import { savedTo, saveViolations } from './save-counterexamples.ts';

const VIOLATED: LawViolation = { explanation: 'x', value: 'x', seed: 7, path: '3:1', shrinks: 0 };

function to(file: string, isForced: boolean) {
  return savedTo(new Outputs([]), file, isForced);
}

/** A report with a counterexample of each of these laws. */
function report(violations: Readonly<Record<string, LawViolation>>) {
  const outcomes = ALL_LAWS.flatMap((law) => {
    const violation = violations[law.name];
    const outcome = { law, seed: 7, runs: 1, calls: 1, isCut: false };
    return violation === undefined ? [] : [{ ...outcome, violation }];
  });
  return { outcomes, leftOut: [] };
}

it('saves calls as a scenario, a recording as it is, and says what cannot be saved', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'found.yaml');
  const cassette = readCassette(join(projectRoot, 'cassettes/vfs/read-back.yaml'));
  const step = toolStep({ component: 'vfs', session: 's', tool: 'list_files', args: {} });
  const trace = { start: {}, steps: [{ step, exchanges: [], demand: { status: 200 } }] };
  const notes = saveViolations(
    report({
      'noticed-changes': { ...VIOLATED, cassette },
      'schema-interpreter': VIOLATED,
      totality: { ...VIOLATED, trace },
    }),
    to(file, false),
    (law, { seed, path }) => `spintape check --law ${law} --seed ${seed} --path ${path}`,
  );
  const second = join(folder, 'found-totality.yaml');
  expect(notes).toEqual([
    `saved the recording that breaks noticed-changes in ${file}, for spintape replay`,
    'the counterexample of schema-interpreter has no calls to save; to find it again: ' +
      'spintape check --law schema-interpreter --seed 7 --path 3:1',
    `saved the counterexample of totality in ${second}`,
  ]);
  const saved = withoutLines(readCassette(file));
  const expected = withoutLines(cassette);
  expect(saved).toEqual({ ...expected, header: { ...expected.header, name: 'found' } });
  expect(readCassette(second).entries.map(({ expect: demand }) => demand?.status)).toEqual([200]);
});

it('replaces an existing file next to the named one only with force', () => {
  const folder = temporaryFolder();
  const [file, second] = [join(folder, 'a.yaml'), join(folder, 'a-totality.yaml')];
  writeFileSync(second, 'kept');
  const step = toolStep({ component: 'vfs', session: 's', tool: 'list_files', args: {} });
  const trace = { start: {}, steps: [{ step, exchanges: [], demand: { status: 200 } }] };
  const found = report({
    'session-isolation': { ...VIOLATED, trace },
    totality: { ...VIOLATED, trace },
  });
  const save = (isReplaced: boolean) => saveViolations(found, to(file, isReplaced), () => '');
  const saved = `saved the counterexample of session-isolation in ${file}`;
  expect(save(false)).toEqual([
    saved,
    `the counterexample of totality was not saved: ${second}: Failed to write a counterexample: ` +
      'the file exists already. Name another file, or give --force to replace this one; ' +
      'nothing was written.',
  ]);
  expect(readFileSync(second, 'utf8')).toBe('kept');
  expect(save(true)).toEqual([saved, `saved the counterexample of totality in ${second}`]);
});
