import { Gauge, type Registry } from 'prom-client';
import type { JobDesk } from '../jobs/index.js';
import { askedOnce } from './asked-once.js';

/** How jobs that run by a schedule fare. Absent while the gateway's database does not say. */
export function watchJobs(registry: Registry, jobs: Pick<JobDesk, 'outcomes'>): void {
  const outcomes = askedOnce(() => jobs.outcomes());
  new Gauge({
    name: 'gateway_job_last_success_age_seconds',
    help: 'Since when a job has not succeeded; since it is known, where it never has. Jobs without a schedule are left out.',
    labelNames: ['job'],
    registers: [registry],
    async collect() {
      const found = await outcomes();
      this.reset();
      for (const { job, ageMs } of found ?? []) this.set({ job }, ageMs / 1_000);
    },
  });
  new Gauge({
    name: 'gateway_job_failed_records',
    help: 'Records that failed in the last run of a job. Jobs without a schedule are left out.',
    labelNames: ['job'],
    registers: [registry],
    async collect() {
      const found = await outcomes();
      this.reset();
      for (const { job, failedRecords } of found ?? []) this.set({ job }, failedRecords);
    },
  });
}
