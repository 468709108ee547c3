import { defineConfig } from 'vitest/config';

// The tests of the components' logic, which need no build: what the mutation tester runs.
// biome-ignore lint/style/noDefaultExport: vitest finds its configuration by the default export.
export default defineConfig({
  test: {
    include: ['spin-app/**/*.test.ts'],
    // The law of confinement needs what lies in properties/, and sends ten thousand calls.
    exclude: ['**/node_modules/**', 'spin-app/dist/**', 'spin-app/github/confinement.test.ts'],
    setupFiles: ['spin-app/protocol/mutation.fixture.ts'],
    // A mutant of a loop may never end; the tester takes that for noticed.
    testTimeout: 20_000,
    // Reloading the modules for each file takes longer than the tests.
    isolate: false,
    pool: 'threads',
    maxWorkers: 1,
  },
});
