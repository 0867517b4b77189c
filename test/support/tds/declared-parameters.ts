import type { Parameter } from './parameters.js';
import { Refused, SqlServerError } from './sql-server-error.js';

/** A parameter of a statement: what it was declared as, and its value. */
export interface Declared {
  /** Without the @. */
  readonly name: string;
  readonly type: string;
  /** As PostgreSQL calls the type. */
  readonly postgresType: string;
  readonly value: string | null;
}

const MOST_PARAMETERS = 2_100;
/** sp_executesql itself takes two: the statement, and the declarations. */
const OWN_PARAMETERS = 2;

/**
 * The types that the gateway may declare. A text has one of two lengths, whatever its value: with a length of its own every
 * value would be another statement to compile. No nvarchar: with such a key SQL Server does not use the index of a char column.
 * Decimals go as text: the driver's own go through a floating point number.
 */
const TYPES: Readonly<Record<string, string>> = {
  'varchar(255)': 'varchar',
  'varchar(8000)': 'varchar',
  int: 'int',
  smallint: 'smallint',
  tinyint: 'smallint',
  bigint: 'bigint',
  bit: 'smallint',
  date: 'date',
  datetime: 'timestamp',
};

/**
 * @param declarations such as "@1 varchar(255), @2 int"
 * @throws {SqlServerError} what SQL Server does not accept, and what PostgreSQL would not mind
 */
export function declaredParameters(declarations: string, given: readonly Parameter[]): Declared[] {
  if (given.length + OWN_PARAMETERS > MOST_PARAMETERS) {
    throw new SqlServerError(
      8003,
      `The incoming request has too many parameters. The server supports a maximum of ${MOST_PARAMETERS} parameters.`,
    );
  }
  const declared = declarations.split(/,(?![^(]*\))/).map((one) => one.trim());
  if (declarations.trim() === '') declared.length = 0;
  return declared.map((one, index) => {
    const [, name, type] = /^@(\S+)\s+(.+)$/.exec(one) ?? [];
    if (name === undefined || type === undefined) throw new SqlServerError(102, `Incorrect syntax near '${one}'.`, 15);
    const parameter =
      given.find((candidate) => candidate.name === name) ?? (given[index]?.name === '' ? given[index] : undefined);
    if (!parameter) {
      throw new SqlServerError(8178, `The parameterized query expects the parameter '@${name}', which was not supplied.`);
    }
    return { name, type, postgresType: allowed(name, type.toLowerCase().replaceAll(' ', '')), value: parameter.value };
  });
}

function allowed(name: string, type: string): string {
  const known = TYPES[type];
  if (known !== undefined) return known;
  if (/^n(var)?char|^ntext/.test(type)) throw new Refused(`@${name} is ${type}; texts go as varchar.`);
  if (/char/.test(type)) throw new Refused(`@${name} is ${type}; texts are declared as varchar(255) or varchar(8000).`);
  throw new Refused(`@${name} is ${type}; the types declared are ${Object.keys(TYPES).join(', ')}, and decimals go as text.`);
}
