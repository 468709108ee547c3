// The part of the generated WIT bindings that the probe calls. Errors of the host arrive as
// exceptions whose `payload` is the WIT error value.

declare module 'fermyon:spin/variables@2.0.0' {
  export function get(name: string): string;
}

declare module 'wasi:cli/environment@0.2.0' {
  export function getEnvironment(): [string, string][];
  export function getArguments(): string[];
  export function initialCwd(): string | undefined;
}

declare module 'wasi:cli/exit@0.2.0' {
  export function exit(status: { tag: 'ok' } | { tag: 'err' }): void;
}

declare module 'wasi:filesystem/preopens@0.2.0' {
  export interface Descriptor {
    openAt(flags: object, path: string, openFlags: object, descriptorFlags: object): unknown;
  }
  export function getDirectories(): [Descriptor, string][];
}

declare module 'wasi:sockets/instance-network@0.2.0' {
  export function instanceNetwork(): unknown;
}

declare module 'wasi:sockets/tcp-create-socket@0.2.0' {
  export function createTcpSocket(family: 'ipv4' | 'ipv6'): unknown;
}

declare module 'wasi:sockets/ip-name-lookup@0.2.0' {
  export function resolveAddresses(network: unknown, name: string): unknown;
}

declare module 'wasi:http/types@0.2.0' {
  interface Owned {
    [Symbol.dispose](): void;
  }
  export interface ErrorCode {
    readonly tag: string;
    readonly val?: unknown;
  }
  export class Fields {
    static fromList(entries: [string, Uint8Array][]): Fields;
    entries(): [string, Uint8Array][];
  }
  export class OutgoingRequest {
    constructor(headers: Fields);
    setMethod(method: { tag: string; val?: string }): void;
    setScheme(scheme: { tag: 'HTTP' | 'HTTPS' }): void;
    setAuthority(authority: string): void;
    setPathWithQuery(target: string): void;
    body(): OutgoingBody;
  }
  export class OutgoingBody {
    write(): Owned & { blockingWriteAndFlush(bytes: Uint8Array): void };
    static finish(body: OutgoingBody, trailers: Fields | undefined): void;
  }
  export class RequestOptions {
    setConnectTimeout(nanoseconds: bigint | undefined): void;
    setFirstByteTimeout(nanoseconds: bigint | undefined): void;
    setBetweenBytesTimeout(nanoseconds: bigint | undefined): void;
  }
  export class IncomingBody {
    stream(): Owned & { blockingRead(length: bigint): Uint8Array };
    static finish(body: IncomingBody): { get(): unknown };
  }
  export interface IncomingResponse {
    status(): number;
    headers(): Fields;
    consume(): IncomingBody;
  }
  export interface FutureIncomingResponse {
    subscribe(): { block(): void };
    get():
      | { tag: 'err' }
      | { tag: 'ok'; val: { tag: 'ok'; val: IncomingResponse } | { tag: 'err'; val: ErrorCode } }
      | undefined;
  }
  export function httpErrorCode(error: unknown): ErrorCode | undefined;
}

declare module 'wasi:http/outgoing-handler@0.2.0' {
  import type {
    FutureIncomingResponse,
    OutgoingRequest,
    RequestOptions,
  } from 'wasi:http/types@0.2.0';
  export function handle(
    request: OutgoingRequest,
    options: RequestOptions | undefined,
  ): FutureIncomingResponse;
}
