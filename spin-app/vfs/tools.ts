import type { ToolDefinition } from '../protocol/tool-definition.ts';

const filePath = { type: 'string', description: 'Path of the file', minLength: 1 } as const;

/** The tools of the virtual filesystem; every argument is a string and required. */
export const vfsTools = [
  {
    name: 'read_file',
    description: 'Read the content of a file',
    inputSchema: inputSchema({ file_path: filePath }),
  },
  {
    name: 'write_file',
    description: 'Write content to a file, which is made or replaced',
    inputSchema: inputSchema({
      file_path: filePath,
      content: { type: 'string', description: 'The new content of the file' },
    }),
  },
  {
    name: 'list_files',
    description: 'List the files of the session in the order in which they were first written',
    inputSchema: inputSchema({}),
  },
  {
    name: 'delete_file',
    description: 'Delete a file',
    inputSchema: inputSchema({ file_path: filePath }),
  },
] as const satisfies readonly ToolDefinition[];

function inputSchema<P extends Readonly<Record<string, unknown>>>(properties: P) {
  const required = Object.keys(properties);
  return { type: 'object', properties, required, additionalProperties: false } as const;
}
