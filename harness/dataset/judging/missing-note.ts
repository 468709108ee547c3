import { BUILT_IN_TOOLS } from '../../../spin-app/protocol/built-in-tools.ts';
import type { MissingReason } from '../../tool-call/verdict.ts';
import { VFS_PARAMETERS } from './route-call.ts';

/** What the user can pass so that the call can be judged. */
const MISSING_NOTES: Readonly<Partial<Record<MissingReason, string>>> = {
  'missing-mock-state':
    'neither the virtual filesystem nor GitHub has such a tool; --mock-log, --config or --world ' +
    'can tell of a mock that has it',
  'missing-cassette': 'no recording has this call; --cassettes names the folder of recordings',
  'missing-component': 'no component and no mock that is given has such a tool',
};

/** Why a call of a tool could not be run, and what would change that. */
export function missingNote(reason: MissingReason, tool: string): string | undefined {
  const ours = BUILT_IN_TOOLS.vfs.find((name) => name === tool);
  if (reason !== 'missing-mock-state' || ours === undefined) return MISSING_NOTES[reason];
  const names = VFS_PARAMETERS[ours].join(', ') || 'none';
  return (
    'it is not the tool of the virtual filesystem that has this name, ' +
    `whose arguments are ${names}; --mock-log, --config or --world can name a mock that has it`
  );
}
