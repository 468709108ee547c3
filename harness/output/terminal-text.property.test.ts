import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terminalPaint } from '../report/text/paint.ts';
import { ACTING, hostileOutput } from './hostile-output.fixture.ts';
import { terminalText } from './terminal-text.ts';
import { visibleText } from './visible-text.ts';
import { WorkflowCommands } from './workflow-commands.ts';

/** How GitHub's runner reads a line (actions/runner, ActionCommand.cs). */
function commandOf(line: string) {
  const [, name, properties = '', message = ''] =
    /^::([^:\s]+?)(?: (.*?))?::(.*)$/su.exec(line.trimStart()) ?? [];
  if (name === undefined) return line.includes('##[') ? { name: 'old', message: line } : undefined;
  const pairs = properties.split(',').map((pair) => {
    const [key = '', ...value] = pair.split('=');
    return [key, unescaped(value.join('=').replaceAll('%3A', ':').replaceAll('%2C', ','))];
  });
  return { name, properties: Object.fromEntries(pairs), message: unescaped(message) };
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

describe('printed text', () => {
  it('has no control characters for a terminal, and no command for a runner', () => {
    fc.assert(
      fc.property(hostileOutput, (text) => {
        const printed = terminalText(text);
        expect(printed).not.toMatch(ACTING);
        for (const line of printed.split('\n')) expect(commandOf(line)).toBe(undefined);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps the colours of reports, where there are colours, and no other code', () => {
    fc.assert(
      fc.property(hostileOutput, hostileOutput, (one, other) => {
        const name = visibleText(one);
        const text = terminalText(`${terminalPaint('bad', name)} ${other}`, { colours: true });
        expect(text.startsWith(`\u001b[31m`)).toBe(true);
        expect(text.replace(/\u001b\[(?:1|2|22|31|32|33|39)m/g, '')).not.toMatch(ACTING);
        const plain = terminalText(`${terminalPaint('bad', name)}`);
        expect(plain).not.toMatch(ACTING);
      }),
      { numRuns: 500 },
    );
  });

  it('shows harmless text unchanged', () => {
    const text = 'ünïcödé 中 \u{1F468}\u200d\u{1F469} 100 %: a::b #[x]\n  second\n';
    expect(terminalText(text)).toBe(text);
  });
});

describe('commands to a runner', () => {
  it('are one line each, in which the runner finds exactly the intended command', () => {
    fc.assert(
      fc.property(hostileOutput, hostileOutput, hostileOutput, (file, title, message) => {
        const commands = new WorkflowCommands();
        commands.add('error', { file, line: 3, title }, message);
        commands.add('warning', { file, title: 'second' }, 'message');
        const [first = '', second, ...rest] = String(commands).split('\n');
        expect(rest).toEqual(['']);
        const found = commandOf(first);
        expect(found?.name).toBe('error');
        expect(found?.properties).toMatchObject({ line: '3' });
        expect(visible(found?.properties?.['title'])).toBe(visible(title));
        expect(visible(found?.message)).toBe(visible(message));
        expect(commandOf(second ?? '')?.name).toBe('warning');
        expect(first).not.toContain('##[');
      }),
      { numRuns: 1_000 },
    );
  });
});

/** A text with all escapes that it may have got on its way. */
function visible(text = ''): string {
  return visibleText(text)
    .replaceAll('\\u000a', '')
    .replaceAll(/\\u003a/g, ':')
    .replaceAll('\\u005b', '[');
}
