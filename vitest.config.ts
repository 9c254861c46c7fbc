import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts', 'tools/**/*.test.mjs'],
    globalSetup: ['test/support/built.ts'],
    reporters: ['default', './tools/totals-reporter.mjs'],
    // The built interpreter is run as it is: what vitest transforms has its imports rewritten, and is slow.
    server: { deps: { external: [/\/dist\//] } },
    pool: 'forks',
    maxWorkers: 2,
    // Longer than a program may take (test/support/interpreter.ts): then its test says what it had printed.
    testTimeout: process.env.STACKLESS_STRESS ? 320_000 : 140_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
});
