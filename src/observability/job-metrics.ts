import { Gauge, type Registry } from 'prom-client';
import type { JobDesk } from '../jobs/index.js';
import { askedOnce } from './asked-once.js';

/** The age of the last success of each job. Absent while the gateway's database does not say. */
export function watchJobs(registry: Registry, jobs: Pick<JobDesk, 'ages'>): void {
  const ages = askedOnce(() => jobs.ages());
  new Gauge({
    name: 'gateway_job_last_success_age_seconds',
    help: 'Since when a job has not succeeded; since it is known, where it never has. Jobs without a schedule are left out.',
    labelNames: ['job'],
    registers: [registry],
    async collect() {
      const found = await ages();
      this.reset();
      for (const { job, ageMs } of found ?? []) this.set({ job }, ageMs / 1_000);
    },
  });
}
