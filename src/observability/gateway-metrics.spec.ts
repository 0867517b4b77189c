import { Registry } from 'prom-client';
import { describe, expect, it, vi } from 'vitest';
import type { FeedState } from '../changes/index.js';
import type { DestinationOnDesk } from '../events/index.js';
import { StoreUnavailable } from '../faults/index.js';
import type { JobOutcome } from '../jobs/index.js';
import { noSharedUse, type SharedState } from '../live/shared-level.js';
import type { CallOutcome, ErpProblem, OperationState } from '../resilience/index.js';
import { AlwaysWell } from '../resilience/index.js';
import { watchErp } from './erp-metrics.js';
import { GatewayMetrics } from './gateway-metrics.js';
import { GuardWatch } from './guard-watch.js';
import { LiveMetrics } from './live-metrics.js';

const STOCK = 'gp.stock.levels';
const reads = { memory: 150, shared: 20, durable: 1, erp: 24, stale: 3, unavailable: 0 };
let state: OperationState = { operation: STOCK, breaker: 'closed', running: 2, waiting: 1, limit: 8 };

const registry = new Registry();
const figures = new Map([['inventory.stock.v1', reads]]);
const admission = { shed: { page: 0, checkout: 0, unread: 0 }, underWay: 0 };
const found = new Map([['stamps stock', { way: 'stamps', kind: 'inventory.stock.v1', count: 3 }]]);
const changes = { state: 'silent' as FeedState, ageSeconds: undefined as number | undefined, found };
const sharedLevel = { state: 'none' as SharedState, figures: noSharedUse() };
let waiting = async () => ({ count: 0, oldestMs: 0 });
let outcomes = async (): Promise<readonly JobOutcome[]> => [];
let destinations = async (): Promise<readonly DestinationOnDesk[]> => [];
let problems: readonly ErpProblem[] = [];
const metrics = new GatewayMetrics(registry, {
  readers: { figures: () => figures },
  guards: { operations: () => [state] },
  admission,
  sharedLevel,
  changes,
  submissions: { waiting: () => waiting() },
  jobs: { outcomes: () => outcomes() },
  events: { destinations: () => destinations() },
  erp: {
    isExternal: true,
    problems: () => problems,
    connections: () => [{ connection: 'reading', busy: 3, idle: 1, awaited: 0 }],
    isolation: () => 'rowVersions',
  },
});

async function lines(): Promise<string[]> {
  return (await metrics.text()).split('\n');
}

describe('the metrics of the way to GP', () => {
  it('tell what is wrong, as long as it is', async () => {
    const line = 'gateway_gp_problem{connection="reading",reason="loginRefused",code="SQLSERVER_18456"} 1';
    expect(await lines()).not.toContain(line);
    problems = [{ connection: 'reading', reason: 'loginRefused', code: 'SQLSERVER_18456', message: 'refused', since: 0 }];
    expect(await lines()).toContain(line);
    problems = [];
    expect(await lines()).not.toContain(line);
  });

  it('tell its connections and isolation', async () => {
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'gateway_gp_connections{connection="reading",state="busy"} 3',
        'gateway_gp_connections{connection="reading",state="idle"} 1',
        'gateway_gp_connections{connection="reading",state="awaited"} 0',
        'gateway_gp_isolation{isolation="rowVersions"} 1',
      ]),
    );
  });

  it('are none where GP is part of the gateway', async () => {
    const own = new Registry();
    watchErp(own, new AlwaysWell());
    expect(await own.metrics()).toBe('\n');
  });
});

describe('the metrics of changes in GP', () => {
  it('tell how they are found, how many were, and since when nobody has looked', async () => {
    expect((await lines()).filter((line) => line.startsWith('gateway_changes_look_age_seconds'))).toEqual([]);
    Object.assign(changes, { state: 'stamps', ageSeconds: 0.7 });
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'gateway_changes_state{state="stamps"} 1',
        'gateway_changes_state{state="silent"} 0',
        'gateway_changes_look_age_seconds 0.7',
        'gateway_changes_found_total{way="stamps",kind="inventory.stock.v1"} 3',
      ]),
    );
  });
});

