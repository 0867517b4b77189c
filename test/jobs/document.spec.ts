import { readFileSync } from 'node:fs';
import { DiscoveryService } from '@nestjs/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { JOB_NAMES } from '../../src/capabilities/index.js';
import { type Job, jobsOf } from '../../src/jobs/index.js';
import { TestGateway } from '../support/test-gateway.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(() => gateway?.stop());

it('the names by which settings are checked are those of the jobs', () => {
  const jobs = jobsOf(gateway.gateway.app.get(DiscoveryService));
  expect([...jobs.keys()].toSorted()).toEqual(JOB_NAMES);
});

it('the guide for operators lists every job, when it runs and what it does', () => {
  const jobs = [...jobsOf(gateway.gateway.app.get(DiscoveryService)).values()];
  const listed = readFileSync('docs/operator.md', 'utf8').matchAll(/^\| `([a-z-]+\.[a-z-]+)` \| ([^|]+) \| ([^|]+) \|$/gm);
  expect([...listed].map(([, name, runs, does]) => [name, runs, does])).toEqual(
    jobs.map((job) => [job.name, timesOf(job), job.about]).toSorted(),
  );
});

function timesOf({ name, schedule: { cron, timeZone }, runsAtStart }: Job): string {
  if (cron === null) return 'by no schedule';
  const fields = cron.split(' ');
  const [seconds] = fields.length === 6 ? fields.splice(0, 1) : [];
  const [minute = '', hour = '', ...days] = fields;
  if (seconds !== undefined) {
    expect([name, fields]).toEqual([name, ['*', '*', '*', '*', '*']]);
    return `every ${seconds.replace('*/', '')} seconds`;
  }
  expect([name, days]).toEqual([name, ['*', '*', '*']]);
  const ofCompany = timeZone === 'company' ? ' of the company' : '';
  const times =
    hour !== '*'
      ? `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}${ofCompany}`
      : minute === '*'
        ? 'every minute'
        : minute.includes('/')
          ? `every ${minute.split('/')[1]} minutes${minute.startsWith('1-59') ? ', from minute 1' : ''}`
          : `every hour${ofCompany}, at minute ${minute}`;
  return runsAtStart ? `${times}, and at the start` : times;
}
