import { Gauge, type Registry } from 'prom-client';
import type { JobAge, JobDesk } from '../jobs/index.js';
import { LATE, within } from '../values/within.js';

/** How long the metrics wait for the database. */
const TIMEOUT_MS = 500;

/** The age of the last success of each job. Absent if the gateway's database does not answer within TIMEOUT_MS. */
export function watchJobs(registry: Registry, jobs: Pick<JobDesk, 'ages'>): void {
  let asking: Promise<readonly JobAge[] | undefined> | undefined;
  new Gauge({
    name: 'gateway_job_last_success_age_seconds',
    help: 'Since when a job has not succeeded; since it is known, where it never has. Jobs without a schedule are left out.',
    labelNames: ['job'],
    registers: [registry],
    async collect() {
      // At most one question at a time, also if several readers want the metrics or the database is slow.
      asking ??= jobs
        .ages()
        .catch(() => undefined)
        .finally(() => {
          asking = undefined;
        });
      const found = await within(TIMEOUT_MS, asking);
      this.reset();
      if (found !== LATE && found) for (const { job, ageMs } of found) this.set({ job }, ageMs / 1_000);
    },
  });
}
