import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Execution, RequestRecord } from '../contract/request-record.js';
import { RequestMetrics } from './request-metrics.js';

let registry: Registry;
let metrics: RequestMetrics;

beforeEach(() => {
  registry = new Registry();
  metrics = new RequestMetrics(registry);
});

function record(operation: string | null, executedBy?: Execution, questions = 0, waitedMs = 0): RequestRecord {
  const made = new RequestRecord('page-7', 0);
  return Object.assign(made, { operation, executedBy, waits: { questions, waitedMs } });
}

async function lines(): Promise<string[]> {
  return (await registry.metrics()).split('\n');
}

describe('the metrics of requests', () => {
  it('tell of each operation how long it took, how it was executed and what it asked of GP', async () => {
    metrics.answered(record('Page', 'plan', 3, 60), 200, 62);
    metrics.answered(record('Page', 'kept'), 200, 0.2);
    metrics.answered(record(null, 'plain'), 200, 4);
    metrics.answered(record('Page'), 503, 0.1);
    for (let scrape = 0; scrape < 2; scrape++) {
      expect(await lines()).toEqual(
        expect.arrayContaining([
          'gateway_operation_seconds_count{operation="Page"} 3',
          'gateway_operation_seconds_bucket{le="0.0005",operation="Page"} 2',
          'gateway_operation_seconds_bucket{le="0.1",operation="Page"} 3',
          'gateway_operation_seconds_count{operation="unnamed"} 1',
          'gateway_operation_answers_total{operation="Page",executed_by="plan"} 1',
          'gateway_operation_answers_total{operation="Page",executed_by="kept"} 1',
          'gateway_operation_answers_total{operation="Page",executed_by="none"} 1',
          'gateway_operation_answers_total{operation="unnamed",executed_by="plain"} 1',
          'gateway_operation_gp_questions_total{operation="Page"} 3',
          'gateway_operation_gp_wait_seconds_total{operation="Page"} 0.06',
          'gateway_http_responses_total{status="200"} 3',
          'gateway_http_responses_total{status="503"} 1',
        ]),
      );
    }
  });

  it('count what is no GraphQL by its status alone', async () => {
    metrics.answered(new RequestRecord('probe', 0), 200, 0.1);
    expect(await lines()).toContain('gateway_http_responses_total{status="200"} 1');
    expect((await lines()).join('\n')).not.toContain('operation=');
  });

  it('have a bounded number of labels, even if callers invent names', async () => {
    for (let made = 0; made < 2_000; made++) metrics.answered(record(`Made${made}`), 200, 1);
    const labels = new Set((await registry.metrics()).match(/operation="[^"]*"/g));
    expect(labels.size).toBe(201);
    expect(labels).toContain('operation="other"');
  });
});
