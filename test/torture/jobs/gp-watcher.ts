import { setTimeout as pause } from 'node:timers/promises';
import type { FoundChanges } from '../../../src/changes/index.js';
import type { Job } from '../../../src/jobs/index.js';

/** What the process is told that watches GP. */
export interface GpWatcher {
  /** The URL of the built modules. */
  readonly dist: string;
  /** The gateway's database. */
  readonly url: string;
  /** That of the company, as the sandbox has it. */
  readonly gpUrl: string;
  /** Where it kills itself, and at which time that it is there; null where it does not. */
  readonly dieAt: { readonly step: WatcherStep; readonly time: number } | null;
}

/** `read`: GP has answered. `told`: events are recorded, not committed. `applied`: they are, and the checkpoint is not written. */
export const WATCHER_STEPS = ['read', 'told', 'applied'] as const;
export type WatcherStep = (typeof WATCHER_STEPS)[number];

/** The jobs that work on all items and all customers, a page at a time. */
export const WATCHING_JOBS = ['account.changes', 'inventory.changes', 'pricing.changes'] as const;

const given = process.env.GP_WATCHER;
if (given) await watch(JSON.parse(given) as GpWatcher);

/** Works on the runs of these jobs until none is open, out of the built modules. */
async function watch({ dist, url, gpUrl, dieAt }: GpWatcher): Promise<void> {
  const built = (path: string) => import(new URL(path, dist).href) as Promise<unknown>;
  await import('reflect-metadata');
  const config = (await built('config/index.js')) as typeof import('../../../src/config/index.js');
  const { GatewayDatabase } = (await built('database/index.js')) as typeof import('../../../src/database/index.js');
  const jobs = (await built('jobs/index.js')) as typeof import('../../../src/jobs/index.js');
  const { Schedules } = (await built('jobs/schedules.js')) as typeof import('../../../src/jobs/schedules.js');
  const { SystemClock } = (await built('values/clock.js')) as typeof import('../../../src/values/clock.js');
  const events = (await built('events/index.js')) as typeof import('../../../src/events/index.js');
  const sandbox = (await built('sandbox/index.js')) as typeof import('../../../src/sandbox/index.js');
  const stamped = (await built('gp/sql/sql-stamped-sources.js')) as typeof import('../../../src/gp/sql/sql-stamped-sources.js');
  const { SqlPriceVersionSource } = (await built(
    'gp/sql/sql-price-version-source.js',
  )) as typeof import('../../../src/gp/sql/sql-price-version-source.js');
  const { CustomerChanges } = (await built(
    'account/customer-changes.job.js',
  )) as typeof import('../../../src/account/customer-changes.job.js');
  const { StockChanges } = (await built(
    'inventory/stock-changes.job.js',
  )) as typeof import('../../../src/inventory/stock-changes.job.js');
  const { PriceChanges } = (await built(
    'pricing/price-changes.job.js',
  )) as typeof import('../../../src/pricing/price-changes.job.js');

  let times = 0;
  const at = (step: string) => {
    if (step === dieAt?.step && ++times === dieAt.time) process.kill(process.pid, 'SIGKILL');
  };
  const clock = new SystemClock();
  const database = await GatewayDatabase.open(Object.assign(new config.DatabaseSettings(), { url }));
  const company = await sandbox.SandboxCompany.open({
    ...{ company: sandbox.readSandboxCompany(undefined), url: gpUrl, timeZone: 'UTC', warn: () => undefined },
  });
  const log = new events.EventLog(clock);
  const record = log.record.bind(log);
  log.record = async (...words) => {
    const ids = await record(...words);
    at('told');
    return ids;
  };
  const { Extensions } = (await built('extensions/index.js')) as typeof import('../../../src/extensions/index.js');
  const states = new events.ObservedStates(database, log, await Extensions.open(new config.ExtensionsSettings(), []));
  const everything = { has: () => true } as unknown as InstanceType<typeof events.WatchedFamilies>;
  // No other instance remembers prices.
  const nobodyElse = { announce: () => Promise.resolve() } as unknown as FoundChanges;
  const { gp } = company;
  const watching: readonly Job[] = [
    new CustomerChanges(new stamped.SqlChangedCustomerSource(gp), states, everything),
    new StockChanges(new stamped.SqlChangedStockSource(gp), states, everything, new config.GpEventsSettings()),
    new PriceChanges(new SqlPriceVersionSource(gp), states, everything, nobodyElse),
  ].map((job: Job) => {
    const apply = job.apply.bind(job);
    job.apply = async (...words) => {
      at('read');
      const applied = await apply(...words);
      at('applied');
      return applied;
    };
    return job;
  });
  const store = new jobs.JobStore(database, new jobs.JobEndings());
  const runner = new jobs.JobRunner(store, new Schedules(new config.JobSettings(), new config.GpSettings()), clock);
  await runner.open(new Map(watching.map((job) => [job.name, job])));
  const desk = new jobs.JobDesk(database);
  const isOpen = async ({ name }: Job) => (await desk.history(name, 1))[0]?.endedAt === null;
  while ((await Promise.all(watching.map(isOpen))).includes(true)) {
    await runner.begin();
    await pause(20);
  }
  process.exit(0);
}
