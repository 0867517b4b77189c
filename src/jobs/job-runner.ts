import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { reasonForOperators } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import { requestsFirst } from '../values/requests-first.js';
import type { Applied, Job, JobChunk } from './job.js';
import { type Course, type HeldRun, JobStore, LEASE_MS, MOST_TAKEOVERS } from './job-store.js';
import { Schedules } from './schedules.js';

/** Runs of different jobs that one instance works on at once, besides those of jobs that run several times a minute. */
const AT_ONCE = 4;

/** Runs the jobs: one run of a job at a time over all instances, chunk by chunk. */
@Injectable()
export class JobRunner implements OnApplicationShutdown {
  private readonly log = new Logger('jobs');
  private readonly closing = new AbortController();
  private readonly running = new Map<string, Promise<void>>();
  private jobs: ReadonlyMap<string, Job> = new Map();

  constructor(
    private readonly store: JobStore,
    private readonly schedules: Schedules,
    private readonly clock: Clock,
  ) {}

  /** Takes the jobs that this release has. */
  async open(jobs: ReadonlyMap<string, Job>): Promise<void> {
    this.jobs = jobs;
    await this.store.releaseThoseOfFormerProcess();
  }

  /** Works on whatever waits for an instance, as far as this one has room. Resolves when all is begun. */
  async begin(): Promise<void> {
    while (!this.closing.signal.aborted) {
      const isFull = [...this.running.keys()].filter((name) => !this.isFrequent(name)).length >= AT_ONCE;
      const free = [...this.jobs.keys()].filter((name) => !this.running.has(name));
      if (!(await this.beginOne(isFull ? free.filter((name) => this.isFrequent(name)) : free))) return;
    }
  }

  private isFrequent(name: string): boolean {
    const job = this.jobs.get(name);
    return job !== undefined && this.schedules.isFrequent(job);
  }

  /** Runs at once and to the end what has to be there before the gateway listens, unless another instance is at it. */
  async runAtStart(): Promise<void> {
    const atStart = [...this.jobs.values()].filter((job) => job.runsAtStart);
    await Promise.all(
      atStart.map(async ({ name }) => {
        try {
          await this.store.request(name, 'START');
          await (await this.beginOne([name]))?.ended;
        } catch (fault) {
          this.log.warn({ job: name, fault });
        }
      }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort(new Error('The gateway is closing.'));
    await Promise.allSettled(this.running.values());
  }

  private async beginOne(names: readonly string[]): Promise<{ readonly ended: Promise<void> } | undefined> {
    const now = this.clock.now();
    const awake = names.filter((name) => !this.schedules.rests(name, now));
    const run = await this.store.claim(randomUUID(), awake);
    const job = run && this.jobs.get(run.job);
    if (!run || !job) return undefined;
    const ended = this.work(job, run)
      .catch((fault: unknown) => this.log.warn({ job: job.name, run: run.id, fault }))
      .finally(() => this.running.delete(job.name));
    this.running.set(job.name, ended);
    return { ended };
  }

  /** Works on a run to its end, or until another instance has to go on. @throws {StoreUnavailable} the lease runs out */
  private async work(job: Job, run: HeldRun): Promise<void> {
    if (run.isCancelled) return this.store.end(run, 'CANCELLED');
    if (run.takeovers > MOST_TAKEOVERS) {
      this.log.error({ job: job.name, run: run.id }, 'A run of a job ended its process again and again, and is given up');
      return this.store.end(run, 'FAILED', { fault: 'EndsItsProcess' });
    }
    const stop = new AbortController();
    const signal = AbortSignal.any([this.closing.signal, stop.signal]);
    const lease = setInterval(() => {
      this.store.prolong(run).then(
        (course) => course !== 'goOn' && stop.abort(new Stopped(course)),
        () => undefined,
      );
    }, LEASE_MS / 3);
    try {
      const watermark = await this.applyAll(job, run, signal);
      await this.store.end(run, 'SUCCEEDED', { watermark });
    } catch (fault) {
      await this.endEarly(job, run, this.closing.signal.aborted ? new Stopped('pause') : signal.aborted ? signal.reason : fault);
    } finally {
      clearInterval(lease);
    }
  }

  /** @returns the watermark for the next run */
  private async applyAll(job: Job, run: HeldRun, signal: AbortSignal): Promise<string | null> {
    const { watermarkBefore: watermark, checkpoint, isDryRun, retryOf } = run;
    const only = retryOf === null ? null : await this.store.failedKeys(retryOf);
    const plan = job.plan({ watermark, checkpoint, only, signal });
    try {
      for (;;) {
        signal.throwIfAborted();
        const next = await plan.next();
        if (next.done) return next.value;
        const applied = await this.apply(job, next.value, isDryRun, signal);
        const course = await this.store.writeChunk(run, next.value.checkpoint, applied);
        if (course !== 'goOn') throw new Stopped(course);
        if (this.schedules.rests(job.name, this.clock.now())) throw new Stopped('pause');
        await requestsFirst();
      }
    } finally {
      await plan.return(null).catch(() => undefined);
    }
  }

  private apply(job: Job, chunk: JobChunk, isDryRun: boolean, signal: AbortSignal): Promise<Applied> {
    return job.apply(chunk, { isDryRun, signal, forgetWatermark: () => this.store.forgetWatermark(job.name) });
  }

  private async endEarly(job: Job, run: HeldRun, fault: unknown): Promise<void> {
    const course = fault instanceof Stopped ? fault.course : 'fail';
    switch (course) {
      case 'lost':
        return;
      case 'goOn':
      case 'pause':
        return this.store.release(run);
      case 'cancel':
        return this.store.end(run, 'CANCELLED');
      case 'fail':
        this.log.warn({ job: job.name, run: run.id, fault });
        return this.store.end(run, 'FAILED', { fault: reasonForOperators(fault) });
    }
  }
}

/** A run stops for a reason that is no failure. */
class Stopped extends Error {
  constructor(readonly course: Course) {
    super(`The run is to stop: ${course}`);
    this.name = 'Stopped';
  }
}