describe('the metrics of reads', () => {
  it('tell where facts of a kind came from, as it is at the moment of asking', async () => {
    const kind = 'kind="inventory.stock.v1"';
    for (const memory of [150, 175]) {
      reads.memory = memory;
      expect(await lines()).toEqual(
        expect.arrayContaining([
          `gateway_reads_total{${kind},source="memory"} ${memory}`,
          `gateway_reads_total{${kind},source="shared"} 20`,
          `gateway_reads_total{${kind},source="durable"} 1`,
          `gateway_reads_total{${kind},source="erp"} 24`,
          `gateway_reads_total{${kind},source="stale"} 3`,
          `gateway_reads_total{${kind},source="unavailable"} 0`,
        ]),
      );
    }
  });

  it('tell how many keys travel together, and how long that takes', async () => {
    const observer = new LiveMetrics(registry);
    observer.asked({ namespace: 'inventory.stock.v1', keys: 24, tookMs: 62, outcome: 'answered' });
    observer.asked({ namespace: 'inventory.stock.v1', keys: 1, tookMs: 800, outcome: 'failed' });
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'gateway_question_keys_sum{kind="inventory.stock.v1"} 25',
        'gateway_question_keys_bucket{le="10",kind="inventory.stock.v1"} 1',
        'gateway_question_keys_bucket{le="25",kind="inventory.stock.v1"} 2',
        'gateway_question_seconds_sum{kind="inventory.stock.v1",outcome="answered"} 0.062',
        'gateway_question_seconds_count{kind="inventory.stock.v1",outcome="failed"} 1',
      ]),
    );
  });
});

describe('the metrics of calls to GP', () => {
  it('tell how each kind of call fares at the moment of asking', async () => {
    for (const breaker of ['closed', 'open', 'halfOpen'] as const) {
      state = { ...state, breaker, limit: breaker === 'closed' ? 8 : 2 };
      const states = ['closed', 'halfOpen', 'open'].map(
        (state) => `gateway_gp_breaker_state{operation="${STOCK}",state="${state}"} ${state === breaker ? 1 : 0}`,
      );
      expect(await lines()).toEqual(
        expect.arrayContaining([
          ...states,
          `gateway_gp_calls_running{operation="${STOCK}"} 2`,
          `gateway_gp_calls_waiting{operation="${STOCK}"} 1`,
          `gateway_gp_calls_limit{operation="${STOCK}"} ${state.limit}`,
        ]),
      );
    }
  });

  it('count every call, and time those that have begun', async () => {
    const watch = new GuardWatch(registry, undefined);
    const end = (outcome: CallOutcome, waitedMs: number, tookMs: number) =>
      watch.ended({ operation: STOCK, outcome, waitedMs, tookMs });
    end('answered', 4, 60);
    end('timedOut', 0, 800);
    end('timedOut', 800, 0);
    end('crowded', 0, 0);
    end('refused', 0, 0);
    const text = await lines();
    expect(text).toEqual(
      expect.arrayContaining([
        `gateway_gp_calls_total{operation="${STOCK}",outcome="answered"} 1`,
        `gateway_gp_calls_total{operation="${STOCK}",outcome="timedOut"} 2`,
        `gateway_gp_calls_total{operation="${STOCK}",outcome="crowded"} 1`,
        `gateway_gp_calls_total{operation="${STOCK}",outcome="refused"} 1`,
        `gateway_gp_call_seconds_sum{operation="${STOCK}",outcome="answered"} 0.06`,
        `gateway_gp_call_seconds_count{operation="${STOCK}",outcome="timedOut"} 1`,
        `gateway_gp_wait_seconds_count{operation="${STOCK}"} 4`,
      ]),
    );
    expect(text.join()).not.toMatch(/call_seconds_count\{[^}]*(crowded|refused)/);
  });

  it('lets calls through as they are where nothing is traced', async () => {
    const watch = new GuardWatch(new Registry(), undefined);
    const answer = Promise.resolve('answer');
    expect(watch.around(STOCK, () => answer)).toBe(answer);
  });
});

describe('the metrics of what there is to do', () => {
  it('tell what was refused because it was too much', async () => {
    Object.assign(admission, { shed: { page: 7, checkout: 2, unread: 3 }, underWay: 40 });
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'gateway_shed_operations_total{kind="page"} 7',
        'gateway_shed_operations_total{kind="checkout"} 2',
        'gateway_shed_operations_total{kind="unread"} 3',
        'gateway_operations_under_way 40',
      ]),
    );
  });
});

