import { type Kysely, sql } from 'kysely';
import type { GpTables } from '../sql/gp-tables.js';

/** A parameter of a procedure that is there and may be seen. */
export interface FoundParameter {
  readonly procedure: string;
  /** With the @; null where the procedure has none. */
  readonly parameter: string | null;
  /** 1 where the login may call the procedure. */
  readonly allowed: number | null;
}

export async function findProcedures(
  handingOver: Kysely<GpTables>,
  procedures: readonly string[],
  signal: AbortSignal,
): Promise<readonly FoundParameter[]> {
  const { rows } = await sql<FoundParameter>`select p.name as "procedure", a.name as "parameter",
      has_perms_by_name(concat('dbo.', p.name), 'OBJECT', 'EXECUTE') as "allowed"
      from sys.procedures as p inner join sys.schemas as s on s.schema_id = p.schema_id
      left join sys.parameters as a on a.object_id = p.object_id
      where s.name = 'dbo' and p.name in (${sql.join(procedures.map((name) => sql.lit(name)))})`.execute(handingOver, { signal });
  return rows;
}
