import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest finds its configuration by the default export.
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', '**/dist/**', '**/*.tmp/**'],
    testTimeout: 30_000,
  },
});
