import {
  type AbortableOperationOptions,
  AliasNode,
  CollateNode,
  ColumnNode,
  type CompiledQuery,
  IdentifierNode,
  type Kysely,
  type OperationNode,
  type RawBuilder,
  ReferenceNode,
  SelectQueryNode,
  sql,
} from 'kysely';

/** A select over GP's tables, of any columns. */
interface Select<Row> {
  toOperationNode(): OperationNode;
  readonly expressionType?: Row | undefined;
}

/** A row in which every value is a text without blanks at its end. It is blank where the join found no row. */
export type TextRow<Row> = { readonly [Column in keyof Row & string]: string };

export type TextRows<Parts> = {
  readonly [Name in keyof Parts]-?: NonNullable<Parts[Name]> extends Select<infer Row> ? readonly TextRow<Row>[] : never;
};

/** In characters: wide enough for every column read this way, numbers included, except long texts. */
const WIDTH = 255;
/** The collation of the database, by PostgreSQL's name for it. SqlServerCompiler has the other server's. */
const DEFAULT_COLLATION = { toOperationNode: () => CollateNode.create('default') };
/** The longest text with a declared length that both servers support. */
const LONG_WIDTH = 8_000;

/**
 * Several selects in one round trip. GP is up to 60 ms away, so facts from five tables are read with one query and not five:
 * a union of rows of texts, each with the name of its part. It is not for dates, whose text differs between servers: a part
 * selects them with dateAsText.
 */
export class Together<Parts extends Record<string, Select<unknown> | undefined>> {
  private readonly names: readonly string[];
  private readonly columns: ReadonlyMap<string, readonly string[]>;
  private readonly query: RawBuilder<Record<string, string | null>>;

  /**
   * @param parts the selects by name. An undefined part is not asked, and has no rows
   * @param longTexts names of columns, in any part, that may hold more than WIDTH characters
   * @param databases whether a part reads the system database, whose collation may be another: SQL Server refuses to unite
   * texts of two collations
   */
  constructor(
    readonly parts: Parts,
    private readonly longTexts: readonly string[] = [],
    private readonly databases: 'one' | 'several' = 'one',
  ) {
    this.names = Object.keys(parts);
    const selects = Object.entries(parts).filter((part): part is [string, Select<unknown>] => part[1] !== undefined);
    this.columns = new Map(selects.map(([name, select]) => [name, columnsOf(name, select)]));
    const width = Math.max(...[...this.columns.values()].map((columns) => columns.length));
    this.query = sql`${sql.join(
      selects.map(([name, select]) => this.part(name, select, width)),
      sql` union all `,
    )}`;
  }

  async ask<DB>(db: Kysely<DB>, options: AbortableOperationOptions): Promise<TextRows<Parts>> {
    const { rows } = await this.query.execute(db, options);
    const parts: Record<string, TextRow<unknown>[]> = Object.fromEntries(this.names.map((name) => [name, []]));
    for (const row of rows) {
      const name = row.part ?? '';
      const values = (this.columns.get(name) ?? []).map((column, index) => [column, (row[`c${index}`] ?? '').trimEnd()]);
      parts[name]?.push(Object.fromEntries(values));
    }
    return parts as unknown as TextRows<Parts>;
  }

  compile<DB>(db: Kysely<DB>): CompiledQuery {
    return this.query.compile(db);
  }

  private part(name: string, select: Select<unknown>, width: number): RawBuilder<unknown> {
    const columns = this.columns.get(name) ?? [];
    const values = Array.from({ length: width }, (_, index) => {
      const column = columns[index];
      const value = column === undefined ? sql`null` : sql.ref(`p.${column}`);
      const length = column !== undefined && this.longTexts.includes(column) ? LONG_WIDTH : WIDTH;
      const collation = this.databases === 'several' ? sql` ${DEFAULT_COLLATION}` : sql``;
      return sql`cast(${value} as varchar(${sql.lit(length)}))${collation} as ${sql.id(`c${index}`)}`;
    });
    return sql`select ${sql.lit(name)} as ${sql.id('part')}, ${sql.join(values)} from ${select as RawBuilder<unknown>} as ${sql.id('p')}`;
  }
}

/** The names of a select's columns, in their order. */
function columnsOf(part: string, select: Select<unknown>): string[] {
  const node = select.toOperationNode();
  const selections = SelectQueryNode.is(node) ? (node.selections ?? []) : [];
  return selections.map(({ selection }) => {
    if (AliasNode.is(selection) && IdentifierNode.is(selection.alias)) return selection.alias.name;
    if (ReferenceNode.is(selection) && ColumnNode.is(selection.column)) return selection.column.column.name;
    throw new TypeError(`Part "${part}" selects something that has no name`);
  });
}
