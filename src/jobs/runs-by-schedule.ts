import { SetMetadata } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import type { Job } from './job.js';

const RUNS_BY_SCHEDULE = 'jobs:runs-by-schedule';

/** Marks a provider that is a job: the start finds it among the providers. */
export const RunsBySchedule = () => SetMetadata(RUNS_BY_SCHEDULE, true);

/** The providers that carry the mark, by name. */
export function jobsOf(discovery: DiscoveryService): ReadonlyMap<string, Job> {
  const jobs = new Map<string, Job>();
  for (const instance of new Set<unknown>(discovery.getProviders().map((provider) => provider.instance))) {
    if (typeof instance !== 'object' || instance === null) continue;
    if (!Reflect.getMetadata(RUNS_BY_SCHEDULE, instance.constructor ?? Object)) continue;
    const job = instance as Job;
    if (jobs.has(job.name)) throw new Error(`Two jobs of the name "${job.name}"`);
    jobs.set(job.name, job);
  }
  return jobs;
}
