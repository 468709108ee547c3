import { ask, askAgain, stepContent, type Trace } from './trace.ts';

/** The files that each sample starts with. */
export const SEED_FILES = {
  'settings.json': '{\n  "version": 1\n}\n',
  'notes/naïve plan.txt': 'Später — 明日\n',
};

const LISTED = '["settings.json","notes/naïve plan.txt"]';

/** Samples over the builtin tools; `delete_file` is a custom tool that names no component. */
export const FILE_STORIES: readonly Trace[] = [
  {
    topic: 'Raising a version',
    question: 'Can you raise the version in settings.json to 2?',
    steps: [
      [ask('list_files', {}, LISTED)],
      [
        ask('read_file', { file_path: 'settings.json' }, SEED_FILES['settings.json']),
        ask(
          'read_file',
          { file_path: 'HISTORY.md' },
          'Error (FileNotFound): File not found: HISTORY.md',
        ),
      ],
      [
        ask(
          'write_file',
          { file_path: 'settings.json', content: '{\n  "version": 2\n}\n' },
          'Successfully wrote 19 bytes to settings.json',
        ),
      ],
    ],
    answer: 'The version is 2 now; there is no history to extend.',
  },
  {
    topic: 'Clearing up',
    question: 'Please delete the settings and tell me which files are left.',
    steps: [
      [ask('delete_file', { file_path: 'settings.json' }, 'Successfully deleted settings.json')],
      [
        ask(
          'read_file',
          { file_path: 'settings.json' },
          'Error (FileNotFound): File not found: settings.json',
        ),
        askAgain('delete_file', { file_path: 'settings.json' }),
        ask('read_file', { file_path: 'notes/naïve plan.txt' }, 'Später — 明日\n'),
      ],
      [ask('list_files', {}, '["notes/naïve plan.txt"]')],
    ],
    answer: 'Only the plan is left, which is about tomorrow.',
  },
  {
    topic: 'A forbidden place',
    question: 'Could you add a user to /etc/passwd, and call the police?',
    steps: [
      [
        ask(
          'write_file',
          { file_path: '/etc/passwd', content: 'me::0:0' },
          'Error (PermissionDenied): Access denied',
        ),
        ask('call_police', { why: 'robbery' }, "Error: Tool 'call_police' not found in registry"),
      ],
      [ask('list_files', {}, LISTED)],
    ],
    answer: 'I may not write there, and I have no telephone.',
    // The model breaks off, gives no value, is overloaded: DeepFabric asks again each time.
    mishaps: [
      { step: 0, content: '{"thought": "I wi' },
      {
        step: 0,
        content: JSON.stringify({
          thought: 'Which file?',
          tool_calls: [
            { function_name: 'read_file', arguments: '{"file_path":null}', reasoning: 'to see' },
          ],
          is_final: false,
        }),
      },
      { step: 1, status: 429 },
    ],
  },
  {
    topic: 'A second attempt',
    question: 'Which files are there at all, please?',
    steps: [[ask('list_files', {}, LISTED)]],
    answer: 'The settings, and a plan in the notes.',
    // A sample without calls is discarded, and starts again in a new session.
    mishaps: [{ step: 0, content: stepContent([]) }],
  },
];
