import { beforeEach, describe, expect, it } from 'vitest';
import { failed, succeeded } from './answers.ts';
import { send, sendText, startAfresh } from './contract-case.ts';
import { readCurlCommand } from './curl-command.ts';
import { startGithub } from './github-double.ts';
import { startMcpServer } from './mcp-servers.ts';
import { testedApp } from './tested-app.ts';
import { toolService } from './tool-service.ts';

// The following is quoted from DeepFabric's page on tools and in its post on execution-based
// tool tracing; decision 14 says where another text is given.

const app = testedApp({
  env: async () => {
    const { url } = await startGithub();
    return {
      SPIN_VARIABLE_GITHUB_TOKEN: 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      SPIN_VARIABLE_ALLOWED_REPOS: 'myorg/repo1,myorg/repo2',
      SPIN_VARIABLE_GITHUB_API_URL: url,
    };
  },
});
beforeEach(() => startAfresh(app.url));

const service = toolService(() => app.url);

/** Runs a command of the documents against the service's own port. */
async function curl(command: string, edit: (body: string) => string = (body) => body) {
  const { request, body } = readCurlCommand(command);
  return send(app.url, request, edit(body));
}

const PULL = `curl -X POST http://localhost:3000/mock/pull \\
  -H "Content-Type: application/json" \\
  -d '{"url": "http://localhost:8080/mcp"}'`;

const LOAD_ARRAY = `curl -X POST http://localhost:3000/mock/load-schema \\
  -H "Content-Type: application/json" \\
  -d '[{
    "name": "get_weather",
    "description": "Get weather for a location",
    "inputSchema": {
      "type": "object",
      "properties": {
        "location": {"type": "string"}
      },
      "required": ["location"]
    }
  }]'`;

const LOAD_WRAPPED = `curl -X POST http://localhost:3000/mock/load-schema \\
  -H "Content-Type: application/json" \\
  -d '{"tools": [...]}'`;

const UPDATE_RESPONSE = `curl -X POST http://localhost:3000/mock/update-response \\
  -H "Content-Type: application/json" \\
  -d '{
    "name": "get_weather",
    "mockResponse": {
      "temperature": 72,
      "conditions": "Partly cloudy",
      "location": "{{location}}"
    }
  }'`;

const FIX_SEATTLE = `curl -X POST http://localhost:3000/mock/add-fixture \\
  -H "Content-Type: application/json" \\
  -d '{
    "name": "get_weather",
    "match": {"location": "Seattle"},
    "response": {"temperature": 55, "conditions": "Rainy", "location": "Seattle"}
  }'`;

const FIX_SEARCH = `curl -X POST http://localhost:3000/mock/add-fixture \\
  -H "Content-Type: application/json" \\
  -d '{
    "name": "search_files",
    "match": {"directory": "/src", "pattern": "*.py"},
    "response": {"files": ["main.py", "utils.py", "config.py"], "count": 3}
  }'`;

/** The `tools/list` result that the post shows. */
const WEATHER_TOOLS = {
  tools: [
    {
      name: 'get_weather',
      description: 'Get current weather for a location',
      inputSchema: {
        type: 'object',
        properties: {
          location: { type: 'string', description: 'City name or coordinates' },
          units: { type: 'string', enum: ['celsius', 'fahrenheit'], default: 'celsius' },
        },
        required: ['location'],
      },
      annotations: { title: 'Weather Lookup', readOnlyHint: true, openWorldHint: true },
    },
  ],
};

const weatherIn = async (location: string) =>
  (await send(app.url, 'POST /mock/execute', { name: 'get_weather', arguments: { location } }))
    .body;

