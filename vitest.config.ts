import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Vite would take graphql's ES modules where Apollo takes the others, and two copies of its classes do not know each other. */
const oneGraphql = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

const everyFile = {
  setupFiles: ['test/support/reflect-metadata.ts', 'test/support/patience.ts', 'test/support/tidy-up.ts'],
  // Limits end a test that hangs, and measure nothing: a machine with other work takes minutes for what takes seconds.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 240_000 } },
};

const UNIT = 'src/**/*.spec.ts';
const WHOLE = 'test/**/*.spec.ts';
/** `npm run test:long`: what runs for minutes, and what takes 20 s or more to start processes, to wait or to compare at random. */
const LONG = [
  'outage/**/*',
  'leaks/**/*',
  'torture/**/*',
  'fuzz/**/*',
  'changes/two-gateways',
  'console',
  'draining/**/*',
  'edge/planted-secrets/**/*',
  'execution/plans',
  'ordering/random-*',
  'redis/trouble',
  'sandbox/loading',
  'shedding',
  'sqlserver/start',
  'start',
  'submissions/frozen',
].map((files) => `test/${files}.spec.ts`);
/** Those of the longest first: at the end two cores would wait for one of them. */
const LONGEST_FIRST = ['torture/sql-server', 'torture/orders', 'leaks', 'outage/sql-server', 'outage/gp', 'outage', 'torture'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST_FIRST.findIndex((name) => moduleId.includes(`/test/${name}`));
      return found === -1 ? LONGEST_FIRST.length : found;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}

/** A file that replaces modules, or says "@isolated" in a comment, has modules of its own. The others of a worker share theirs. */
const ISOLATED = globSync([UNIT, WHOLE]).filter((file) => /\bvi\.(do)?mock\(|@isolated/i.test(readFileSync(file, 'utf8')));

const unit = { ...everyFile, name: 'unit', include: [UNIT], exclude: ISOLATED, isolate: false };
const onServers = { ...everyFile, globalSetup: ['test/support/temporary-folder.ts', 'test/support/postgres-server.ts'] };
const whole = {
  ...onServers,
  globalSetup: [...onServers.globalSetup, 'test/support/sqlserver/test-sql-server.ts'],
  name: 'whole',
  include: [WHOLE],
  exclude: [...LONG, ...ISOLATED],
  isolate: false,
};
const isolated = { ...onServers, name: 'isolated', include: ISOLATED, exclude: LONG };
const long = { ...onServers, name: 'long', include: LONG };

export default defineConfig({
  test: {
    maxWorkers: 3,
    fsModuleCache: true,
    sequence: { sequencer: LongestFirst },
    projects: [unit, whole, isolated, long].map((test) => ({ resolve: oneGraphql, test })),
  },
});
