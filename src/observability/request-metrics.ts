import { Counter, Histogram, type Registry } from 'prom-client';
import { type Execution, type RequestRecord } from '../contract/index.js';
import { ByOperation } from './operation-names.js';

/** Buckets: a warm page takes less than a millisecond, a cold one the time of GP, one that waits in vain the soft timeout. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** The counts of one GraphQL operation. */
interface OperationFigures {
  readonly name: string;
  readonly took: { observe(seconds: number): void };
  readonly answers: Record<Execution | 'none', number>;
  questions: number;
  waitedMs: number;
}

/** Counts answers in plain numbers. Prometheus' metrics are made of them when it reads. */
export class RequestMetrics {
  private readonly operations: ByOperation<OperationFigures>;
  private readonly statuses = new Map<number, number>();

  constructor(registry: Registry) {
    const registers = [registry];
    const took = new Histogram({
      name: 'gateway_operation_seconds',
      help: 'Time to answer GraphQL operations, from the request to the answer.',
      labelNames: ['operation'],
      buckets: SECONDS,
      registers,
    });
    this.operations = new ByOperation((name) => ({
      name,
      took: took.labels(name),
      answers: { kept: 0, shared: 0, plan: 0, plain: 0, none: 0 },
      questions: 0,
      waitedMs: 0,
    }));
    const { operations, statuses } = this;
    new Counter({
      name: 'gateway_operation_answers_total',
      help: 'Answers to GraphQL operations by how they were executed: kept, plan, plain, or none where nothing was executed.',
      labelNames: ['operation', 'executed_by'],
      registers,
      collect() {
        this.reset();
        for (const { name, answers } of operations.values()) {
          for (const [executedBy, count] of Object.entries(answers)) {
            if (count > 0) this.inc({ operation: name, executed_by: executedBy }, count);
          }
        }
      },
    });
    new Counter({
      name: 'gateway_operation_gp_questions_total',
      help: 'Questions to GP that GraphQL operations waited for, including those that other requests caused.',
      labelNames: ['operation'],
      registers,
      collect() {
        this.reset();
        for (const { name, questions } of operations.values()) this.inc({ operation: name }, questions);
      },
    });
    new Counter({
      name: 'gateway_operation_gp_wait_seconds_total',
      help: 'Time that GraphQL operations waited for GP.',
      labelNames: ['operation'],
      registers,
      collect() {
        this.reset();
        for (const { name, waitedMs } of operations.values()) this.inc({ operation: name }, waitedMs / 1_000);
      },
    });
    new Counter({
      name: 'gateway_http_responses_total',
      help: 'HTTP responses by status.',
      labelNames: ['status'],
      registers,
      collect() {
        this.reset();
        for (const [status, count] of statuses) this.inc({ status }, count);
      },
    });
  }

  answered(record: RequestRecord, status: number, tookMs: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    const { waits } = record;
    if (!waits) return;
    const figures = this.operations.of(record.operation);
    figures.took.observe(tookMs / 1_000);
    figures.answers[record.executedBy ?? 'none']++;
    figures.questions += waits.questions;
    figures.waitedMs += waits.waitedMs;
  }
}
