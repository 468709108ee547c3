import { readFileSync } from 'node:fs';
import { decodeText } from '../../harness/cassette/store/decode-text.ts';
import { parseCertificate, printCertificate, readMockLog } from '../../harness/internal.ts';
import { isClearRefusal } from './clear-refusal.ts';
import type { FuzzFormat, Reading } from './fuzz-format.ts';
import { JSON_LINES_PIECES, JSON_PIECES } from './json-pieces.ts';

const CODES = ['unreadable', 'cassette-invalid'] as const;

const CERTIFICATE = printCertificate({
  name: 'rows.jsonl:1',
  row: 'sha256:00ff',
  components: { vfs: 'sha256:aa' },
  world: null,
  cassettes: 'sha256:bb',
  seed: 0,
  verdict: 'differs',
  reason: 'changed-result',
  inferred: false,
  calls: [
    { tool: 'read_file', verdict: 'same' },
    { tool: 'x', verdict: 'failed', reason: 'trap' },
  ],
});

const LOG = [
  { m: 'POST', t: '/mock/load-schema', req: '{"name":"a"}', st: 200 },
  { m: 'POST', t: '/mock/execute', req: '{"name":"a","arguments":{}}', st: 200 },
  { m: 'GET', t: '/mock/list-tools', st: 200 },
];

/** Certificates of rows. */
export const CERTIFICATES: FuzzFormat = {
  name: 'certificates',
  ending: '.json',
  sound: [CERTIFICATE],
  pieces: { ...JSON_PIECES, opening: '{"spintape_certificate":1,"name":' },
  isJson: true,
  reading: (path) => {
    return readingWith(path, (text) => printCertificate(parseCertificate(text, path)));
  },
};

/** Logs of calls of the mock. */
export const MOCK_LOGS: FuzzFormat = {
  name: 'logs of the mock',
  ending: '.jsonl',
  sound: [LOG.map((entry) => JSON.stringify(entry)).join('\n')],
  pieces: { ...JSON_LINES_PIECES, opening: '{"m":"POST","t":"/mock/execute","req":' },
  isJson: true,
  reading: (path) => readingWith(path, (text) => readMockLog(text, path)),
};

function readingWith(path: string, read: (text: string) => unknown): Reading {
  try {
    read(decodeText(readFileSync(path), path, 'the file'));
    return 'read';
  } catch (error) {
    // A certificate is one value, and errors concern the whole.
    const ofWholeFile = /is not UTF-8|the certificate/;
    if (isClearRefusal(error, { path, codes: CODES, ofWholeFile })) return 'refused';
    throw error;
  }
}
