import { ExtensionsSettings } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import { EventLog, ObservedStates, type WatchedFamilies } from '../../src/events/index.js';
import { Extensions } from '../../src/extensions/index.js';
import type { Job, JobChunk } from '../../src/jobs/index.js';
import { SystemClock } from '../../src/values/clock.js';
import { PATIENT } from '../support/companies.js';

export const NO_EXTENSIONS = await Extensions.open(new ExtensionsSettings(), []);

/** Everything is looked at. */
export const WATCHING = { has: () => true } as unknown as WatchedFamilies;
export const WATCHING_NOTHING = { has: () => false } as unknown as WatchedFamilies;

/** Runs a job as the framework does, and tells what it has recorded. */
export class Watcher {
  readonly states: ObservedStates;
  private watermark: string | null = null;

  constructor(
    private readonly database: GatewayDatabase,
    private readonly make: (states: ObservedStates) => Job,
    extensions = NO_EXTENSIONS,
  ) {
    this.states = new ObservedStates(database, new EventLog(new SystemClock()), extensions);
  }

  /** A run to its end. @returns the events since the last call */
  async look(): Promise<string[]> {
    await this.run((job, chunk) => job.apply(chunk, this.request()));
    return this.told();
  }

  /** A run whose process dies after it has applied every chunk, so that all are applied once more. */
  async lookTwice(): Promise<string[]> {
    const chunks: JobChunk[] = [];
    const before = this.watermark;
    await this.run(async (job, chunk) => {
      chunks.push(chunk);
      await job.apply(chunk, this.request());
    });
    this.watermark = before;
    const job = this.make(this.states);
    for (const chunk of chunks) await job.apply(chunk, this.request());
    await this.run((again, chunk) => again.apply(chunk, this.request()));
    return this.told();
  }

  /** A run that stops after it has planned, as a process that dies there. */
  async planOnly(): Promise<void> {
    const before = this.watermark;
    await this.run(async () => undefined);
    this.watermark = before;
  }

  async dryRun(): Promise<number> {
    let changed = 0;
    const before = this.watermark;
    await this.run(async (job, chunk) => {
      changed += (await job.apply(chunk, { ...this.request(), isDryRun: true })).changed;
    });
    this.watermark = before;
    return changed;
  }

  /** "type subject data", without the version of the type. Each event is told once, whichever watcher asks. */
  async told(): Promise<string[]> {
    const rows = await this.database.selectFrom('event').orderBy('position').select(['type', 'subject', 'data']).execute();
    await this.database.deleteFrom('event').execute();
    return rows.map(({ type, subject, data }) => `${type.replace(/\.v1$/, '')} ${subject} ${JSON.stringify(data)}`);
  }

  private request() {
    return { isDryRun: false, signal: PATIENT, forgetWatermark: async () => undefined };
  }

  private async run(apply: (job: Job, chunk: JobChunk) => Promise<unknown>) {
    const job = this.make(this.states);
    const plan = job.plan({ watermark: this.watermark, checkpoint: null, only: null, signal: PATIENT });
    for (let next = await plan.next(); ; next = await plan.next()) {
      if (next.done) {
        this.watermark = next.value;
        return;
      }
      await apply(job, next.value);
    }
  }
}
