import { describe, expect, it } from 'vitest';
import { serveApp } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { callTool, request, toolAnswer } from '../tool-calls.fixture.ts';

const FILES = Array.from({ length: 50 }, (_, index) => `file-${String(index).padStart(2, '0')}`);

describe.each(['1', '2'])('fifty calls at once with --workers %s', (workers) => {
  it('are all answered, each with its own answer', async () => {
    const app = await serveApp(['--workers', workers]);
    const paths = ['/health', '/vfs/health', '/mock/health', '/nowhere', '/mock/list-tools'];
    const expected = await Promise.all(paths.map((path) => request(`${app.url}${path}`)));
    const answers = await Promise.all(
      FILES.map((_, index) => request(`${app.url}${paths[index % paths.length]}`)),
    );
    expect(answers).toEqual(FILES.map((_, index) => expected[index % paths.length]));
    expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([[], ['--record']])('lose no file that is written: serve %s', async (...record) => {
    const options = record.length === 0 ? [] : [...record, temporaryFolder()];
    const app = await serveApp(['--workers', workers, ...options]);
    const session = 's1';
    const written = await Promise.all(
      FILES.map((file) =>
        callTool(app.url, {
          session,
          tool: 'write_file',
          args: { file_path: file, content: `content of ${file}` },
        }),
      ),
    );
    expect(written).toEqual(
      FILES.map((file) => toolAnswer(true, `Successfully wrote 18 bytes to ${file}`)),
    );
    const read = await Promise.all(
      FILES.map((file) =>
        callTool(app.url, { session, tool: 'read_file', args: { file_path: file } }),
      ),
    );
    expect(read).toEqual(FILES.map((file) => toolAnswer(true, `content of ${file}`)));
    const list = (await callTool(app.url, { session, tool: 'list_files' })) as { result: string };
    expect((JSON.parse(list.result) as string[]).toSorted()).toEqual(FILES);
    expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
  });
});
