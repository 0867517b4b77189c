import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayDatabase } from '../../src/database/index.js';
import { EventLog } from '../../src/events/index.js';
import { JobFailures } from '../../src/events/job-failures.js';
import { SystemClock } from '../../src/values/clock.js';
import { JobInstance } from '../jobs/instance.js';
import { RowsJob } from '../jobs/rows-job.js';
import { PLACES } from '../submissions/office.js';

const JOB = 'test.rows';

beforeAll(() => Logger.overrideLogger(false));

describe.each(PLACES)('A job that fails on $place', ({ open }) => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let job: RowsJob;
  let instance: JobInstance;

  beforeAll(async () => {
    ({ database, close } = await open());
    await sql`delete from job`.execute(database);
    job = new RowsJob(database);
    await job.makeTable();
    instance = await JobInstance.open(database, [job]);
    new JobFailures(instance.endings, new EventLog(new SystemClock())).onModuleInit();
  });
  afterAll(async () => {
    await instance?.close();
    await close();
  });

  const told = async () => {
    const rows = await database.selectFrom('event').select(['type', 'subject', 'data']).orderBy('position').execute();
    return rows.map(({ type, subject, data }) => `${type} ${subject} ${(data as { reason: string }).reason}`);
  };
  const fails = () => {
    throw new TypeError('as if it were broken');
  };

  it('is told once, until it has succeeded again', async () => {
    await instance.run(JOB);
    expect(await told()).toEqual([]);

    job.onChunk = fails;
    await instance.run(JOB, true);
    expect(await told()).toEqual([]);
    await instance.run(JOB);
    await instance.run(JOB);
    const first = `job.failed.v1 job/${JOB} TypeError`;
    expect(await told()).toEqual([first]);

    job.onChunk = () => undefined;
    await instance.run(JOB);
    job.spoilt.add(3);
    await instance.run(JOB);
    expect(await told()).toEqual([first, `job.failed.v1 job/${JOB} RECORDS_FAILED`]);
  });
});
