import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AppManifest,
  readCassette,
  readManifest,
  runScenario,
} from '../../harness/internal.ts';
import { projectPath, shippedNames } from '../shipped-cassettes/record-evidence.ts';
import { type ErrorSites, type Logic, loadLogic } from './bundle-logic.ts';
import { LogicHost } from './logic-host.ts';

const names = shippedNames('scenarios');
const recorded = new Set(shippedNames('cassettes'));

/** Branches whose deletion no scenario could notice, by their first line, with the reason. */
const UNNOTICEABLE: Readonly<Record<string, string>> = {
  "throw new GithubFailure('NetworkError', 'The variable github_api_url is no http or https URL');":
    'the manifest refuses such a value, because the variable is a host of it too',
  "throw new GithubFailure('Unauthorized', 'The variable github_token holds no token');":
    'the variable is a secret, in whose place the component gets a placeholder',
  'throw serverFailure(`has more than ${PAGE_LIMIT} pages of tools`);':
    'it takes two hundred pages to get there; a unit test has them',
  'throw tooLarge(bytes.length);': 'it takes a file of 8 MiB; a unit test has one',
  "throw unexpected(reply, 'the answer is no file and no directory');":
    'two branches give this answer, and each of them gives it for the other',
  'throw new NetworkFailure(`the component ${component} gave no answer (${response.status})`);':
    'it takes a component that breaks down; a unit test has one',
};

let folder: string;
let app: AppManifest;
let logic: Logic & ErrorSites;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spintape-branches-'));
  app = await readManifest(projectPath('spin-app/spin.toml'));
  logic = await loadLogic(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** How a scenario ends while a site is deleted. */
async function outcomeOf(name: string, deleted?: number) {
  const file = `scenarios/${name}.yaml`;
  const scenario = readCassette(projectPath(file));
  const tape = recorded.has(name) ? readCassette(projectPath(`cassettes/${name}.yaml`)) : undefined;
  const judged = { value: '' };
  const reached = await logic.during(deleted, async () => {
    const running = { manifest: app, host: new LogicHost(logic) };
    judged.value = JSON.stringify(await runScenario(running, { scenario, file, recorded: tape }));
  });
  return { judged: judged.value, reached };
}

describe('the error branches of the components', () => {
  const ends = new Map<string, Awaited<ReturnType<typeof outcomeOf>>>();

  it('are all there while the scenarios run as they expect', async () => {
    for (const name of names) ends.set(name, await outcomeOf(name));
    const odd = [...ends].filter(([, { judged }]) => JSON.parse(judged).verdict !== 'same');
    expect(odd.map(([name, { judged }]) => [name, judged])).toEqual([]);
  });

  it('make a scenario fail, each of them, when it is deleted', async () => {
    const unnoticed: string[] = [];
    for (const [number, { place, code }] of logic.sites.entries()) {
      const reaching = [...ends].filter(([, { reached }]) => reached.has(number));
      const isNoticed = await anyFails(
        reaching.map(([name]) => name),
        number,
      );
      if (Object.hasOwn(UNNOTICEABLE, code)) continue;
      if (!isNoticed) unnoticed.push(`${reaching.length > 0 ? 'reached ' : ''}${place}: ${code}`);
    }
    expect(unnoticed).toEqual([]);
  });

  async function anyFails(reaching: readonly string[], site: number): Promise<boolean> {
    for (const name of reaching) {
      const { judged } = await outcomeOf(name, site);
      if (JSON.parse(judged).verdict !== 'same') return true;
    }
    return false;
  }
});
