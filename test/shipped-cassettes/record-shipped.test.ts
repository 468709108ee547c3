import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaReference } from '../../harness/cassette/store/schema-reference.ts';
import {
  type App,
  type CassetteFile,
  parseCassette,
  printCassette,
} from '../../harness/internal.ts';
import { openBuiltApp, projectPath, recordEvidence, shippedNames } from './record-evidence.ts';

let app: App;

beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.host.close());

// `npm run evidence` runs this with `-u`, which writes the cassettes again. Only some scenarios
// have one: the others contain their answers.
describe('recording a shipped scenario', () => {
  it.each(shippedNames('cassettes'))('gives the cassette of %s', async (name) => {
    const path = projectPath(`cassettes/${name}.yaml`);
    const recorded = await recordEvidence(app, name);
    const text = printCassette(withShippedBuild(recorded, path), schemaReference(path));
    await expect(text).toMatchFileSnapshot(path);
  });
});

/**
 * With the build keys in the shipped cassette: another build with the same answers is not a reason
 * to write it again.
 */
function withShippedBuild(recorded: CassetteFile, path: string): CassetteFile {
  const app = shippedApp(path) ?? recorded.header.app;
  return app === undefined ? recorded : { ...recorded, header: { ...recorded.header, app } };
}

function shippedApp(path: string): CassetteFile['header']['app'] {
  try {
    return parseCassette(readFileSync(path, 'utf8'), path).header.app;
  } catch {
    return undefined;
  }
}
