import { describe, expect, it } from 'vitest';
import { inputSchema } from './parameter.ts';

describe('inputSchema', () => {
  it('tells of each argument its type, and what else is known of it', () => {
    const description = 'd';
    const schema = inputSchema({
      text: { type: 'string', description, required: true },
      choice: { type: 'string', description, choices: ['a', 'b'], default: 'a' },
      count: { type: 'integer', description, default: 10 },
      flag: { type: 'boolean', description, default: false },
      list: { type: 'string-list', description, required: true },
    });
    expect(schema).toStrictEqual({
      type: 'object',
      properties: {
        text: { type: 'string', description },
        choice: { type: 'string', description, enum: ['a', 'b'], default: 'a' },
        count: { type: 'integer', description, minimum: 1, default: 10 },
        flag: { type: 'boolean', description, default: false },
        list: { type: 'array', items: { type: 'string' }, description },
      },
      required: ['text', 'list'],
      additionalProperties: false,
    });
  });
});
