import { readFileSync } from 'node:fs';
import { decodeText } from '../../harness/cassette/store/decode-text.ts';
import {
  cassetteFromNock,
  mswFromCassette,
  nockFromCassette,
  parseCassette,
  printCassette,
} from '../../harness/internal.ts';
import { isClearRefusal } from './clear-refusal.ts';
import type { FuzzFormat } from './fuzz-format.ts';
import { JSON_PIECES } from './json-pieces.ts';

const SCOPE = 'https://api.github.com:443';

const SOUND: readonly (readonly object[])[] = [
  [
    {
      scope: SCOPE,
      method: 'GET',
      path: '/repos/octo/hello/issues?state=open&per_page=10',
      body: '',
      status: 200,
      response: [{ number: 1, title: 'a', labels: [] }],
      rawHeaders: ['Content-Type', 'application/json', 'Link', '<https://a.test>; rel="next"'],
      reqheaders: { accept: 'application/json', authorization: '<secret:github_token>' },
      responseIsBinary: false,
    },
    {
      scope: SCOPE,
      method: 'POST',
      path: '/a',
      body: { a: [1, 2] },
      status: 201,
      response: 'text',
    },
  ],
  [
    {
      scope: 'http://a.test:8080',
      method: 'PUT',
      path: '/x%20y?q=%C4%85',
      port: 8080,
      body: 'c0ffee',
      reply: '404',
      response: '89504e47',
      headers: { 'content-encoding': 'gzip', etag: ['a', 'b'] },
      options: { encodedQueryParams: true },
      responseIsBinary: true,
    },
  ],
  [{ scope: 'https://a.test', method: 'DELETE', path: '/', response: '', badheaders: ['cookie'] }],
];

/**
 * Definitions of nock: every file that is read is written as a scenario, as handlers, and as
 * definitions.
 */
export const NOCK_FILES: FuzzFormat = {
  name: 'nock files',
  ending: '.json',
  sound: SOUND.flatMap((list) => [JSON.stringify(list), JSON.stringify(list, null, 2)]),
  pieces: JSON_PIECES,
  isJson: true,
  reading: (path) => {
    try {
      const text = decodeText(readFileSync(path), path, 'the file');
      const { cassette } = cassetteFromNock({ text, file: path }, 'fuzz');
      const read = parseCassette(printCassette(cassette, 'schema.json'), path);
      mswFromCassette(read, 'javascript');
      nockFromCassette(read);
      return 'read';
    } catch (error) {
      const codes = [
        'foreign-invalid',
        'cassette-invalid',
        'secret-found',
        'unsearchable',
      ] as const;
      if (isClearRefusal(error, { path, codes, ofWholeFile: OF_WHOLE_FILE })) return 'refused';
      throw error;
    }
  },
};

const OF_WHOLE_FILE = /is not UTF-8|the list is empty|written as code|it holds /;
