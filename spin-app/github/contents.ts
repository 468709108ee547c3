import { jsonOf, type Reply, type RepositoryRequest } from './api.ts';
import { ApiFailure } from './api-failure.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { encodePath } from './encode.ts';
import { GithubFailure } from './github-failure.ts';
import {
  type GithubCall,
  type GithubOutcome,
  type GithubTool,
  jsonOutcome,
} from './github-tool.ts';
import { isObject, type Json, type JsonObject, textAt, valueAt } from './json.ts';
import { repositoryParameters } from './parameter.ts';
import { requireRepository } from './repository.ts';

const RAW_MEDIA_TYPE = 'application/vnd.github.raw+json';

/** The largest file in bytes that is passed on: it is held several times over in 256 MB. */
const LARGEST_FILE = 8 * 1024 * 1024;

/** The tool that reads files and directories. */
export const contentsTools: readonly GithubTool[] = [
  {
    name: 'gh_get_file_contents',
    description:
      'Get the text of a file (as JSON with base64 if it is no UTF-8 text), or list a directory',
    parameters: {
      ...repositoryParameters,
      path: { type: 'string', description: 'Path in the repository; its root unless given' },
      ref: {
        type: 'string',
        description: 'Branch, tag or commit; the default branch unless given',
      },
    },
    run: getFileContents,
  },
];

async function getFileContents({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const path = encodePath(args.text('path'));
  const rest = `contents/${path}`;
  const request: RepositoryRequest = { repository, rest, query: { ref: args.text('ref') } };
  try {
    const reply = await api.ask(request);
    // A server that knows only one form of a file gives its bytes whatever it is asked for.
    if (isRaw(reply)) return fileOutcome(reply.response.body, {});
    return await outcomeOf(jsonOf(reply), reply, () =>
      api.ask({ ...request, accept: RAW_MEDIA_TYPE }),
    );
  } catch (error) {
    if (path === '' && isEmptyRepository(error)) return jsonOutcome([]);
    throw error;
  }
}

async function outcomeOf(
  contents: Json,
  reply: Reply,
  askRaw: () => Promise<Reply>,
): Promise<GithubOutcome> {
  if (Array.isArray(contents) && contents.every(isObject)) return jsonOutcome(contents.map(entry));
  if (!isObject(contents)) throw unexpected(reply, 'the answer is no file and no directory');
  switch (textAt(contents, 'type')) {
    case 'file':
      return fileOutcome(await bytesOf(contents, askRaw), contents);
    case 'symlink':
      return linkOutcome(contents, 'target');
    case 'submodule':
      return linkOutcome(contents, 'submodule_git_url');
    default:
      throw unexpected(reply, 'the answer is no file and no directory');
  }
}

/** GitHub leaves out the content of files above 1 MB, which are then asked for as they are. */
async function bytesOf(file: JsonObject, askRaw: () => Promise<Reply>): Promise<Uint8Array> {
  const size = valueAt(file, 'size');
  if (typeof size === 'number' && size > LARGEST_FILE) throw tooLarge(size);
  const content = textAt(file, 'content');
  const isLeftOut = content === '' && size !== 0;
  const bytes = textAt(file, 'encoding') === 'base64' && !isLeftOut ? decodeBase64(content) : null;
  if (bytes !== null) return bytes;
  const raw = await askRaw();
  if (!isJson(raw)) return raw.response.body;
  throw unexpected(raw, 'the answer holds no content of the file');
}

function fileOutcome(bytes: Uint8Array, file: JsonObject): GithubOutcome {
  if (bytes.length > LARGEST_FILE) throw tooLarge(bytes.length);
  const beside = shaOf(file);
  const text = decodeUtf8(bytes);
  if (text !== null) return { result: text, beside };
  const content = {
    type: 'file',
    size: bytes.length,
    encoding: 'base64',
    content: encodeBase64(bytes),
  };
  // The key beside the result tells it from a file whose text is such JSON.
  return { result: JSON.stringify(content), beside: { ...beside, encoding: 'base64' } };
}

function linkOutcome(link: JsonObject, target: 'target' | 'submodule_git_url'): GithubOutcome {
  const value = {
    type: valueAt(link, 'type'),
    path: valueAt(link, 'path'),
    [target]: valueAt(link, target),
  };
  return { result: JSON.stringify(value), beside: shaOf(link) };
}

function shaOf(file: JsonObject): Record<string, string> {
  const sha = textAt(file, 'sha');
  return sha === '' ? {} : { sha };
}

function entry(file: JsonObject): Json {
  return {
    name: valueAt(file, 'name'),
    type: valueAt(file, 'type'),
    path: valueAt(file, 'path'),
  };
}

function isRaw({ response }: Reply): boolean {
  return /^application\/vnd\.github\.[^;]*raw/i.test(response.header('content-type') ?? '');
}

function isJson({ response }: Reply): boolean {
  return /^application\/json/i.test(response.header('content-type') ?? '');
}

function isEmptyRepository(error: unknown): boolean {
  return error instanceof ApiFailure && /repository is empty/i.test(error.reason);
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function tooLarge(size: number): GithubFailure {
  return new GithubFailure(
    'APIError',
    `The file has ${size} bytes; files above ${LARGEST_FILE} bytes are not passed on`,
  );
}

function unexpected({ response }: Reply, reason: string): ApiFailure {
  return new ApiFailure('APIError', response.status, reason);
}
