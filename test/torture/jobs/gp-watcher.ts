import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { CustomerChanges } from '../../../src/account/customer-changes.job.js';
import type { FoundChanges } from '../../../src/changes/index.js';
import { DatabaseSettings, ExtensionsSettings, GpEventsSettings, GpSettings, JobSettings } from '../../../src/config/index.js';
import { GatewayDatabase } from '../../../src/database/index.js';
import { EventLog, ObservedStates, type WatchedFamilies } from '../../../src/events/index.js';
import { Extensions } from '../../../src/extensions/index.js';
import { SqlPriceVersionSource } from '../../../src/gp/sql/sql-price-version-source.js';
import { SqlChangedCustomerSource, SqlChangedStockSource } from '../../../src/gp/sql/sql-stamped-sources.js';
import { StockChanges } from '../../../src/inventory/stock-changes.job.js';
import { type Job, JobDesk, JobEndings, JobRunner, JobStore } from '../../../src/jobs/index.js';
import { Schedules } from '../../../src/jobs/schedules.js';
import { PriceChanges } from '../../../src/pricing/price-changes.job.js';
import { readSandboxCompany, SandboxCompany } from '../../../src/sandbox/index.js';
import { SystemClock } from '../../../src/values/clock.js';
import type { GpWatching } from './gp-watching.js';

// Works on the runs of the jobs that watch GP until none is open, or until it kills itself.
const { url, gpUrl, dieAt } = JSON.parse(process.env.GP_WATCHER ?? '') as GpWatching;

let times = 0;
const at = (step: string) => {
  if (step === dieAt?.step && ++times === dieAt.time) process.kill(process.pid, 'SIGKILL');
};
const clock = new SystemClock();
const database = await GatewayDatabase.open(Object.assign(new DatabaseSettings(), { url }));
const company = await SandboxCompany.open({
  ...{ company: readSandboxCompany(undefined), url: gpUrl, timeZone: 'UTC', warn: () => undefined },
});
const log = new EventLog(clock);
const record = log.record.bind(log);
log.record = async (...words) => {
  const ids = await record(...words);
  at('told');
  return ids;
};
const states = new ObservedStates(database, log, await Extensions.open(new ExtensionsSettings(), []));
const everything = { has: () => true } as unknown as WatchedFamilies;
// No other instance remembers prices.
const nobodyElse = { announce: () => Promise.resolve() } as unknown as FoundChanges;
const { gp } = company;
const watching: readonly Job[] = [
  new CustomerChanges(new SqlChangedCustomerSource(gp), states, everything),
  new StockChanges(new SqlChangedStockSource(gp), states, everything, new GpEventsSettings()),
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
const store = new JobStore(database, new JobEndings());
const runner = new JobRunner(store, new Schedules(new JobSettings(), new GpSettings()), clock);
await runner.open(new Map(watching.map((job) => [job.name, job])));
const desk = new JobDesk(database);
const isOpen = async ({ name }: Job) => (await desk.history(name, 1))[0]?.endedAt === null;
while ((await Promise.all(watching.map(isOpen))).includes(true)) {
  await runner.begin();
  await pause(20);
}
process.exit(0);
