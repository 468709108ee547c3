import { describe, expect, it } from 'vitest';
import { encodeBase64 } from './base64.ts';
import {
  callTool,
  documented,
  type FakeAnswer,
  fakeWorld,
  recorded,
} from './fake-github.fixture.ts';
import type { Json } from './json.ts';

const HELLO = { owner: 'octocat', repo: 'Hello-World' };
const SHA = '3d21ec53a331a6f037a91c368710b99387d012c1';
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const RAW_TYPE = { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' };

/** A file as GitHub's contents endpoint gives it: base64 in lines of 60 digits. */
function fileOf(bytes: Uint8Array): Json {
  const content = encodeBase64(bytes).replace(/.{60}/g, '$&\n');
  return { type: 'file', encoding: 'base64', size: bytes.length, path: 'f', sha: SHA, content };
}

/** Reads `path` of a repository whose contents endpoint gives these answers, one after another. */
async function read(answers: readonly FakeAnswer[], path = 'f') {
  let next = 0;
  const world = fakeWorld(() => answers[next++] ?? { status: 500 });
  const answer = await callTool(world, 'gh_get_file_contents', { ...HELLO, path });
  return { answer, accepts: world.requests.map(({ headers }) => headers['accept']) };
}

const success = (result: string, beside: object = {}) => ({
  success: true,
  result,
  error_type: null,
  ...beside,
});
const failure = (error_type: string, result: string) => ({ success: false, result, error_type });

describe('gh_get_file_contents', () => {
  it('gives the text of a file as it is, with its hash beside the result', async () => {
    const text = `\ufeffGrüße, 世界 🎉\r\n${'long line '.repeat(20)}\n`;
    const { answer } = await read([{ json: fileOf(new TextEncoder().encode(text)) }]);
    expect(answer).toEqual(success(text, { sha: SHA }));
  });

  it('gives an empty file as an empty text with one request', async () => {
    const { answer, accepts } = await read([{ json: fileOf(new Uint8Array()) }]);
    expect(answer).toEqual(success('', { sha: SHA }));
    expect(accepts).toHaveLength(1);
  });

  it('keeps the bytes of a file that is no text, and says so beside the result', async () => {
    const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0x00);
    const { answer } = await read([{ json: fileOf(bytes) }]);
    const result = '{"type":"file","size":6,"encoding":"base64","content":"iVBOR/8A"}';
    expect(answer).toEqual(success(result, { sha: SHA, encoding: 'base64' }));
  });

  it('asks for the raw bytes of a file above 1 MB', async () => {
    const large = { type: 'file', encoding: 'none', size: 2_000_000, content: '', sha: SHA };
    const bytes = new TextEncoder().encode('x'.repeat(2_000_000));
    const { answer, accepts } = await read([{ json: large }, { bytes, headers: RAW_TYPE }]);
    expect(answer).toEqual(success('x'.repeat(2_000_000), { sha: SHA }));
    expect(accepts).toEqual(['application/vnd.github+json', 'application/vnd.github.raw+json']);
  });

  it("asks for the raw bytes of GitHub's documented file, whose base64 is broken", async () => {
    const json = documented('content-file-response-if-content-is-a-file');
    const bytes = new TextEncoder().encode('# Yoga Bot');
    const { answer } = await read([{ json }, { bytes, headers: RAW_TYPE }]);
    expect(answer).toEqual(success('# Yoga Bot', { sha: SHA }));
  });

  it('does not take JSON for the raw bytes that it asked for', async () => {
    const json = { type: 'file', encoding: 'none', size: 2_000_000, content: '' };
    const { answer } = await read([
      { json, headers: JSON_TYPE },
      { json, headers: JSON_TYPE },
    ]);
    expect(answer).toEqual(
      failure('APIError', 'GitHub API error (200): the answer holds no content of the file'),
    );
  });

  it('does not fetch a file that would not fit into memory', async () => {
    const json = { type: 'file', encoding: 'none', size: 90_000_000, content: '' };
    const { answer, accepts } = await read([{ json }]);
    const text = 'The file has 90000000 bytes; files above 8388608 bytes are not passed on';
    expect(answer).toEqual(failure('APIError', text));
    expect(accepts).toHaveLength(1);
  });

  it('passes on a file of the largest size, and none that is larger', async () => {
    const bytes = new Uint8Array(8_388_609).fill(0x78);
    const unsaid = { type: 'file', encoding: 'none', content: '', sha: SHA };
    const asked = { json: unsaid };
    const fits = { bytes: bytes.subarray(1), headers: RAW_TYPE };
    expect((await read([asked, fits])).answer).toEqual(
      success('x'.repeat(8_388_608), { sha: SHA }),
    );
    const said = { json: { ...unsaid, size: 8_388_608 } };
    expect((await read([said, fits])).answer).toMatchObject({ success: true });
    const text = 'The file has 8388609 bytes; files above 8388608 bytes are not passed on';
    expect((await read([asked, { bytes, headers: RAW_TYPE }])).answer).toEqual(
      failure('APIError', text),
    );
    expect((await read([{ json: { ...unsaid, size: 8_388_609 } }])).answer).toEqual(
      failure('APIError', text),
    );
  });

  it.each([
    ['left out', { encoding: 'base64', size: 3, content: '' }],
    ['in another encoding', { encoding: 'none', size: 3, content: 'YWJj' }],
  ])('asks for the raw bytes of a file whose content is %s', async (_, said) => {
    const json = { type: 'file', ...said };
    const bytes = new TextEncoder().encode('raw');
    expect((await read([{ json }, { bytes }])).answer).toEqual(success('raw'));
  });

  it('takes for raw or for JSON only what says so first', async () => {
    const json = [{ name: 'n', type: 'file', path: 'n' }];
    const headers = { 'content-type': 'text/plain; as=application/vnd.github.raw' };
    expect((await read([{ json, headers }])).answer).toEqual(success(JSON.stringify(json)));
    const file = { type: 'file', encoding: 'none', content: '' };
    const plain = { 'content-type': 'text/plain; as=application/json' };
    const bytes = new TextEncoder().encode('raw');
    expect((await read([{ json: file }, { bytes, headers: plain }])).answer).toEqual(
      success('raw'),
    );
  });

  it('passes on at the root, too, what is no empty repository', async () => {
    const gone = { status: 404, json: { message: 'Not Found' } };
    expect((await read([gone], '')).answer).toEqual(
      failure('NotFound', 'GitHub API error (404): Not Found'),
    );
  });

  it('lists a directory, at the root too', async () => {
    const world = fakeWorld(() => ({
      json: documented('content-file-response-if-content-is-a-directory'),
    }));
    const answer = await callTool(world, 'gh_get_file_contents', { ...HELLO, ref: 'a&b' });
    expect(answer).toEqual(
      success(
        '[{"name":"octokit.rb","type":"file","path":"lib/octokit.rb"},' +
          '{"name":"octokit","type":"dir","path":"lib/octokit"}]',
      ),
    );
    expect(world.requests[0]?.url).toBe(
      'https://api.github.com/repos/octocat/Hello-World/contents/?ref=a%26b',
    );
  });

  it('tells where a symbolic link points', async () => {
    const json = documented('content-file-response-if-content-is-a-symlink');
    const result =
      '{"type":"symlink","path":"bin/some-symlink","target":"/path/to/symlink/target"}';
    const sha = '452a98979c88e093d682cab404a3ec82babebb48';
    expect((await read([{ json }])).answer).toEqual(success(result, { sha }));
  });

  it('tells what a submodule is of', async () => {
    const json = documented('content-file-response-if-content-is-a-submodule');
    const result =
      '{"type":"submodule","path":"test/qunit","submodule_git_url":"git://github.com/jquery/qunit.git"}';
    const sha = '6ca3721222109997540bd6d9ccd396902e0ad2f9';
    expect((await read([{ json }])).answer).toEqual(success(result, { sha }));
  });

  it('lists the root of an empty repository as an empty directory', async () => {
    const empty = { status: 404, json: { message: 'This repository is empty.' } };
    expect((await read([empty], '')).answer).toEqual(success('[]'));
    expect((await read([empty], 'f')).answer).toEqual(
      failure('NotFound', 'GitHub API error (404): This repository is empty.'),
    );
  });

  it('reads what was really recorded: a directory, and a file given raw', async () => {
    const world = fakeWorld(recorded('get-content'));
    const args = { owner: 'octokit-fixture-org', repo: 'hello-world' };
    expect(await callTool(world, 'gh_get_file_contents', args)).toEqual(
      success('[{"name":"README.md","type":"file","path":"README.md"}]'),
    );
    expect(await callTool(world, 'gh_get_file_contents', { ...args, path: '/README.md' })).toEqual(
      success('# hello-world'),
    );
  });

  it.each<[string, Json]>([
    ['null', null],
    ['a number', 7],
    ['a list of numbers', [7]],
    ['a list that is not all of entries', [{ name: 'n' }, 7]],
    ['an object without a type', {}],
    ['an unknown type', { type: 'portal' }],
  ])('refuses an answer that is %s', async (_, json) => {
    expect((await read([{ json }])).answer).toEqual(
      failure('APIError', 'GitHub API error (200): the answer is no file and no directory'),
    );
  });
});
