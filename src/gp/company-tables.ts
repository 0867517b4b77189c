import { Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { reasonOf } from '../faults/index.js';
import type { GpCompany } from './gp-company.js';
import { columnsQuery } from './sql/columns.query.js';
import type { GpTables } from './sql/gp-tables.js';
import { OPTIONAL_COLUMNS } from './sql/optional-columns.js';
import { type MissingColumns, WithoutColumns } from './sql/without-columns.js';

/** How long the question for the columns may take. It is asked once and no page's alone. */
const DEADLINE_MS = 30_000;

/** A company's tables, which are read without the columns that an older GP lacks. */
export class CompanyTables {
  readonly gp: Kysely<GpTables>;
  readonly readOnly: Kysely<GpTables>;
  readonly committed: Kysely<GpTables>;
  private readonly log = new Logger('gp');
  private readonly columns = new WithoutColumns();
  private asking: Promise<void> | undefined;
  private known: boolean;

  constructor(readonly company: GpCompany) {
    this.gp = company.gp.withPlugin(this.columns);
    this.readOnly = company.readOnly.withPlugin(this.columns);
    this.committed = company.committed.withPlugin(this.columns);
    this.known = !company.isSqlServer;
  }

  /** Finds out once which columns the company lacks. Where GP does not answer, it is asked again the next time. */
  async learn(): Promise<void> {
    if (this.known) return;
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    await this.asking;
  }

  private async ask(): Promise<void> {
    try {
      const tables = Object.keys(OPTIONAL_COLUMNS);
      const { rows } = await columnsQuery(this.company.readOnly, tables).execute({ signal: AbortSignal.timeout(DEADLINE_MS) });
      this.columns.missing = missingOf(rows);
      this.known = true;
      for (const [table, columns] of this.columns.missing) {
        this.log.warn(
          { table, columns: [...columns.keys()] },
          'GP lacks columns of later releases. They are read as blank: what they tell is missing on pages.',
        );
      }
    } catch (fault) {
      this.log.debug({ reason: reasonOf(fault) }, 'GP did not tell its columns');
    }
  }
}

/** A table of which the login sees no column is not read as one without columns: its right is missing. */
function missingOf(rows: readonly { readonly tableName: string; readonly columnName: string }[]): MissingColumns {
  const seen = new Map<string, Set<string>>();
  for (const { tableName, columnName } of rows) seen.set(tableName, (seen.get(tableName) ?? new Set()).add(columnName));
  return new Map(
    Object.entries(OPTIONAL_COLUMNS).flatMap(([table, columns]) => {
      const there = seen.get(table);
      const missing = there ? Object.entries(columns).filter(([column]) => !there.has(column)) : [];
      return missing.length > 0 ? [[table, new Map(missing)] as const] : [];
    }),
  );
}
