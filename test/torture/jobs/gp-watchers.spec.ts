import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayDatabase } from '../../../src/database/index.js';
import { type Job, JobDesk } from '../../../src/jobs/index.js';
import { endLeases, JobInstance } from '../../jobs/instance.js';
import { openOnServer } from '../../submissions/office.js';
import { NODE_COMPILE_CACHE } from '../../support/built-gateway.js';
import { bundledProgram } from '../../support/bundled-program.js';
import { dropDatabase } from '../../support/databases.js';
import { createCopy } from '../../support/templates.js';
import { query } from '../storm.js';
import { type GpWatching, WATCHER_STEPS, WATCHING_JOBS, type WatcherStep } from './gp-watching.js';

/** Several pages of each job. */
const ITEMS = 1_700;
const CUSTOMERS = 1_200;
/** So many chunks each process works on: in the last of them it is killed. */
const CHUNKS_OF_A_LIFE = 4;
const NAMED = (nth: string) => `'KILL-' || lpad((${nth})::text, 5, '0')`;

const BY_ANOTHER = 'Another process works on it.';
/** Only its name is of interest where runs are asked for. */
const named = (name: string): Job => ({
  name,
  about: '',
  schedule: { cron: '0 3 * * *', timeZone: 'UTC', missed: 'skip' },
  plan: () => {
    throw new Error(BY_ANOTHER);
  },
  apply: () => Promise.reject(new Error(BY_ANOTHER)),
});

describe('What changes in GP while the processes that watch it are killed', () => {
  let watcher: string;
  let database: GatewayDatabase;
  let url: string;
  let gpUrl: string;
  let close: () => Promise<void>;
  const change = (sql: string) => query(gpUrl, sql);

  beforeAll(async () => {
    watcher = await bundledProgram('torture/jobs/gp-watcher.ts');
    gpUrl = await createCopy('company');
    const opened = await openOnServer();
    ({ database, close } = opened);
    url = opened.url ?? '';
    const each = (count: number) => `from generate_series(1, ${count}) as n`;
    await change(`insert into "IV00101" ("ITEMNMBR", "PRICMTHD") select ${NAMED('n')}, 1 ${each(ITEMS)}`);
    await change(
      `insert into "IV00102" ("ITEMNMBR", "RCRDTYPE", "LOCNCODE", "QTYONHND") select ${NAMED('n')}, 2, 'CENTRAL', 5 ${each(ITEMS)}`,
    );
    await change(
      `insert into "IV00108" ("ITEMNMBR", "PRCLEVEL", "UOFM", "TOQTY", "UOMPRICE") select ${NAMED('n')}, 'STANDARD', 'Each', 9, 7 ${each(ITEMS)}`,
    );
    await change(`insert into "RM00101" ("CUSTNMBR", "CUSTNAME") select ${NAMED('n')}, 'Killed' ${each(CUSTOMERS)}`);
    await request();
    expect(await watch(null)).toEqual({ exitCode: 0, signal: null });
    expect(await told()).toEqual([]);
  });
  afterAll(async () => {
    await close?.();
    if (gpUrl) await dropDatabase(gpUrl);
  });

  async function request(): Promise<void> {
    const instance = await JobInstance.open(database, WATCHING_JOBS.map(named));
    for (const job of WATCHING_JOBS) await instance.store.request(job, 'OPERATOR');
    await instance.close();
  }

  async function watch(dieAt: GpWatching['dieAt']) {
    const given: GpWatching = { url, gpUrl, dieAt };
    const child = fork(watcher, {
      execArgv: [],
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE, GP_WATCHER: JSON.stringify(given) },
    });
    const [exitCode, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { exitCode, signal };
  }

  /** Processes that watch, one after the other, each killed at that step, until one has finished all runs. */
  async function watchKilledAt(step: WatcherStep, meanwhile: (kills: number) => Promise<void>): Promise<number> {
    for (let kills = 0; ; kills++) {
      const { exitCode, signal } = await watch({ step, time: CHUNKS_OF_A_LIFE });
      if (signal !== 'SIGKILL') {
        expect(exitCode).toBe(0);
        return kills;
      }
      await meanwhile(kills);
      await endLeases(database);
    }
  }

  async function told() {
    const events = await database.selectFrom('event').orderBy('position').select(['type', 'subject', 'data']).execute();
    await database.deleteFrom('event').execute();
    return events;
  }

  it.each(WATCHER_STEPS)('is told, each change once: %s', async (step) => {
    await change(`update "IV00102" set "QTYONHND" = "QTYONHND" + 1 where "ITEMNMBR" like 'KILL-%'`);
    await change(`update "IV00108" set "UOMPRICE" = "UOMPRICE" + 1 where "ITEMNMBR" like 'KILL-%'`);
    await change(`update "RM00101" set "HOLD" = 1 - "HOLD" where "CUSTNMBR" like 'KILL-%'`);
    await request();
    // What changes between two lives of a run may be behind it already: the next run finds it.
    const kills = await watchKilledAt(step, async (nth) => {
      await change(`update "RM00101" set "HOLD" = 1 - "HOLD" where "CUSTNMBR" = ${NAMED(String(nth + 1))}`);
    });
    expect(kills).toBeGreaterThan(2);
    for (const job of WATCHING_JOBS) {
      expect((await new JobDesk(database).history(job, 1))[0]).toMatchObject({ state: 'SUCCEEDED', failed: 0 });
    }
    await request();
    expect(await watch(null)).toEqual({ exitCode: 0, signal: null });

    const events = await told();
    const skus = (type: string) =>
      events.filter((event) => event.type === type).flatMap(({ data }) => (data as unknown as { skus: string[] }).skus);
    const everything = Array.from({ length: ITEMS }, (_, index) => `KILL-${String(index + 1).padStart(5, '0')}`);
    expect(skus('stock.changed.v1').toSorted()).toEqual(everything);
    expect(skus('price.changed.v1').toSorted()).toEqual(everything);

    const holds = new Map<string, boolean[]>();
    for (const { type, data } of events) {
      if (type !== 'customer.holdChanged.v1') continue;
      const { accountNumber, onHold } = data as unknown as { accountNumber: string; onHold: boolean };
      holds.set(accountNumber, [...(holds.get(accountNumber) ?? []), onHold]);
    }
    const rows = await query<{ number: string; hold: number }>(
      gpUrl,
      `select rtrim("CUSTNMBR") as number, "HOLD" as hold from "RM00101" where "CUSTNMBR" like 'KILL-%'`,
    );
    // Those whose hold was changed twice may have been seen only after the second change, which is none then.
    const twice = new Set(Array.from({ length: kills }, (_, index) => everything[index]));
    for (const { number, hold } of rows) {
      const own = holds.get(number) ?? [];
      if (!twice.has(number)) expect([number, own]).toEqual([number, [hold === 1]]);
      else expect([number, own]).toEqual([number, own.length === 0 ? [] : [hold !== 1, hold === 1]]);
    }
    expect(events).toHaveLength(
      events.filter(({ type }) => /^(stock\.changed|price\.changed|customer\.holdChanged)\.v1$/.test(type)).length,
    );
  });
});
