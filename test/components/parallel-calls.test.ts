import { expect, it } from 'vitest';
import { succeeded } from './answers.ts';
import { send } from './contract-case.ts';
import { testedApp } from './tested-app.ts';

const app = testedApp({ workers: 1 });

it('50 parallel calls of the gateway, each nested in others, are answered by one worker', async () => {
  await send(app.url, 'POST /mock/load-schema', [{ name: 'f', mockResponse: 'mocked' }]);
  const numbers = Array.from({ length: 50 }, (_, number) => number);
  const answers = await Promise.all(
    numbers.map((number) => {
      const session_id = `s${number}`;
      const write = { tool: 'write_file', args: { file_path: 'a', content: 'x' } };
      const mock = { tool: 'f', args: {} };
      return send(app.url, 'POST /execute', { session_id, ...(number % 2 ? mock : write) });
    }),
  );
  const written = { status: 200, body: succeeded('Successfully wrote 1 bytes to a') };
  const mocked = { status: 200, body: succeeded('mocked') };
  expect(answers).toEqual(numbers.map((number) => (number % 2 ? mocked : written)));
  const deletions = await Promise.all(
    numbers.map((number) => send(app.url, `DELETE /session/s${number}`)),
  );
  const deleted = (vfs: number) => ({
    status: 200,
    body: { success: true, deleted: { vfs, mock: 0 }, deleted_files: vfs },
  });
  expect(deletions).toEqual(numbers.map((number) => deleted(number % 2 ? 0 : 1)));
});
