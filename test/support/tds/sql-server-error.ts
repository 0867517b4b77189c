import pg from 'pg';

/** An error as SQL Server reports it. */
export class SqlServerError extends Error {
  constructor(
    readonly number: number,
    message: string,
    /** From 11 on an error, from 20 on the end of the connection. */
    readonly severity = 16,
    readonly state = 1,
  ) {
    super(message);
  }
}

/** Not a fault of SQL Server's: the tests' server refuses what PostgreSQL would not mind. */
export class Refused extends SqlServerError {
  constructor(message: string) {
    super(50_000, `The tests' SQL Server refuses this: ${message}`);
  }
}

/** What PostgreSQL says, and what SQL Server says in its place. */
const OF_POSTGRES: Readonly<Record<string, (message: string) => SqlServerError>> = {
  '40P01': deadlocked,
  '55P03': () => new SqlServerError(1222, 'Lock request time out period exceeded.', 16, 51),
  '42P01': (message) => new SqlServerError(208, `Invalid object name '${quoted(message)}'.`),
  '3F000': (message) => new SqlServerError(208, `Invalid object name '${quoted(message)}'.`),
  '42703': (message) => new SqlServerError(207, `Invalid column name '${quoted(message)}'.`),
  '42501': (message) => new SqlServerError(229, `The permission was denied on the object '${quoted(message)}'.`, 14, 5),
  '40001': () => new SqlServerError(3960, 'Snapshot isolation transaction aborted due to update conflict.'),
  '22P02': (message) => new SqlServerError(245, message),
  '22007': (message) => new SqlServerError(241, message),
  '22008': (message) => new SqlServerError(242, message),
  '22003': (message) => new SqlServerError(8115, message),
  '22001': (message) => new SqlServerError(2628, message),
  '22012': () => new SqlServerError(8134, 'Divide by zero error encountered.'),
  '23505': (message) => new SqlServerError(2627, message, 14),
};

export function deadlocked(): SqlServerError {
  return new SqlServerError(
    1205,
    'Transaction was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.',
    13,
    51,
  );
}

/** @returns undefined where it was PostgreSQL that went away, and with it the connection */
export function asSqlServerError(fault: unknown): SqlServerError | undefined {
  if (fault instanceof SqlServerError) return fault;
  if (!(fault instanceof pg.DatabaseError)) return undefined;
  const code = fault.code ?? '';
  if (code.startsWith('57P')) return undefined;
  // The sandbox's procedures raise errors of SQL Server's under their own numbers.
  if (/^E\d{4}$/.test(code)) return new SqlServerError(Number(code.slice(1)), fault.message);
  return OF_POSTGRES[code]?.(fault.message) ?? new SqlServerError(50_000, `PostgreSQL says ${code}: ${fault.message}`);
}

const quoted = (message: string) => /"([^"]*)"/.exec(message)?.[1] ?? /column (\S+)/.exec(message)?.[1] ?? message;

/** PostgreSQL has ended the connection, or is not there. */
export function isConnectionLost(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  if (fault instanceof pg.DatabaseError) return fault.code?.startsWith('57P') ?? false;
  return /^ECONN|^EPIPE/.test(String((fault as NodeJS.ErrnoException).code)) || LOST.test(fault.message);
}

const LOST = /connection (is |was )?(terminated|closed|ended)|client (was|has|is) (closed|encountered)|not queryable/i;
