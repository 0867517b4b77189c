import { sql } from 'kysely';
import type { GatewayDatabase } from '../../src/database/index.js';
import type { Applied, ApplyRequest, Job, JobChunk, PlanRequest } from '../../src/jobs/index.js';

export interface RowsChunk extends JobChunk {
  readonly rows: readonly number[];
}

/** A job that brings numbered rows into a table, of which a second time changes nothing. */
export class RowsJob implements Job<RowsChunk> {
  readonly about = 'brings numbered rows into a table';
  readonly schedule = { cron: '0 3 * * *', timeZone: 'company', missed: 'once' } as const;
  /** What `plan` was asked, call by call. */
  readonly plans: PlanRequest[] = [];
  /** Rows that cannot be written. */
  readonly spoilt = new Set<number>();
  /** Called before each chunk. */
  onChunk: (chunk: RowsChunk) => void | Promise<void> = () => undefined;

  constructor(
    private readonly database: GatewayDatabase,
    readonly name = 'test.rows',
    private readonly total = 10,
    private readonly atOnce = 2,
  ) {}

  async *plan(request: PlanRequest): AsyncGenerator<RowsChunk, string> {
    this.plans.push(request);
    const { checkpoint, only } = request;
    if (only !== null) {
      yield { checkpoint: '', rows: only.map(Number) };
      return '';
    }
    for (let from = Number(checkpoint ?? 0); from < this.total; from += this.atOnce) {
      const to = Math.min(from + this.atOnce, this.total);
      yield { checkpoint: String(to), rows: Array.from({ length: to - from }, (_, index) => from + index) };
    }
    return `after ${this.total}`;
  }

  async apply(chunk: RowsChunk, { isDryRun, signal }: ApplyRequest): Promise<Applied> {
    await this.onChunk(chunk);
    signal.throwIfAborted();
    const good = chunk.rows.filter((row) => !this.spoilt.has(row));
    const failed = chunk.rows.filter((row) => this.spoilt.has(row)).map((row) => ({ key: String(row), error: 'Spoilt' }));
    if (isDryRun) {
      const sample = good.map((row) => ({ key: String(row), before: null, after: { row } }));
      return { read: chunk.rows.length, changed: good.length, unchanged: 0, failed, sample };
    }
    const { numAffectedRows } = await sql`insert into worked_row (row) select unnest(${good}::int[])
      on conflict do nothing`.execute(this.database);
    const changed = Number(numAffectedRows ?? 0);
    return { read: chunk.rows.length, changed, unchanged: good.length - changed, failed };
  }

  async makeTable(): Promise<void> {
    await sql`create table if not exists worked_row (row integer primary key)`.execute(this.database);
    await sql`delete from worked_row`.execute(this.database);
  }

  /** How many rows there are. */
  async rows(): Promise<number> {
    const { rows } = await sql<{ count: string }>`select count(*)::text as count from worked_row`.execute(this.database);
    return Number(rows[0]?.count);
  }
}
