import { Logger } from '@nestjs/common';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { asText, dateAsText, inexactAsText } from './as-text.js';
import { columnsQuery } from './columns.query.js';
import { calendarDate, decimal, textOrNull } from './decode.js';
import type { GpTables } from './gp-tables.js';

/** How a column leaves GP as text, and how the text is read. */
type Reading = 'text' | 'date' | 'number' | 'inexactNumber' | 'missing';

/** A column that the configuration names, which the types of the tables do not know. */
export interface CustomColumn {
  readonly column: string;
  readonly reading: Reading;
}

/** The names of types on SQL Server and on PostgreSQL. Every other type is read as text. */
const READINGS: Readonly<Record<string, Reading>> = {
  date: 'date',
  datetime: 'date',
  datetime2: 'date',
  smalldatetime: 'date',
  'timestamp without time zone': 'date',
  bit: 'number',
  tinyint: 'number',
  smallint: 'number',
  int: 'number',
  integer: 'number',
  bigint: 'number',
  decimal: 'number',
  numeric: 'number',
  // As text, money would have two decimals, and a float six digits or a power of ten.
  money: 'inexactNumber',
  smallmoney: 'inexactNumber',
  float: 'inexactNumber',
  real: 'inexactNumber',
  'double precision': 'inexactNumber',
};

/** Further columns of a master, which the configuration names. GP is asked once for their types. */
export class CustomFields {
  private found: readonly CustomColumn[] | undefined;

  /** @param columns by the names of the fields */
  constructor(
    private readonly gp: Kysely<GpTables>,
    private readonly table: 'RM00101' | 'IV00101',
    private readonly columns: ReadonlyMap<string, string>,
    private readonly warn: (message: string) => void = (message) => new Logger('gp').warn(message),
  ) {
    if (columns.size === 0) this.found = [];
  }

  async read(signal: AbortSignal): Promise<readonly CustomColumn[]> {
    if (this.found) return this.found;
    const { rows } = await columnsQuery(this.gp, [this.table]).execute({ signal });
    this.found ??= [...this.columns].map(([name, wanted]) => {
      const column = rows.find(({ columnName }) => columnName.toUpperCase() === wanted.toUpperCase());
      return column ? columnOf(column) : this.missing(name, wanted);
    });
    return this.found;
  }

  /** The fields of a row by their names. The row has the columns as field0, field1, and so on. */
  valuesOf(row: object, columns: readonly CustomColumn[]): Readonly<Record<string, string | null>> {
    const texts = row as Readonly<Record<string, string | null>>;
    const names = [...this.columns.keys()];
    return Object.fromEntries(
      columns.map(({ reading }, index) => [names[index], fieldValue(reading, texts[`field${index}`] ?? '')]),
    );
  }

  private missing(name: string, column: string): CustomColumn {
    this.warn(`GP's table ${this.table} has no column ${column}: the custom field "${name}" stays empty.`);
    return { column, reading: 'missing' };
  }
}

function columnOf({ columnName, dataType }: { readonly columnName: string; readonly dataType: string }): CustomColumn {
  return { column: columnName, reading: READINGS[dataType.toLowerCase()] ?? 'text' };
}

/** A column as text, whatever its type is, for a select of the table with this alias. */
export function customColumn(alias: string, { column, reading }: CustomColumn): RawBuilder<string> {
  const reference = `${alias}.${column}`;
  switch (reading) {
    case 'date':
      return dateAsText(reference);
    case 'number':
      return asText(reference);
    case 'inexactNumber':
      return inexactAsText(reference);
    case 'missing':
      return sql<string>`''`;
    case 'text':
      return sql<string>`${sql.ref(reference)}`;
  }
}

function fieldValue(reading: Reading, text: string): string | null {
  if (textOrNull(text) === null) return null;
  if (reading === 'date') return calendarDate(text.trim());
  return reading === 'number' || reading === 'inexactNumber' ? decimal(text) : textOrNull(text);
}
