import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.spec.ts'],
          setupFiles: ['test/support/reflect-metadata.ts'],
        },
      },
      {
        test: {
          name: 'whole',
          include: ['test/**/*.spec.ts'],
          setupFiles: ['test/support/reflect-metadata.ts'],
          globalSetup: ['test/support/postgres-server.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
