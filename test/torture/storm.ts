import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Random } from '../../src/sandbox/generator/random.js';
import type { PushStep } from '../../src/submissions/pusher.js';
import type { PostgresServer } from '../support/postgres-server.js';
import type { ServerTrouble } from '../support/tds/server-trouble.js';
import { Counter } from './counter.js';
import type { Fleet, Weather } from './fleet.js';
import { LEASE } from './inside.js';
import type { Shopping } from './shopping.js';

export const STEPS: readonly PushStep[] = ['leased', 'numbered', 'looked', 'submitting', 'submitted', 'marked'];

export interface StormSize {
  readonly orders: number;
  readonly deathsAtEachStep: number;
  readonly outages: number;
  /** A gateway is killed at random, and connections are cut, each once in so many calls, up to three times as many. */
  readonly callsBetween: number;
  /** Leases of processes that have died run out at once, as if their time had passed. */
  readonly hasteWithLeases: boolean;
}

/** Shares of eConnect's transactions. */
const TROUBLES = { loseAnswer: 0.05, cutBeforeCommit: 0.04, deadlock: 0.02 };
/** The share of the calls inside of a transaction that meets each trouble of a SQL Server. An order has about six calls. */
const MID_ORDER = 0.008;
const LONGEST_OUTAGE_MS = 4_000;
const LOOK_EVERY_MS = 200;
/** Portions of orders that no death counts on. */
const RESERVE = 2;

/** Kills gateways at every step of a push and at random moments, cuts connections, and takes GP away for a while. */
export class Storm implements Weather {
  readonly diedAt: PushStep[] = [];
  kills = 0;
  outages = 0;
  cuts = 0;
  disturbances = 0;
  /** Orders may be placed up to so many: the storm has to last as long as they do. */
  readonly released = new Counter();
  private gpIsBack = Promise.resolve();

  constructor(
    private readonly gp: PostgresServer,
    private readonly ownUrl: string,
    private readonly seed: number,
    private readonly size: StormSize,
  ) {}

  /** On a SQL Server it also strikes in the midst of orders, which a sandbox does from inside of the gateways. */
  rageIn(trouble: ServerTrouble): void {
    const { seed } = this;
    const occurrences = Object.entries(TROUBLES).map(([kind, probability]) => [kind, { probability, seed }]);
    const all = Object.keys(TROUBLES).map((kind) => [kind, true]);
    trouble.makeWrites(Object.fromEntries(all), Object.fromEntries(occurrences));
    trouble.makeStorm(MID_ORDER, seed);
  }

  calm(): Promise<void> {
    return this.gpIsBack;
  }

  /** Rages until all orders have been acknowledged, and leaves two gateways behind that live. */
  async rage(fleet: Fleet, shopping: Shopping): Promise<void> {
    const over = shopping.acknowledged.reaches(this.size.orders);
    await Promise.all([
      this.dieAtSteps(fleet, shopping, over),
      this.dieAtRandom(fleet, shopping, over),
      this.takeGpAway(shopping),
      this.cutConnections(shopping, over),
    ]);
  }

  /** What nobody who lives holds: also what the dead took without having heard so. */
  async freeLeasesOfTheDead(fleet: Fleet): Promise<void> {
    if (!this.size.hasteWithLeases) return;
    const holders = fleet.all().flatMap(({ written }) => [...written.matchAll(LEASE)].map(([, holder]) => holder));
    await query(
      this.ownUrl,
      'update submission set leased_until = now() where lease_holder is not null and lease_holder <> all($1::uuid[])',
      [holders],
    );
    // A short run does not wait out the pauses either. What is due stays overdue, by which the sweep finds it.
    await query(
      this.ownUrl,
      "update submission set next_attempt_at = now() where status = 'RECEIVED' and lease_holder is null and next_attempt_at > now()",
    );
  }

