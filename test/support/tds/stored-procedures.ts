import type pg from 'pg';
import { SqlServerError } from './sql-server-error.js';

/** What a procedure declares. Names without the @. */
export interface StoredProcedure {
  readonly name: string;
  readonly inputs: ReadonlyMap<string, string>;
  readonly outputs: ReadonlySet<string>;
}

/** Of the sandbox's function, whose one parameter is a row of the type "NAME_parameters", and whose outputs are its columns. */
const DECLARATION = `select
  (select json_object_agg(attname, format_type(atttypid, atttypmod)) from pg_attribute
    where attrelid = to_regtype(quote_ident($1 || '_parameters'))::text::regclass and attnum > 0
      and attname not in (select parameter from sqlserver.lacking)) as inputs,
  (select to_json(proargnames[2:]) from pg_proc where proname = $1) as outputs`;

/** GP's procedures, as the sandbox has them. */
export class StoredProcedures {
  private readonly known = new Map<string, Promise<StoredProcedure>>();

  constructor(private readonly admin: pg.Pool) {}

  /** @throws {SqlServerError} there is none of this name (2812) */
  find(name: string): Promise<StoredProcedure> {
    const found = this.known.get(name) ?? this.read(name);
    this.known.set(name, found);
    // PostgreSQL may have been away.
    found.catch(() => this.known.delete(name));
    return found;
  }

  private async read(name: string): Promise<StoredProcedure> {
    const { rows } = await this.admin.query<{ inputs: Record<string, string> | null; outputs: string[] | null }>(DECLARATION, [
      name,
    ]);
    const { inputs, outputs } = rows[0] ?? {};
    if (!inputs || !outputs) throw new SqlServerError(2812, `Could not find stored procedure '${name}'.`, 16, 62);
    // Procedures that give out a number have no list of errors.
    const named = name.startsWith('taGet') ? outputs.filter((output) => output !== 'oErrString') : outputs;
    return { name, inputs: new Map(Object.entries(inputs)), outputs: new Set(named) };
  }
}
