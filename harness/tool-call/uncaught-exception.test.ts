import { describe, expect, it } from 'vitest';
import type { PrintedLine } from './printed-line.ts';
import { uncaughtException } from './uncaught-exception.ts';

const EMPTY_500 = { status: 500, headers: [], body: new Uint8Array() };

function stderr(...texts: string[]): PrintedLine[] {
  return texts.map((text) => ({ component: 'notes', stream: 'stderr', text }));
}

const THROWN = stderr(
  'Error while running request handler: note is undefined',
  'Stack:',
  '  read@notes.js:12:7',
  '  @notes.js:40:3',
);

describe('uncaughtException', () => {
  it('finds what StarlingMonkey prints, with the innermost frame', () => {
    expect(uncaughtException(EMPTY_500, THROWN)).toBe('note is undefined (at notes.js:12:7)');
  });

  it('finds a promise that is never settled', () => {
    const line = 'event loop error - both task and job queues are empty';
    expect(uncaughtException(EMPTY_500, stderr(line))).toBe(line);
  });

  it('finds a traceback of Python, with the innermost frame', () => {
    const lines = stderr(
      'Traceback (most recent call last):',
      '  File "/0/app.py", line 7, in handle_request',
      '    return self.read(request)',
      '  File "/0/app.py", line 12, in read',
      "KeyError: 'note'",
      '',
    );
    expect(uncaughtException(EMPTY_500, lines)).toBe("KeyError: 'note' (at /0/app.py:12)");
  });

  it('finds none in an answer that the component made', () => {
    expect(uncaughtException({ ...EMPTY_500, status: 502 }, THROWN)).toBeUndefined();
    expect(uncaughtException({ ...EMPTY_500, body: Uint8Array.of(1) }, THROWN)).toBeUndefined();
    expect(uncaughtException(EMPTY_500, stderr('the note is missing'))).toBeUndefined();
    const printed = THROWN.map((line) => ({ ...line, stream: 'stdout' as const }));
    expect(uncaughtException(EMPTY_500, printed)).toBeUndefined();
  });
});
