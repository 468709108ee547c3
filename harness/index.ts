export { judgeRows, type RowsWorld } from './api/judge-rows.ts';
export { type LiveSettings, liveRecording } from './api/live-recording.ts';
export { type JudgedCassette, replayText } from './api/replay-text.ts';
export type {
  CassetteEntry,
  CassetteFile,
  CassetteHeader,
  Expectation,
  ExpectedState,
  RecordedApp,
} from './cassette/cassette-file.ts';
export { parseCassette } from './cassette/parse-cassette.ts';
export type { Pattern } from './cassette/pattern.ts';
export { printCassette } from './cassette/print-cassette.ts';
export { readCassette, writeCassette } from './cassette/store/cassette-store.ts';
export { findCassettes } from './cassette/store/find-cassettes.ts';
export type { DatasetWorld } from './dataset/judging/dataset-world.ts';
export { type MockLog, readMockLog } from './dataset/judging/mock-log.ts';
export { RecordedAnswers } from './dataset/judging/recorded-answers.ts';
export type { SessionRequest } from './engine/session-settings.ts';
export {
  type SessionCall,
  type SessionMock,
  type SessionSettings,
  ToolSession,
} from './engine/tool-session.ts';
export { HarnessError, type HarnessErrorCode, type HarnessFailure } from './errors.ts';
export type { ConversionNote } from './formats/conversion-notes.ts';
export {
  type DeepFabricConfig,
  readDeepFabricConfig,
} from './formats/deepfabric/deepfabric-config.ts';
export type { ModuleLanguage } from './formats/msw/msw-module.ts';
export { mswFromCassette } from './formats/msw/to-msw.ts';
export {
  type ConvertedCassette,
  cassetteFromNock,
  type NockFile,
} from './formats/nock/from-nock.ts';
export { type ConvertedText, nockFromCassette } from './formats/nock/to-nock.ts';
export type { App } from './host/app.ts';
export type { WorldHost } from './host/host.ts';
export { type AppSettings, openApp } from './host/open-app.ts';
export { recordScenario, type ScenarioInput } from './record/record-scenario.ts';
export type { Recording } from './record/recording.ts';
export { type ComparedApps, compareApps } from './replay/compare-apps.ts';
export { type ReplayInput, replayCassette } from './replay/replay-cassette.ts';
export { type CassetteUpdate, updateCassette } from './replay/update-cassette.ts';
export { runScenario, type ScenarioRunInput } from './scenario/run-scenario.ts';
export {
  type ComponentResult,
  expandCall,
  recognizeResult,
  type ToolCall,
  type ToolResult,
} from './tool-call/dialect.ts';
export type { DifferencePlace } from './tool-call/difference-place.ts';
export type { Exchange, ExchangeOutcome, OutboundRequest } from './tool-call/exchange.ts';
export type { HeaderList, HttpRequest, HttpResponse } from './tool-call/http-message.ts';
export {
  type CallJudgement,
  type RowJudgement,
  type RowVerdict,
  reproduces,
} from './tool-call/row-judgement.ts';
export type {
  Difference,
  FileJudgement,
  Verdict,
  VerdictReason,
} from './tool-call/verdict.ts';
export type { StartingMock, StartingWorld } from './world/starting-world.ts';
