import { SqlServerFault } from './sql-server-fault.js';

/** An error of the server as tedious tells it. */
export interface ServerError {
  readonly number: number;
  readonly message: string;
}

/**
 * Numbers of errors that go away by themselves: deadlock victim (1205), lock time-out (1222), conflict under snapshot isolation
 * (3960, 3961), row moved under NOLOCK (601), out of memory or connections for now (701, 802, 8645, 8651, 10928, 10929, 17809),
 * time-outs of the server's own (8628, 8649), shutdown and script upgrade (6005, 18401), database that fails over, recovers or
 * is restored (904, 921, 922, 924, 926, 927, 942, 945, 952, 976, 978, 979, 982, 983, 4060, 4221, 40143, 40197, 40501, 40540, 40613, 49918,
 * 49919, 49920), transaction that was rolled back for one of these reasons (3930, 3998, 10936), or by a procedure of the
 * site (266): the attempt has failed, and nothing is missing.
 */
const TRANSIENT: ReadonlySet<number> = new Set([
  ...[
    266, 601, 701, 802, 1205, 1222, 3930, 3960, 3961, 3998, 6005, 8628, 8645, 8649, 8651, 10_928, 10_929, 10_936, 17_809, 18_401,
  ],
  ...[904, 921, 922, 924, 926, 927, 942, 945, 952, 976, 978, 979, 982, 983, 4060, 4221],
  ...[40_143, 40_197, 40_501, 40_540, 40_613, 49_918, 49_919, 49_920],
]);

/** How the server's messages name what is missing. The session's language is us_english. */
const MISSING: readonly (readonly [number, RegExp, (...names: string[]) => string])[] = [
  [201, /'([^']+)' expects parameter '(@[^']+)'/, (procedure, parameter) => `${parameter} of ${procedure}`],
  [207, /Invalid column name '([^']+)'/, (column) => `column ${column}`],
  [208, /Invalid object name '([^']+)'/, (object) => `object ${object}`],
  [229, /The (\w+) permission was denied on the object '([^']+)'/, (right, object) => `right ${right} on ${object}`],
  [
    230,
    /The (\w+) permission was denied on the column '([^']+)' of the object '([^']+)'/,
    (right, column, object) => `right ${right} on ${object}.${column}`,
  ],
  [262, /(\w[\w ]*) permission denied in database '([^']+)'/, (right, database) => `right ${right} in database ${database}`],
  [297, /permission/, () => 'a right of the server'],
  [300, /(\w[\w ]*) permission was denied on object/, (right) => `right ${right}`],
  [911, /Database '([^']+)' does not exist/, (database) => `database ${database}`],
  [916, /access the database "([^"]+)"/, (database) => `access to database ${database}`],
  [2812, /Could not find stored procedure '([^']+)'/, (procedure) => `procedure ${procedure}`],
  [8144, /Procedure or function (\S+) has too many arguments/, (procedure) => `an argument of ${procedure}`],
  [8145, /(@\S+) is not a parameter for procedure (\S+?)\.?$/, (parameter, procedure) => `${parameter} of ${procedure}`],
];
/** Names of GP's objects. Anything else that a message has in a name's place is not repeated. */
const NAME = /^[\w @#$.]{1,128}$/;

/** The fault of an error that the server has told. */
export function faultOfServer({ number, message }: ServerError): SqlServerFault {
  const code = `SQLSERVER_${number}`;
  if (TRANSIENT.has(number)) return new SqlServerFault(code, 'transient');
  for (const [of, pattern, tell] of MISSING) {
    const names = of === number ? pattern.exec(message)?.slice(1) : undefined;
    if (names?.every((name) => NAME.test(name))) return new SqlServerFault(code, 'permanent', tell(...names));
  }
  return new SqlServerFault(code, 'permanent');
}

/** The fault of what tedious rejects or throws. */
export function faultOf(error: unknown): SqlServerFault {
  if (error instanceof SqlServerFault) return error;
  // The server may tell several errors of one question. The first is the reason of the others.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { number, message = '' } = (first ?? {}) as Partial<ServerError>;
  if (typeof number === 'number') return faultOfServer({ number, message });
  return new SqlServerFault(codeOf(first), 'transient');
}

/** The code of the deepest cause, which is the socket's. tedious calls all failures of sockets ESOCKET. */
function codeOf(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause !== undefined) deepest = deepest.cause;
  if (deepest instanceof AggregateError) deepest = deepest.errors[0];
  for (const each of [deepest, error]) {
    const code = (each as { code?: unknown } | null | undefined)?.code;
    if (typeof code === 'string') return code;
  }
  return 'ESOCKET';
}
