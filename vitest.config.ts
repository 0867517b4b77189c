import { defineConfig } from 'vitest/config';

/** Vite would take graphql's ES modules where Apollo takes the others, and two copies of its classes do not know each other. */
const oneGraphql = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

const everyFile = {
  setupFiles: ['test/support/reflect-metadata.ts', 'test/support/patience.ts'],
  // Limits end a test that hangs, and measure nothing: a machine with other work takes minutes for what takes seconds.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 240_000 } },
};

export default defineConfig({
  test: {
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'test-results.json' }]] : ['default'],
    projects: [
      {
        resolve: oneGraphql,
        test: { ...everyFile, name: 'unit', include: ['src/**/*.spec.ts'] },
      },
      {
        resolve: oneGraphql,
        test: {
          ...everyFile,
          name: 'whole',
          include: ['test/**/*.spec.ts'],
          globalSetup: ['test/support/postgres-server.ts'],
        },
      },
    ],
  },
});
