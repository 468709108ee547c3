// The part of the WebAssembly JavaScript Interface (W3C, version 1) that the host uses. TypeScript
// ships these types only with all types of browsers.

declare namespace WebAssembly {
  type ExportValue = Memory | Global | Table | ExportedFunction;
  type ImportValue = ExportValue | ((...args: never[]) => unknown);
  type Imports = Record<string, Record<string, ImportValue>>;
  type Exports = Record<string, ExportValue>;
  type ExportedFunction = (...args: unknown[]) => unknown;

  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Exports;
  }

  class Memory {
    constructor(descriptor: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }

  class Global {
    constructor(descriptor: { value: string; mutable?: boolean }, value?: unknown);
    value: unknown;
  }

  class Table {
    readonly length: number;
  }

  class RuntimeError extends Error {}

  function compile(bytes: Uint8Array): Promise<Module>;

  namespace Module {
    function exports(module: Module): Array<{ name: string; kind: string }>;
    function imports(module: Module): Array<{ module: string; name: string; kind: string }>;
  }
}