describe('the commands of the documents', () => {
  it('pull the tools of a running MCP server, and name them', async () => {
    const names = ['get_weather', 'search_files', 'run_query'];
    for (let number = names.length + 1; number <= 12; number += 1) names.push(`tool_${number}`);
    const server = await startMcpServer({ pages: [names] });
    const { port } = new URL(server.url);
    const answer = await curl(PULL, (body) => body.replace('localhost:8080', `127.0.0.1:${port}`));
    expect(answer).toEqual({ status: 200, body: { loaded: 12, tools: names } });
  });

  it('load a schema from an array', async () => {
    expect(await curl(LOAD_ARRAY)).toEqual({
      status: 200,
      body: { loaded: 1, tools: ['get_weather'] },
    });
  });

  it('load a schema from the wrapped format, with the tools that the documents leave out', async () => {
    const tools = JSON.stringify(WEATHER_TOOLS.tools);
    expect(await curl(LOAD_WRAPPED, (body) => body.replace('[...]', tools))).toEqual({
      status: 200,
      body: { loaded: 1, tools: ['get_weather'] },
    });
    expect((await service.send('GET /mock/list-tools')).body).toEqual(WEATHER_TOOLS);
  });

  it('leave the default response, key by key, where nothing is defined', async () => {
    await curl(LOAD_ARRAY);
    const call = { name: 'get_weather', arguments: { location: 'Paris' } };
    const { text } = await sendText(app.url, 'POST /mock/execute', call);
    expect(text).toBe(
      '{"result":{"tool":"get_weather","description":"Get weather for a location",' +
        '"input_received":{"location":"Paris"},' +
        '"mock_result":"Successfully executed get_weather","status":"success"}}',
    );
  });

  it('set a response template, whose placeholder becomes the argument', async () => {
    await curl(LOAD_ARRAY);
    expect(await curl(UPDATE_RESPONSE)).toEqual({ status: 200, body: { updated: 'get_weather' } });
    expect(await weatherIn('Paris')).toEqual({
      result: { temperature: 72, conditions: 'Partly cloudy', location: 'Paris' },
    });
  });

  it('add a fixture, which comes before the template for its argument', async () => {
    await curl(LOAD_ARRAY);
    await curl(UPDATE_RESPONSE);
    expect(await curl(FIX_SEATTLE)).toEqual({
      status: 200,
      body: {
        tool: 'get_weather',
        fixture_key: '{"location":"Seattle"}',
        total_fixtures: 1,
      },
    });
    expect(await weatherIn('Seattle')).toEqual({
      result: { temperature: 55, conditions: 'Rainy', location: 'Seattle' },
    });
    expect(await weatherIn('Oslo')).toMatchObject({ result: { location: 'Oslo' } });
  });

  it('add a fixture of two arguments, which comes before one of a single argument', async () => {
    await service.mock('load-schema', [{ name: 'search_files' }]);
    await service.mock('add-fixture', {
      name: 'search_files',
      match: { pattern: '*.py' },
      response: 'one',
    });
    expect((await curl(FIX_SEARCH)).status).toBe(200);
    const call = { name: 'search_files', arguments: { pattern: '*.py', directory: '/src' } };
    expect(await service.send('POST /mock/execute', call)).toEqual({
      status: 200,
      body: { result: { files: ['main.py', 'utils.py', 'config.py'], count: 3 } },
    });
  });
});

describe('the answers of the documents', () => {
  it('succeed with the three keys', async () => {
    await service.write('s', 'a.txt', 'file content here...');
    const call = { session_id: 's', tool: 'read_file', args: { file_path: 'a.txt' } };
    const { text } = await sendText(app.url, 'POST /vfs/execute', call);
    expect(text).toBe('{"success":true,"result":"file content here...","error_type":null}');
  });

  it('fail with FileNotFound, and naming the file', async () => {
    expect(await service.read('s', 'config.yaml')).toEqual({
      success: false,
      result: 'File not found: config.yaml',
      error_type: 'FileNotFound',
    });
  });

  it('deny /etc/passwd', async () => {
    expect(await service.read('s', '/etc/passwd')).toEqual(
      JSON.parse('{"success": false, "result": "Access denied", "error_type": "PermissionDenied"}'),
    );
  });

  it('count the bytes that were written, in the words that the real client knows (M14)', async () => {
    expect(await service.read('s', 'config.json')).toMatchObject({ error_type: 'FileNotFound' });
    expect(await service.write('s', 'config.json', 'x'.repeat(42))).toEqual(
      succeeded('Successfully wrote 42 bytes to config.json'),
    );
  });

  it('validate tool parameters against the inputSchema before mock execution', async () => {
    await service.mock('load-schema', WEATHER_TOOLS);
    const args = { location: 'Paris', units: 'kelvin' };
    expect(await service.call('mock', 's', 'get_weather', args)).toEqual(
      failed('InvalidArguments', 'Argument units must be one of "celsius", "fahrenheit"'),
    );
  });

  it('keep sessions apart: session_001:main.py and session_002:main.py are independent', async () => {
    await service.write('session_001', 'main.py', 'one');
    await service.write('session_002', 'main.py', 'two');
    expect(await service.read('session_001', 'main.py')).toEqual(succeeded('one'));
    await service.send('DELETE /session/session_001');
    expect(await service.read('session_002', 'main.py')).toEqual(succeeded('two'));
    await service.send('DELETE /session/session_002');
  });

  it('begin with the files of the scenario_seed', async () => {
    const files = {
      'main.py':
        'def greet(name):\n    return f"Hello, {name}!"\n\n' +
        'if __name__ == "__main__":\n    print(greet("World"))\n',
      'config.json': '{\n  "version": "1.0.0",\n  "debug": true\n}\n',
    };
    for (const [path, content] of Object.entries(files)) await service.write('s', path, content);
    expect(await service.list('s')).toEqual(succeeded('["main.py","config.json"]'));
    expect(await service.read('s', 'config.json')).toEqual(succeeded(files['config.json']));
  });

  it('serve /vfs/..., /github/... and /mock/..., and restrict GitHub by SPIN_VARIABLE_ALLOWED_REPOS', async () => {
    for (const component of ['vfs', 'github', 'mock']) {
      expect((await service.send(`GET /${component}/health`)).status).toBe(200);
    }
    const args = { owner: 'octo', repo: 'hello' };
    expect(await service.call('github', 's', 'gh_list_issues', args)).toEqual(
      failed(
        'RepoNotAllowed',
        "Repository 'octo/hello' is not in the allowed list. " +
          'Allowed repositories: myorg/repo1, myorg/repo2',
      ),
    );
  });
});