describe('the metrics of Redis', () => {
  it('tell how it is at the moment of asking', async () => {
    for (const state of ['none', 'ready', 'away', 'skipped'] as const) {
      sharedLevel.state = state;
      const states = ['none', 'ready', 'away', 'skipped'].map(
        (each) => `gateway_shared_level_state{state="${each}"} ${each === state ? 1 : 0}`,
      );
      expect(await lines()).toEqual(expect.arrayContaining(states));
    }
  });

  it('tell what it was good for', async () => {
    Object.assign(sharedLevel.figures, { hits: 240, misses: 30, errors: 1, late: 2, skipped: 9, failedWrites: 4 });
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'gateway_shared_level_facts_total{outcome="hit"} 240',
        'gateway_shared_level_facts_total{outcome="miss"} 30',
        'gateway_shared_level_lost_total{outcome="failed"} 1',
        'gateway_shared_level_lost_total{outcome="late"} 2',
        'gateway_shared_level_lost_total{outcome="skipped"} 9',
        'gateway_shared_level_lost_total{outcome="failedWrite"} 4',
      ]),
    );
  });
});

describe('the metrics of events', () => {
  const CRM: DestinationOnDesk = {
    ...{ name: 'webhook.crm', disabledAt: null, disabledBecause: null, failures: 0, failingSince: null, pausedUntil: null },
    ...{ succeededAt: null, waiting: 0, oldestAt: null, underWay: 0, underWayUntil: null },
  };
  const samples = async () => (await lines()).filter((line) => line.startsWith('gateway_events_'));

  it('tell what waits for each destination, and since when', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 100_000 });
    destinations = async () => [
      { ...CRM, waiting: 12, oldestAt: 40_000 },
      { ...CRM, name: 'files', disabledAt: 1 },
    ];
    expect(await samples()).toEqual([
      'gateway_events_waiting{destination="webhook.crm"} 12',
      'gateway_events_waiting{destination="files"} 0',
      'gateway_events_oldest_seconds{destination="webhook.crm"} 60',
      'gateway_events_oldest_seconds{destination="files"} 0',
      'gateway_events_destination_disabled{destination="webhook.crm"} 0',
      'gateway_events_destination_disabled{destination="files"} 1',
    ]);
    vi.useRealTimers();
  });

  it('ask the database once for all three, and are absent while it does not answer', async () => {
    let asked = 0;
    destinations = async () => {
      asked += 1;
      throw new StoreUnavailable('events.destinations', { cause: new Error('away') });
    };
    expect(await samples()).toEqual([]);
    expect(asked).toBe(1);
    destinations = async () => [];
  });
});

describe('the metrics of jobs', () => {
  const samples = async () => (await lines()).filter((line) => line.startsWith('gateway_job_'));

  it('tell since when each has not succeeded and what failed last, and are not there while the database does not say', async () => {
    outcomes = async () => [{ job: 'catalog.refresh', ageMs: 61_000, failedRecords: 3 }];
    expect(await samples()).toEqual([
      'gateway_job_last_success_age_seconds{job="catalog.refresh"} 61',
      'gateway_job_failed_records{job="catalog.refresh"} 3',
    ]);
    outcomes = () => Promise.reject(new StoreUnavailable('jobs.outcomes', { cause: new Error('away') }));
    expect(await samples()).toEqual([]);
  });
});

describe('the metrics of orders that wait for GP', () => {
  const samples = async () => (await lines()).filter((line) => line.startsWith('gateway_submissions_'));

  it('tell how many there are and how long the first one waits, at one question', async () => {
    let questions = 0;
    waiting = async () => {
      questions++;
      return { count: 3, oldestMs: 90_500 };
    };
    expect(await samples()).toEqual(['gateway_submissions_waiting 3', 'gateway_submissions_oldest_seconds 90.5']);
    expect(questions).toBe(1);
  });

  it('are not there while the database does not say, and nothing else lacks', async () => {
    waiting = () => Promise.reject(new StoreUnavailable('submissions.waiting', { cause: new Error('away') }));
    expect(await samples()).toEqual([]);
    expect(await lines()).toContain('gateway_operations_under_way 40');
    waiting = async () => ({ count: 0, oldestMs: 0 });
    expect(await samples()).toEqual(['gateway_submissions_waiting 0', 'gateway_submissions_oldest_seconds 0']);
  });

  it('are not waited for while the database hangs, which is asked no second time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      let questions = 0;
      const answer = Promise.withResolvers<{ count: number; oldestMs: number }>();
      waiting = () => {
        questions++;
        return answer.promise;
      };
      for (let scrape = 0; scrape < 2; scrape++) {
        const read = samples();
        await vi.advanceTimersByTimeAsync(500);
        expect(await read).toEqual([]);
      }
      expect(questions).toBe(1);
      answer.resolve({ count: 1, oldestMs: 1_000 });
    } finally {
      vi.useRealTimers();
    }
  });
});
