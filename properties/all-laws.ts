import { argumentValidation } from './laws/argument-validation.ts';
import { cleanInstances } from './laws/clean-instances.ts';
import { cleanup } from './laws/cleanup.ts';
import { determinism } from './laws/determinism.ts';
import { failingStores } from './laws/failing-stores.ts';
import { filesLikeAMap } from './laws/files-like-a-map.ts';
import { fixturePrecedence } from './laws/fixture-precedence.ts';
import { gatewayAddsNothing } from './laws/gateway-adds-nothing.ts';
import { githubConfinement } from './laws/github-confinement.ts';
import { githubTotality } from './laws/github-totality.ts';
import { mockOwnership } from './laws/mock-ownership.ts';
import { noticedChanges } from './laws/noticed-changes.ts';
import { parallelCalls } from './laws/parallel-calls.ts';
import { printAndParse } from './laws/print-and-parse.ts';
import { recordThenReplay } from './laws/record-then-replay.ts';
import { schemaInterpreter } from './laws/schema-interpreter.ts';
import { seedsAndClocks } from './laws/seeds-and-clocks.ts';
import { sessionIsolation } from './laws/session-isolation.ts';
import { templateFilling } from './laws/template-filling.ts';
import { totality } from './laws/totality.ts';
import type { Law } from './runner/law.ts';

/** Every law, in the order of their names. */
export const ALL_LAWS: readonly Law[] = [
  argumentValidation,
  cleanInstances,
  cleanup,
  determinism,
  failingStores,
  filesLikeAMap,
  fixturePrecedence,
  gatewayAddsNothing,
  githubConfinement,
  githubTotality,
  mockOwnership,
  noticedChanges,
  parallelCalls,
  printAndParse,
  recordThenReplay,
  schemaInterpreter,
  seedsAndClocks,
  sessionIsolation,
  templateFilling,
  totality,
];
