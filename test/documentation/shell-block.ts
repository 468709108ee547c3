/** A command that a document shows. */
export interface ShownCommand {
  /** Its line in the document, counted from 1. */
  readonly line: number;
  /** May have several lines. */
  readonly command: string;
  /** The documented output; undefined if there is none. */
  readonly output: string | undefined;
}

/**
 * The commands of a Markdown document in order. A block of `sh` is one command without documented
 * output. A block of `console` has prompts (`$ `, and `> ` for further lines), each followed by the
 * output of the command.
 */
export function shownCommands(markdown: string): ShownCommand[] {
  return blocksOf(markdown).flatMap(({ language, line, content }) => {
    if (language === 'sh') return [{ line, command: content.join('\n'), output: undefined }];
    return language === 'console' ? prompts(content, line) : [];
  });
}

interface Block {
  readonly language: string;
  /** Of its first line inside the fence. */
  readonly line: number;
  readonly content: string[];
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const [index, text] of markdown.split('\n').entries()) {
    const language = /^```(\w*)$/.exec(text)?.[1];
    if (language === undefined) {
      open?.content.push(text);
    } else if (open === undefined) {
      open = { language, line: index + 2, content: [] };
    } else {
      blocks.push(open);
      open = undefined;
    }
  }
  return blocks;
}

function prompts(content: readonly string[], first: number): ShownCommand[] {
  const commands: { line: number; command: string[]; output: string[] }[] = [];
  for (const [index, text] of content.entries()) {
    const last = commands.at(-1);
    if (text.startsWith('$ ')) {
      commands.push({ line: first + index, command: [text.slice(2)], output: [] });
    } else if (text.startsWith('> ') && last?.output.length === 0) {
      last.command.push(text.slice(2));
    } else {
      last?.output.push(text);
    }
  }
  return commands.map(({ line, command, output }) => ({
    line,
    command: command.join('\n'),
    output: output.join('\n'),
  }));
}