  /** Each death comes with a portion of the orders; where all of them got to GP without it, it takes one of those in reserve. */
  private async dieAtSteps(fleet: Fleet, shopping: Shopping, over: Promise<void>): Promise<void> {
    const random = new Random(this.seed, 'steps');
    const deaths = Array.from({ length: this.size.deathsAtEachStep }, () => random.pickSome(STEPS, STEPS.length)).flat();
    const count = deaths.length + RESERVE;
    const portion = this.size.orders / count;
    let portions = 0;
    for (const step of deaths) {
      const victim = await fleet.startToDie(0, { step, time: 1 }, this.inside(random));
      let lives = victim !== null;
      const death = victim?.ended.then(() => {
        lives = false;
      });
      while (lives && portions < count) {
        this.released.raiseTo(Math.round(++portions * portion));
        await Promise.race([death, this.allInGp(shopping, () => lives)]);
      }
      if (lives) break;
      this.diedAt.push(step);
      await this.freeLeasesOfTheDead(fleet);
    }
    this.released.raiseTo(this.size.orders);
    await over;
    for (const gateway of fleet.at(0)) await gateway.kill();
    await fleet.start(0, this.inside(random));
  }

  private async allInGp(shopping: Shopping, goesOn: () => boolean): Promise<void> {
    await shopping.acknowledged.reaches(this.released.count);
    while (goesOn() && (await query(this.ownUrl, `select from submission where status = 'RECEIVED' limit 1`)).length > 0) {
      await pause(LOOK_EVERY_MS);
    }
  }

  private async dieAtRandom(fleet: Fleet, shopping: Shopping, over: Promise<void>): Promise<void> {
    const random = new Random(this.seed, 'kills');
    const { callsBetween } = this.size;
    for (;;) {
      const gateway = await fleet.start(1, this.inside(random));
      const callsLeft = random.whole(callsBetween, 3 * callsBetween);
      if (await isFirst(over, shopping.calls.reaches(shopping.calls.count + callsLeft))) return;
      await gateway.kill();
      this.kills++;
      await this.freeLeasesOfTheDead(fleet);
    }
  }

  private async takeGpAway(shopping: Shopping): Promise<void> {
    const random = new Random(this.seed, 'outages');
    const { orders, outages } = this.size;
    for (let outage = 1; outage <= outages; outage++) {
      await shopping.acknowledged.reaches(Math.round((outage * orders) / (outages + 1)));
      const back = Promise.withResolvers<void>();
      this.gpIsBack = back.promise;
      this.disturbances++;
      this.outages++;
      await this.gp.cut();
      const meanwhile = shopping.acknowledged.reaches(shopping.acknowledged.count + random.whole(3, 8));
      await Promise.race([meanwhile, pause(LONGEST_OUTAGE_MS)]);
      await this.gp.startAgain();
      back.resolve();
    }
  }

  private async cutConnections(shopping: Shopping, over: Promise<void>): Promise<void> {
    const random = new Random(this.seed, 'cuts');
    const { callsBetween } = this.size;
    const later = () => shopping.calls.count + random.whole(callsBetween, 3 * callsBetween);
    while (!(await isFirst(over, shopping.calls.reaches(later())))) {
      const url = random.perMille(700) ? this.gp.url : this.ownUrl;
      await this.gpIsBack;
      this.disturbances++;
      this.cuts++;
      await queryOnce(
        url,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ).catch(() => undefined);
    }
  }

  private inside(random: Random) {
    return { seed: random.whole(0, 1_000_000), troubles: TROUBLES };
  }
}

function isFirst(one: Promise<void>, other: Promise<void>): Promise<boolean> {
  return Promise.race([one.then(() => true), other.then(() => false)]);
}

/** Asks again where the connection was cut. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await queryOnce<Row>(url, sql, parameters);
    } catch (fault) {
      if (tries === 5) throw fault;
    }
  }
}

async function queryOnce<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(sql, [...parameters])).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
