import { isNewer, type NumberProcedureName, PROCEDURES, type ProcedureName, parameterTypes } from '../gp/index.js';
import type { HasParameter, Statement } from './econnect-statements.js';
import type { SqlServerConnection } from './sql-server-connection.js';

const QUESTION = newerParametersQuestion();

/**
 * Which of the parameters that an older GP lacks the procedures of this company have, as sys.parameters lists them. It is
 * asked once, before the first order, and again after SQL Server has refused a parameter (8145).
 */
export class NewerParameters {
  private known: Promise<HasParameter> | null = null;

  /** @throws {SqlServerFault} GP gave no answer */
  read(connection: Pick<SqlServerConnection, 'ask'>, signal: AbortSignal): Promise<HasParameter> {
    if (this.known) return this.known;
    const reading = ask(connection, signal);
    this.known = reading;
    reading.catch(() => this.forget());
    return reading;
  }

  forget(): void {
    this.known = null;
  }
}

async function ask(connection: Pick<SqlServerConnection, 'ask'>, signal: AbortSignal): Promise<HasParameter> {
  const rows = await connection.ask(QUESTION.sql, QUESTION.parameters, signal);
  const found = new Set(rows.map((row) => `${row['procedure']} ${row['parameter']}`));
  return (procedure, parameter) => found.has(`${procedure} @${parameter}`);
}

function newerParametersQuestion(): Statement {
  const parameters: string[] = [];
  const conditions = (Object.keys(PROCEDURES) as (ProcedureName | NumberProcedureName)[]).flatMap((procedure) =>
    Object.keys(parameterTypes(procedure))
      .filter((parameter) => isNewer(procedure, parameter))
      .map((parameter) => `o."name" = @${parameters.push(procedure)} and p."name" = @${parameters.push(`@${parameter}`)}`),
  );
  const sql = [
    'select o."name" as "procedure", p."name" as "parameter" from "sys"."parameters" as p',
    'inner join "sys"."procedures" as o on o."object_id" = p."object_id"',
    'inner join "sys"."schemas" as s on s."schema_id" = o."schema_id"',
    `where s."name" = 'dbo' and (${conditions.join(' or ')})`,
  ].join(' ');
  return { sql, parameters };
}
