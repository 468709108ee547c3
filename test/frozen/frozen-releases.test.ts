import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

/** A command as `freeze.mjs` ran it on the release. */
interface FrozenCommand {
  readonly name: string;
  readonly args: readonly string[];
  /** The file that it writes; absent where its stdout counts. */
  readonly writes?: string;
  readonly code: number;
}

/**
 * Keys that documents have gained since a release, as lines without their indentation, each with
 * the reason. A line that is gone, or another value, is never allowed.
 */
const GAINED: Readonly<Record<string, readonly { readonly line: RegExp; readonly why: string }[]>> =
  {};

const frozen = join(projectRoot, 'test/frozen');
const releases = readdirSync(frozen, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(releases)('what release %s did', (release) => {
  const folder = join(frozen, release);
  const commands: FrozenCommand[] = JSON.parse(readFileSync(join(folder, 'commands.json'), 'utf8'));

  it.each(commands)('$name does the same, byte for byte', async (command) => {
    const { name, args, writes, code } = command;
    const out = join(temporaryFolder(), name);
    const placed = args.map((arg) => arg.replace(/^OUT/, out));
    const ran = await spintape(placed, { cwd: folder });
    const text = writes ? readFileSync(writes.replace('OUT', out), 'utf8') : ran.stdout;
    const gained = GAINED[name] ?? [];
    const kept = text
      .split('\n')
      .filter((line) => !gained.some((each) => each.line.test(line.trim())));
    expect([ran.code, kept.join('\n')]).toEqual([
      code,
      readFileSync(join(folder, 'expected', name), 'utf8'),
    ]);
  });
});
