import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { reasonOf } from '../../faults/index.js';
import { type PeriodicTask, RunsWhileUp } from '../../jobs/index.js';
import type { ErpProblem } from '../../resilience/index.js';
import type { Instant } from '../../values/instant.js';
import type { GpCompany } from '../gp-company.js';
import { OPTIONAL_COLUMNS } from '../sql/optional-columns.js';
import { allColumns, READS, type UsedColumns } from '../used-objects.js';
import type { Finding } from './check.js';
import { findProcedures } from './found-procedures.js';
import { CALLED_PROCEDURES, type FoundColumn, foundColumns, judgeColumns, judgeProcedures } from './rights-checks.js';
import { allTriggers, judgeTriggers, type Trigger } from './stamps-checks.js';

/** A statement that the server meets for the first time takes it seconds to compile. No request waits for it. */
const PATIENCE_MS = 30_000;
/** After this many turns what was wrong is looked at again: it may have been put right. */
const TURNS_UNTIL_NEXT_LOOK = 10;

/** What is looked at: a part of the check of a company, by the word for it in logs, metrics and health. */
interface Part {
  readonly connection: string;
  readonly reason: string;
  readonly code: string;
}

type PartFinding = readonly [Part, Finding];

const TABLES: Part = { connection: 'reading', reason: 'rightOrObjectMissing', code: 'CHECK_TABLES' };
const STAMPS: Part = { connection: 'reading', reason: 'stampsNotKept', code: 'CHECK_STAMPS' };
const PROCEDURES: Part = { connection: 'handingOver', reason: 'rightOrObjectMissing', code: 'CHECK_ECONNECT' };

/**
 * Looks at the company after a start, as the check before going live does, with one question of each login: what the login that
 * reads may read, and GP's triggers that keep the change stamps; which of eConnect's procedures the other one may call, and
 * with what parameters. Nothing waits for it. What it finds is told at once, and not when a page or an order first needs it.
 */
@RunsWhileUp('meanwhile')
export class CheckAtStart implements PeriodicTask {
  readonly name = 'gp.check';
  readonly everyMs = 60_000;
  private readonly looks: readonly Look[];

  constructor(
    private readonly company: GpCompany,
    now: () => Instant = Date.now,
  ) {
    const looks = [(signal: AbortSignal) => this.ofReading(signal), (signal: AbortSignal) => this.ofHandingOver(signal)];
    this.looks = company.isSqlServer ? looks.map((ask) => new Look(ask, now)) : [];
  }

  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(this.looks.map((look) => look.turn(signal)));
  }

  problems(): readonly ErpProblem[] {
    return this.looks.flatMap(({ found }) => found);
  }

  private async ofReading(signal: AbortSignal): Promise<readonly PartFinding[]> {
    const { rows } = await readingQuestion(COLUMNS).execute(this.company.gp, { signal });
    const columns = rows.flatMap(({ part, table, name, allowed, length }): FoundColumn[] =>
      part === 'column' ? [{ table, column: name, allowed, length }] : [],
    );
    const triggers = rows.flatMap(({ part, table, name, allowed }): Trigger[] =>
      part === 'trigger' ? [{ table, trigger: name, disabled: allowed ?? 0 }] : [],
    );
    return [
      ...judgeColumns(columns, NO_FIELDS).map((finding) => [TABLES, finding] as const),
      ...judgeTriggers(triggers).map((finding) => [STAMPS, finding] as const),
    ];
  }

  private async ofHandingOver(signal: AbortSignal): Promise<readonly PartFinding[]> {
    const found = await findProcedures(this.company.handingOver, CALLED_PROCEDURES, signal);
    return judgeProcedures(found).map((finding) => [PROCEDURES, finding] as const);
  }
}

/** One question, and what its last answer means. */
class Look {
  found: readonly ErpProblem[] = [];
  private readonly log = new Logger('gp');
  private turnsToWait = 0;
  private ended = false;

  constructor(
    private readonly ask: (signal: AbortSignal) => Promise<readonly PartFinding[]>,
    private readonly now: () => Instant,
  ) {}

  /** Where GP does not answer, it is asked again the next time; where all is well, never again. */
  async turn(signal: AbortSignal): Promise<void> {
    if (this.ended) return;
    if (this.turnsToWait > 0) {
      this.turnsToWait--;
      return;
    }
    try {
      this.tell(await this.ask(AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])));
    } catch (fault) {
      this.log.debug({ reason: reasonOf(fault) }, 'GP was not checked: it gave no answer');
      return;
    }
    this.ended = this.found.length === 0;
    this.turnsToWait = TURNS_UNTIL_NEXT_LOOK;
  }

  /** Each is one warning, once. */
  private tell(findings: readonly PartFinding[]): void {
    const before = this.found;
    this.found = findings
      .filter(([, { level }]) => level === 'warning' || level === 'missing')
      .map(([part, { text, todo }]) => {
        const since = before.find(({ message }) => message === text)?.since ?? this.now();
        return { ...part, message: text, since, ...(todo !== undefined && { todo }) };
      });
    for (const { connection, code, message, todo } of this.found) {
      if (!before.some((known) => known.message === message)) this.log.warn({ connection, code, todo }, message);
    }
    for (const { connection, code, message } of before) {
      if (!this.found.some((known) => known.message === message)) this.log.log({ connection, code }, `No longer so: ${message}`);
    }
  }
}

const NO_FIELDS = { accountFields: new Map(), productFields: new Map() };

/**
 * The columns without which statements fail. Those that an older GP may lack, and fields of the settings, are learnt and told
 * by others; what only the check before going live reads is no page's.
 */
const COLUMNS: UsedColumns = necessaryColumns();

function necessaryColumns(): UsedColumns {
  const { check: _, ...reads } = READS;
  const columns = allColumns([...Object.values(reads).map((read) => read.columns)]);
  return Object.fromEntries(
    Object.entries(columns).map(([table, names]) => [table, names.filter((name) => !(name in (OPTIONAL_COLUMNS[table] ?? {})))]),
  );
}

interface ReadingRow {
  readonly part: 'column' | 'trigger';
  readonly table: string;
  /** The column's or the trigger's. */
  readonly name: string;
  /** Of a column: whether its table may be read. Of a trigger: 1 where it is switched off. */
  readonly allowed: number | null;
  readonly length: number | null;
}

/** What the login that reads may read, and GP's triggers, in one question. */
function readingQuestion(columns: UsedColumns) {
  return sql<ReadingRow>`select 'column' as "part", c."table" as "table", c."column" as "name", c."allowed" as "allowed",
    c."length" as "length" from (${foundColumns(columns)}) as c
    union all select 'trigger', g."table", g."trigger", g."disabled", null from (${allTriggers}) as g`;
}
