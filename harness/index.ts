// Cassettes and scenarios
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
// What replays a call as it is recorded
export type { CallCheck, RecordedCall } from './compare/call-check.ts';
export {
  type CertifiedCall,
  parseCertificate,
  printCertificate,
  type RowCertificate,
} from './dataset/certificates/certificate.ts';
export {
  type CertificateChange,
  certificateChanges,
} from './dataset/certificates/certificate-changes.ts';
export { type CertifierSettings, RowCertifier } from './dataset/certificates/row-certifier.ts';
export {
  type CertificateVerdict,
  type CertificateVerifier,
  verifyCertificates,
} from './dataset/certificates/verify-certificates.ts';
export type { Digest } from './dataset/digest.ts';
// Rows of datasets
export type { ClaimRun } from './dataset/judging/call-run.ts';
export type { DatasetWorld, RowContract } from './dataset/judging/dataset-world.ts';
export { type MockLog, readMockLog } from './dataset/judging/mock-log.ts';
export { type RecordedAnswer, RecordedAnswers } from './dataset/judging/recorded-answers.ts';
export {
  type ReproducedRow,
  type RowJudge,
  reproduceRows,
} from './dataset/judging/reproduce-rows.ts';
export { RowRunner } from './dataset/judging/row-runner.ts';
export { rowsSetting } from './dataset/judging/rows-setting.ts';
export type { ClaimedCall, DatasetRow, UnreadableRow } from './dataset/rows/dataset-row.ts';
export { readRow } from './dataset/rows/read-row.ts';
// Tapes
export { runTape } from './engine/run-tape.ts';
export type {
  CassetteTape,
  JudgedFile,
  Played,
  PlayedFile,
  RowsSetting,
  RowsTape,
  ScenarioTape,
  Tape,
} from './engine/tape.ts';
// Errors
export { HarnessError, type HarnessErrorCode, type HarnessFailure } from './errors.ts';
// Other people's formats
export type { ConversionNote } from './formats/conversion-notes.ts';
// Scenarios
export type { ConfigNote } from './formats/deepfabric/deepfabric-components.ts';
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
export { recordWithNock } from './formats/nock/record-with-nock.ts';
export { type ConvertedText, nockFromCassette } from './formats/nock/to-nock.ts';
// Running apps
export type { App } from './host/app.ts';
export { type AppWorld, resolveAppWorld } from './host/app-world.ts';
export {
  DEFAULT_DEADLINE_MS,
  EmbeddedHost,
  type EmbeddedHostSettings,
} from './host/embedded/embedded-host.ts';
export type { InstanceMode } from './host/embedded/instance-mode.ts';
export { EndpointHost } from './host/endpoint-host.ts';
export type {
  AnsweringHost,
  CallFailure,
  CallOutcome,
  CallWorld,
  ComponentGrant,
  ExchangeWait,
  InstanceCounters,
  WorldHost,
} from './host/host.ts';
export type { AppManifest } from './host/manifest/app-manifest.ts';
export { parseManifest } from './host/manifest/parse-manifest.ts';
export { readManifest } from './host/manifest/read-manifest.ts';
export { type JsonValue, parseJson } from './json/json-text.ts';
// Recording and replaying
export { callLive } from './record/live-caller.ts';
export type { LiveCall, LiveCallOptions, LiveWorld } from './record/live-run.ts';
export {
  type CompletedCassette,
  type MissingInput,
  recordMissing,
} from './record/record-missing.ts';
export { recordScenario, type ScenarioInput } from './record/record-scenario.ts';
export type { Recording } from './record/recording.ts';
export {
  type GuardedFile,
  SecretGuard,
  type SecretGuardSettings,
} from './record/secret-scan/secret-guard.ts';
export {
  SessionRecorder,
  type SessionRecording,
  type UnreproducibleCall,
} from './record/session-recorder.ts';
export { type ComparedApps, compareApps } from './replay/compare-apps.ts';
export { type HotReplaySettings, hotReplay, hotReplays } from './replay/hot-replay.ts';
export { type CassetteReplay, type ReplayInput, replayCassette } from './replay/replay-cassette.ts';
export { type CassetteUpdate, updateCassette } from './replay/update-cassette.ts';
export { type CallEffect, expectationDifferences } from './scenario/expectation-differences.ts';
export { type PatternMismatch, patternMismatch } from './scenario/match-pattern.ts';
export { runScenario, type ScenarioRunInput } from './scenario/run-scenario.ts';
export { type Caller, type HttpService, serveHttp } from './service/http-service.ts';
export { outcomeResponse } from './service/outcome-response.ts';
// Calls and what belongs to them
export {
  type ComponentCall,
  type ComponentResult,
  expandCall,
  expandResult,
  type McpCall,
  type McpResult,
  recognizeCall,
  recognizeResult,
  type ToolCall,
  type ToolResult,
} from './tool-call/dialect.ts';
export type { Exchange, ExchangeOutcome, OutboundRequest } from './tool-call/exchange.ts';
export type { HeaderList, HttpRequest, HttpResponse } from './tool-call/http-message.ts';
export type {
  ImportAtFault,
  Interaction,
  StoreSnapshot,
  Unreproducible,
} from './tool-call/interaction.ts';
export {
  type CallJudgement,
  type RowJudgement,
  type RowVerdict,
  reproduces,
} from './tool-call/row-judgement.ts';
export { sessionOf } from './tool-call/session-of.ts';
export type {
  Difference,
  DifferenceReason,
  FailureReason,
  Judgement,
  MissingReason,
  RowReason,
  Verdict,
  VerdictReason,
} from './tool-call/verdict.ts';
export { CallSequence, type CallStart } from './world/call-sequence.ts';
export { type KeyValue, MemoryKeyValue } from './world/key-value/key-value.ts';
export { type StoreFault, StoreFaults } from './world/key-value/store-fault.ts';
export type { StoreRead } from './world/key-value/traced-key-value.ts';
export { type LiveLimits, LiveOutbound } from './world/outbound-http/live.ts';
export type { OutboundHttp } from './world/outbound-http/port.ts';
export { RecordedOutbound, type UnmatchedRequest } from './world/outbound-http/recorded.ts';
export {
  DROPPED_RESPONSE_HEADERS,
  KEPT_RESPONSE_HEADERS,
} from './world/response-headers.ts';
export { SecretSwap } from './world/secrets/secret-swap.ts';
export type { StartingFixture, StartingMock, StartingWorld } from './world/starting-world.ts';
export { variablesFromEnvironment } from './world/variables.ts';
