import { beforeEach, describe, expect, it } from 'vitest';
import { echo, failed, noCall, succeeded } from './answers.ts';
import { send, sendText, startAfresh } from './contract-case.ts';
import { testedApp } from './tested-app.ts';
import { toolService } from './tool-service.ts';

const app = testedApp();
beforeEach(() => startAfresh(app.url));

const service = toolService(() => app.url);
const weather = {
  name: 'get_weather',
  description: 'Weather',
  inputSchema: {
    type: 'object',
    properties: { location: { type: 'string' } },
    required: ['location'],
  },
};
const paris = { location: 'Paris' };
const loadWeather = () => service.mock('load-schema', [weather]);
const nameOf = ({ name }: { name: string }) => name;

describe("where DeepFabric's client, components and documents disagree, the service", () => {
  it('M1: answers the DELETE /session/{id} that the client sends, and the state is gone', async () => {
    await service.write('s', 'f', 'x');
    await loadWeather();
    await service.mock('update-response?session_id=s', { name: 'get_weather', mockResponse: 1 });
    expect(await service.send('DELETE /session/s')).toEqual({
      status: 200,
      body: { success: true, deleted: { vfs: 1, mock: 2 }, deleted_files: 1 },
    });
    expect(await service.list('s')).toEqual(succeeded('[]'));
    expect(await service.call('mock', 's', 'get_weather', paris)).toEqual(
      succeeded(JSON.stringify(echo('get_weather', paris, 'Weather'))),
    );
  });

  it('M2: answers the documented DELETE /vfs/session/{id}', async () => {
    await service.write('s', 'f', 'x');
    expect(await service.send('DELETE /vfs/session/s')).toEqual({
      status: 200,
      body: { success: true, deleted: { vfs: 1 }, deleted_files: 1 },
    });
  });

  it('M3: has /execute, /health and /components at the root', async () => {
    await loadWeather();
    const call = { session_id: 's', tool: 'get_weather', args: paris };
    expect(await service.send('POST /execute', call)).toEqual({
      status: 200,
      body: succeeded(JSON.stringify(echo('get_weather', paris, 'Weather'))),
    });
    const components = ['vfs', 'mock', 'github'];
    expect(await service.send('GET /health')).toEqual({
      status: 200,
      body: { status: 'healthy', components },
    });
    expect(await service.send('GET /components')).toEqual({ status: 200, body: { components } });
  });

  it('M3: says at /execute which components share a name, and calls neither', async () => {
    await service.mock('load-schema', [{ name: 'read_file' }]);
    const call = { session_id: 's', tool: 'read_file', args: { file_path: 'a' } };
    expect(await service.send('POST /execute', call)).toEqual({
      status: 200,
      body: failed(
        'UnknownTool',
        'Ambiguous tool: read_file is in vfs and mock; call /vfs/execute or /mock/execute',
      ),
    });
  });

  it('M4: takes component routing at /mock/execute, and answers errors in the same style', async () => {
    await loadWeather();
    expect(await service.call('mock', 's', 'get_weather', paris)).toEqual(
      succeeded(JSON.stringify(echo('get_weather', paris, 'Weather'))),
    );
    expect(await service.call('mock', 's', 'nothing', {})).toEqual(
      failed('UnknownTool', 'Unknown tool: nothing'),
    );
  });

  it('M5: lets vfs, seed and mock share one run, by component routing or by one tool_execute_path', async () => {
    await loadWeather();
    expect(await service.write('s', 'a', 'x')).toMatchObject({ success: true });
    expect(await service.call('mock', 's', 'get_weather', paris)).toMatchObject({ success: true });
    const path = 'POST /execute?session_id=t';
    const seed = { name: 'write_file', arguments: { file_path: 'a', content: 'y' } };
    const read = { name: 'read_file', arguments: { file_path: 'a' } };
    expect(await service.send(path, seed)).toEqual({
      status: 200,
      body: { result: 'Successfully wrote 1 bytes to a' },
    });
    expect(await service.send(path, read)).toEqual({ status: 200, body: { result: 'y' } });
    expect(await service.send(path, { name: 'get_weather', arguments: paris })).toEqual({
      status: 200,
      body: { result: echo('get_weather', paris, 'Weather') },
    });
  });

  it('M6: gives every answer but 200 an error that is a string, for the client shows only that', async () => {
    await loadWeather();
    const answers = [
      await service.send('POST /vfs/execute', { tool: 'list_files' }),
      await service.send('POST /mock/execute', { name: 'get_weather', arguments: {} }),
      await service.send('POST /execute', { name: 'read_file', arguments: { file_path: 'a' } }),
      await service.send('POST /execute?session_id=s', { name: 'read_file', arguments: {} }),
      await service.send('GET /nowhere'),
    ];
    const nowhere = 'Not found: no route of the app takes /nowhere';
    expect(answers).toEqual([
      { status: 400, body: noCall('missing field `args`') },
      { status: 400, body: { error: 'Missing required argument: location' } },
      { status: 400, body: noCall('missing field `session_id`') },
      { status: 400, body: { error: 'Missing required argument: file_path' } },
      { status: 404, body: { ...failed('InvalidRequest', nowhere), error: nowhere } },
    ]);
  });

  it('M7: lists tools whose descriptions are text and whose properties are objects', async () => {
    const properties = { a: { type: 'string', description: null }, b: true };
    await service.mock('load-schema', [{ name: 'f', inputSchema: { type: 'object', properties } }]);
    expect((await service.send('GET /mock/list-tools')).body).toEqual({
      tools: [
        {
          name: 'f',
          description: '',
          inputSchema: { type: 'object', properties: { a: { type: 'string' }, b: {} } },
        },
      ],
    });
  });

  it('M8: has /github/list-tools, and the component is served', async () => {
    const { status, body } = await service.send('GET /github/list-tools');
    const { tools } = body as { tools: { name: string; description: string }[] };
    expect([status, tools.length]).toEqual([200, 13]);
    expect(tools.every(({ name, description }) => /^gh_/.test(name) && description !== '')).toBe(
      true,
    );
  });

  // The paging server, event streams and `initialize` are in pull.test.ts.
  it('M9: takes at /mock/load-schema what any import of MCP tools may have at hand', async () => {
    const tools = [weather, { ...weather, name: 'b' }];
    const forms = [tools, { tools, nextCursor: '2' }, { jsonrpc: '2.0', id: 1, result: { tools } }];
    for (const form of forms) {
      expect(await service.mock('load-schema', form)).toEqual({
        loaded: 2,
        tools: ['get_weather', 'b'],
      });
    }
  });

  it('M10: has error_type null on success, and the same three keys in every component', async () => {
    await loadWeather();
    const call = async (component: string, tool: string, args: unknown) => {
      const body = { session_id: 's', tool, args };
      return (await sendText(app.url, `POST /${component}/execute`, body)).text;
    };
    expect(await call('vfs', 'list_files', {})).toBe(
      '{"success":true,"result":"[]","error_type":null}',
    );
    for (const component of ['vfs', 'mock', 'github']) {
      expect(await call(component, 'none', {})).toBe(
        '{"success":false,"result":"Unknown tool: none","error_type":"UnknownTool"}',
      );
    }
  });

  it('M11: denies /etc/passwd with the documented answer, reading and writing', async () => {
    const denied = failed('PermissionDenied', 'Access denied');
    expect(await service.read('s', '/etc/passwd')).toEqual(denied);
    expect(await service.write('s', '/etc/passwd', 'root')).toEqual(denied);
    expect(await service.remove('s', '/etc/passwd')).toEqual(denied);
  });

  it('M12: validates the parameters against the inputSchema before a mock is executed', async () => {
    await loadWeather();
    expect(await service.call('mock', 's', 'get_weather', {})).toEqual(
      failed('InvalidArguments', 'Missing required argument: location'),
    );
  });

  it('M17: lists all builtin tools by name, since `builtin: []` in a configuration selects none', async () => {
    const { body } = await service.send('GET /vfs/list-tools');
    const { tools } = body as { tools: { name: string }[] };
    expect(tools.map(nameOf)).toEqual(['read_file', 'write_file', 'list_files', 'delete_file']);
  });

  it('M18: gives component names at /components, tools at /list-tools, and DELETE everywhere', async () => {
    const counts = { vfs: { vfs: 0 }, mock: { mock: 0 }, github: { github: 0 } };
    for (const [component, deleted] of Object.entries(counts)) {
      const components = await send(app.url, `GET /${component}/components`);
      expect(components.body).toMatchObject({ components: [component] });
      const tools = await send(app.url, `GET /${component}/list-tools`);
      expect(tools.body).toEqual({ tools: expect.any(Array) });
      expect(await send(app.url, `DELETE /${component}/session/s`)).toEqual({
        status: 200,
        body: { success: true, deleted, deleted_files: 0 },
      });
    }
  });
});
