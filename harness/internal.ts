export type {
  CassetteEntry,
  CassetteFile,
  CassetteHeader,
  Expectation,
} from './cassette/cassette-file.ts';
export { parseCassette } from './cassette/parse-cassette.ts';
export type { Pattern } from './cassette/pattern.ts';
export { printCassette } from './cassette/print-cassette.ts';
export { readCassette, writeCassette } from './cassette/store/cassette-store.ts';
export { findCassettes } from './cassette/store/find-cassettes.ts';
export { parseCertificate, printCertificate } from './dataset/certificates/certificate.ts';
export { readMockLog } from './dataset/judging/mock-log.ts';
export { reproduceRows } from './dataset/judging/reproduce-rows.ts';
export { rowsSetting } from './dataset/judging/rows-setting.ts';
export { runWorker } from './engine/run-worker.ts';
export { HarnessError } from './errors.ts';
export { readDeepFabricConfig } from './formats/deepfabric/deepfabric-config.ts';
export { mswFromCassette } from './formats/msw/to-msw.ts';
export { cassetteFromNock } from './formats/nock/from-nock.ts';
export { nockFromCassette } from './formats/nock/to-nock.ts';
export type { App } from './host/app.ts';
export { type AppWorld, resolveAppWorld } from './host/app-world.ts';
export { EmbeddedHost } from './host/embedded/embedded-host.ts';
export type { InstanceMode } from './host/embedded/instance-mode.ts';
export { EndpointHost } from './host/endpoint-host.ts';
export type {
  AnsweringHost,
  CallOutcome,
  CallWorld,
  ComponentGrant,
  WorldHost,
} from './host/host.ts';
export type { AppManifest } from './host/manifest/app-manifest.ts';
export { parseManifest } from './host/manifest/parse-manifest.ts';
export { readManifest } from './host/manifest/read-manifest.ts';
export { type JsonValue, parseJson } from './json/json-text.ts';
export { callLive } from './record/live-caller.ts';
export type { LiveCallOptions } from './record/live-run.ts';
export { recordScenario } from './record/record-scenario.ts';
export { hotReplays } from './replay/hot-replay.ts';
export { replayCassette } from './replay/replay-cassette.ts';
export { jsonDocument } from './report/json-document.ts';
export type { Entry, Outcome, Problem, Report } from './report/report.ts';
export { alignedTable } from './report/text/aligned-table.ts';
export { counted } from './report/text/counted.ts';
export { expectationDifferences } from './scenario/expectation-differences.ts';
export { patternMismatch } from './scenario/match-pattern.ts';
export { runScenario } from './scenario/run-scenario.ts';
export { type HttpService, serveHttp } from './service/http-service.ts';
export { outcomeResponse } from './service/outcome-response.ts';
export { expandCall, expandResult, recognizeCall, recognizeResult } from './tool-call/dialect.ts';
export { placeText } from './tool-call/difference-place.ts';
export type { Exchange, ExchangeOutcome } from './tool-call/exchange.ts';
export type { HeaderList, HttpRequest, HttpResponse } from './tool-call/http-message.ts';
export type { Interaction, StoreSnapshot } from './tool-call/interaction.ts';
export type { FileJudgement, VerdictReason } from './tool-call/verdict.ts';
export { CallSequence } from './world/call-sequence.ts';
export { type KeyValue, MemoryKeyValue } from './world/key-value/key-value.ts';
export { type StoreFault, StoreFaults } from './world/key-value/store-fault.ts';
export { type LiveLimits, LiveOutbound } from './world/outbound-http/live.ts';
export type { OutboundHttp } from './world/outbound-http/port.ts';
export { RecordedOutbound } from './world/outbound-http/recorded.ts';
export type { StartingMock, StartingWorld } from './world/starting-world.ts';
