import { describe, expect, it } from 'vitest';
import { mock } from './mock-service.fixture.ts';

const TOOL = { name: 'f', inputSchema: { properties: { a: { type: 'integer' } } } };

describe('what is loaded and listed', () => {
  it('gives every property as an object without a description of null', async () => {
    const { post, ask: send } = mock();
    const rest = { minimum: 1 };
    const properties = {
      yes: true,
      no: false,
      gone: { description: null, ...rest },
      kept: { description: 'd', ...rest },
      bare: rest,
    };
    await post('load-schema', [{ name: 'f', description: 'd', inputSchema: { properties } }]);
    expect((await send('GET', '/mock/list-tools')).body).toEqual({
      tools: [
        {
          name: 'f',
          description: 'd',
          inputSchema: {
            properties: {
              yes: {},
              no: { not: {} },
              gone: rest,
              kept: { description: 'd', ...rest },
              bare: rest,
            },
          },
        },
      ],
    });
  });

  it('may have no schema', async () => {
    const { post, ask: send } = mock();
    await post('load-schema', [{ name: 'none' }]);
    await post('load-schema', { mockResponses: { open: { defaultResponse: 1 } } });
    const rest = { description: '', inputSchema: { type: 'object' } };
    expect((await send('GET', '/mock/list-tools')).body).toEqual({
      tools: [
        { name: 'none', ...rest },
        { name: 'open', ...rest },
      ],
    });
  });

  it('is counted and named, with all that no argument can fill by the tool', async () => {
    const { post, names } = mock();
    await post('load-schema', [{ name: 'old' }, { ...TOOL, name: 'schemed' }]);
    const body = {
      tools: [
        {
          name: 'f',
          mockResponse: '{{x}}',
          mockFixtures: [{ match: { m: 1 }, response: '{{m}}{{y}}{{x}}' }],
        },
        { name: 'silent', mockResponse: 'text' },
      ],
      mockResponses: {
        schemed: { defaultResponse: '{{a}}{{z}}' },
        fresh: { defaultResponse: '{{any}}' },
      },
      fixtures: { newer: [{ match: {}, response: '{{any}}' }], fresh: [] },
    };
    expect((await post('load-schema', body)).body).toEqual({
      loaded: 5,
      tools: ['f', 'silent', 'schemed', 'fresh', 'newer'],
      responses: 4,
      fixtures: 2,
      without_schema: ['fresh', 'newer'],
      unfilled: { f: ['{{x}}', '{{y}}'], schemed: ['{{z}}'] },
    });
    expect(await names()).toEqual(['old', 'schemed', 'f', 'silent', 'fresh', 'newer']);
  });

  it('stands in the order of loading within one moment of the clock, too', async () => {
    const { post, names } = mock({ now: () => 0 });
    await post('load-schema', [{ name: 'c' }, { name: 'b' }]);
    await post('load-schema', {
      tools: [{ name: 'z' }],
      fixtures: { y: [{ match: {}, response: 1 }] },
    });
    await post('load-schema', [{ name: 'a' }, { name: 'b' }]);
    expect(await names()).toEqual(['c', 'b', 'z', 'y', 'a']);
  });
});
