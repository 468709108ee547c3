import { currentCall } from '../guest-call.ts';
import { ResultError, Trap } from '../result-error.ts';
import { FutureTrailers, IncomingBody, OutgoingBody } from './http-body.ts';
import { Fields } from './http-fields.ts';
import { IncomingRequest, IncomingResponse } from './http-incoming.ts';
import {
  OutgoingRequest,
  OutgoingResponse,
  RequestOptions,
  ResponseOutparam,
} from './http-outgoing.ts';
import { Store } from './key-value.ts';
import { FutureIncomingResponse, handle } from './outgoing-handler.ts';
import { Pollable, poll, TimerPollable } from './poll.ts';
import { InputStream, IoError, logStream, OutputStream } from './streams.ts';
import { configuration, get } from './variables.ts';
import { Bucket, batch, Cas, increment, openBucket } from './wasi-key-value.ts';

/** Resources that the host never hands out; the glue needs their classes anyway. */
class TerminalInput {}
class TerminalOutput {}
class Descriptor {}
class DirectoryEntryStream {}
class Network {}
class ResolveAddressStream {}
class TcpSocket {}
class UdpSocket {}
class IncomingDatagramStream {}
class OutgoingDatagramStream {}

const monotonicClock = {
  now: () => currentCall().clock.readMonotonic(),
  resolution: () => 1_000n,
  subscribeInstant: (instantNs: bigint) => new TimerPollable(instantNs),
  subscribeDuration: (ns: bigint) => new TimerPollable(currentCall().clock.elapsedNs + ns),
};

const random = {
  getRandomBytes: (length: bigint) => currentCall().random.bytes(Number(length)),
  getRandomU64: () => currentCall().random.u64(),
};

// Spin lets a component make sockets, and refuses to connect them to hosts that are not granted.
// This host grants none, and refuses at the first step.
const refuseSocket = (): never => {
  throw new ResultError('access-denied');
};

const interfaces: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'fermyon:spin/key-value': { Store },
  'fermyon:spin/variables': { get },
  'wasi:cli/environment': {
    getEnvironment: () => [...currentCall().grant.environment],
    getArguments: () => [],
    initialCwd: () => undefined,
  },
  'wasi:cli/exit': {
    exit: () => {
      throw new Trap('the component ended its process');
    },
  },
  'wasi:cli/stdin': { getStdin: () => new InputStream() },
  'wasi:cli/stdout': { getStdout: () => logStream('stdout') },
  'wasi:cli/stderr': { getStderr: () => logStream('stderr') },
  'wasi:cli/terminal-input': { TerminalInput },
  'wasi:cli/terminal-output': { TerminalOutput },
  'wasi:cli/terminal-stdin': { getTerminalStdin: () => undefined },
  'wasi:cli/terminal-stdout': { getTerminalStdout: () => undefined },
  'wasi:cli/terminal-stderr': { getTerminalStderr: () => undefined },
  'wasi:clocks/monotonic-clock': monotonicClock,
  'wasi:clocks/wall-clock': {
    now: () => currentCall().clock.readWall(),
    resolution: () => ({ seconds: 0n, nanoseconds: 1_000 }),
  },
  'wasi:config/store': configuration,
  'wasi:filesystem/preopens': { getDirectories: () => [] },
  'wasi:filesystem/types': {
    Descriptor,
    DirectoryEntryStream,
    filesystemErrorCode: () => undefined,
  },
  'wasi:http/outgoing-handler': { handle },
  'wasi:http/types': {
    Fields,
    FutureIncomingResponse,
    FutureTrailers,
    IncomingBody,
    IncomingRequest,
    IncomingResponse,
    OutgoingBody,
    OutgoingRequest,
    OutgoingResponse,
    RequestOptions,
    ResponseOutparam,
    httpErrorCode: (error: IoError) => error.httpCode,
  },
  'wasi:io/error': { Error: IoError },
  'wasi:io/poll': { Pollable, poll },
  'wasi:io/streams': { InputStream, OutputStream },
  'wasi:keyvalue/atomics': { Cas, increment, swap: Cas.swap },
  'wasi:keyvalue/batch': batch,
  'wasi:keyvalue/store': { Bucket, open: openBucket },
  'wasi:sockets/instance-network': { instanceNetwork: () => new Network() },
  'wasi:sockets/ip-name-lookup': { ResolveAddressStream, resolveAddresses: refuseSocket },
  'wasi:sockets/network': { Network },
  'wasi:sockets/tcp': { TcpSocket },
  'wasi:sockets/tcp-create-socket': { createTcpSocket: refuseSocket },
  'wasi:sockets/udp': { IncomingDatagramStream, OutgoingDatagramStream, UdpSocket },
  'wasi:sockets/udp-create-socket': { createUdpSocket: refuseSocket },
  'wasi:random/random': random,
  'wasi:random/insecure': {
    getInsecureRandomBytes: random.getRandomBytes,
    getInsecureRandomU64: random.getRandomU64,
  },
  'wasi:random/insecure-seed': {
    insecureSeed: () => [random.getRandomU64(), random.getRandomU64()],
  },
};

/**
 * Everything that a guest may import. Interfaces are found with and without their versions, so this
 * fits the glue of any jco version. Using anything else ends the call with a message that names it.
 */
export const wasiImports: object = new Proxy(interfaces, {
  get: (_, specifier) => {
    const name = String(specifier).replace(/@[^/]*$/, '');
    return interfaces[name] ?? absentInterface(String(specifier));
  },
});

function absentInterface(specifier: string): object {
  return new Proxy(
    {},
    {
      get: (_, member) => {
        const refuse = () => {
          throw new Trap(
            `the component called ${specifier}#${String(member)}, which the host does not give`,
          );
        };
        return /^[A-Z]/.test(String(member)) ? absentResource(refuse) : refuse;
      },
    },
  );
}

function absentResource(refuse: () => never): unknown {
  class Absent {
    constructor() {
      refuse();
    }
  }
  return new Proxy(Absent, {
    get: (target, member) => (member in target ? Reflect.get(target, member) : refuse),
  });
}
