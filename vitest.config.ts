import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest finds its configuration by the default export.
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    // Packages of others bring tests of their own, in whatever folder they are installed.
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.tmp/**'],
    // The limit is for tests that hang: under a load of six on two cores everything takes six times
    // as long, and most tests start a process or two.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Many tests wait for processes of their own, so that two workers are worth it on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
