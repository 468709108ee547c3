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
