import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/temporary-folder.fixture.ts';
import { readCassette } from '../../cassette/store/cassette-store.ts';
import { plantedSecret } from '../../record/secret-scan/planted-secrets.fixture.ts';
import { record } from '../commands/record.ts';
import type { Terminal } from '../terminal.ts';
import { allowedSecrets } from './allowed-secrets.ts';

const { secret } = plantedSecret(40);
let printed = '';
const terminal: Terminal = {
  out: () => {},
  err: (text) => {
    printed += text;
  },
  note: (line) => {
    printed += `${line}\n`;
  },
  status: () => undefined,
  isTerminal: { out: false, err: false },
  columns: 80,
  env: { SPIN_VARIABLE_TOKEN: plantedSecret(0).secret },
  interrupted: () => new Promise(() => {}),
  now: () => 0,
};

const ALLOWED = 'step 1, request body, $.token';

function scenario(header = ''): { out: string; args: string[] } {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'scenarios'));
  const file = join(folder, 'scenarios', 'a.yaml');
  const request = `request: {method: POST, path: /probe/health, json: {token: ${secret}}}`;
  writeFileSync(file, `spintape: 1\nname: a\n${header}\n---\n${request}\n`);
  const out = join(folder, 'cassettes');
  return { out, args: [file, '--app', 'test-apps/probe', '--workers', '1', '--out', out] };
}

it('writes nothing for a scenario that holds a secret, and says what to do', async () => {
  const { out, args } = scenario();
  printed = '';
  expect(await record(args, terminal)).toBe(1);
  expect(printed).toBe(
    `spintape: ${args[0]}:5: Failed to record the call: it holds a GitHub token (ghp_…, 40 characters) in ${ALLOWED}. ` +
      `Make it a secret variable of the app, or take it out; if it may be kept, say why, for each place: --allow-secret '${ALLOWED}=REASON'; allow-secrets in the scenario's header holds it for good.\n`,
  );
  expect(() => readdirSync(out)).toThrow('ENOENT');
});

it('suggests an option for each of several places, in words of a shell', async () => {
  const { args } = scenario();
  const [file = ''] = args;
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('{token:', `{"it's": ${secret}, token:`));
  printed = '';
  expect(await record(args, terminal)).toBe(1);
  expect(printed).toMatch(
    /for each place: --allow-secret 'step 1, request body, \$\["it'\\''s"\]=REASON' --allow-secret 'step 1, request body, \$\.token=REASON'; allow-secrets in the scenario's header holds it for good\.\n$/,
  );
});

it('keeps the reason of an allowance, so that it need not be given again', async () => {
  const { out, args } = scenario();
  const unused = ['--allow-secret', 'step 2, request body, $.token=not needed'];
  const allowed = `--allow-secret=${ALLOWED}=revoked = harmless`;
  printed = '';
  const others = ['--allow-secret=my token=x', '--allow-secret=hunter2hunter2=x'];
  expect(await record([...args, allowed, ...unused, ...others], terminal)).toBe(0);
  expect(printed.split('\n').slice(1, -1)).toEqual([
    "warning: --allow-secret 'step 2, request body, $.token': nothing was found there. Copy the place from the message that refused the call.",
    'warning: --allow-secret \'my token=x\': "my token" is not a place. Copy the place from the message that refused the call.',
    'warning: --allow-secret number 4: what is before the = is not a place. Copy the place from the message that refused the call.',
  ]);
  const { header } = readCassette(join(out, 'a.yaml'));
  expect(header.allowedSecrets).toEqual(new Map([[ALLOWED, 'revoked = harmless']]));

  expect(await record(args, terminal)).toBe(0);
  expect(readCassette(join(out, 'a.yaml')).header.allowedSecrets).toEqual(
    new Map([[ALLOWED, 'revoked = harmless']]),
  );
  const [file = ''] = args;
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('/probe/health', '/probe/random'));
  expect(await record(args, terminal)).toBe(1);

  const again = scenario(`allow-secrets: {'step *, request body, $.token': 'revoked'}`);
  expect(await record(again.args, terminal)).toBe(0);
  expect(readCassette(join(again.out, 'a.yaml')).header.allowedSecrets).toEqual(
    new Map([['step *, request body, $.token', 'revoked']]),
  );
});

it.each([secret, 'a= '])('requires a reason for an allowance: %j', (value) => {
  expect(() => allowedSecrets([value])).toThrow(
    'Failed to read the command line: --allow-secret takes PLACE=REASON, and the reason is missing. ' +
      'See `spintape --help`.',
  );
});
