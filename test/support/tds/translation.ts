import type { Declared } from './declared-parameters.js';
import { SqlServerError } from './sql-server-error.js';

/** What of a session a statement can ask for with @@ and functions. */
export interface SessionFacts {
  readonly transactions: number;
  readonly transactionState: number;
  readonly spid: number;
  readonly login: string;
  readonly database: string;
}

export interface Translated {
  readonly sql: string;
  readonly values: readonly (string | null)[];
}

const PARTS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\[(?:[^\]]|\]\])*\]|--[^\n]*|\/\*[\s\S]*?\*\/|@@\w+|@\w+|[A-Za-z_][\w$#]*|\s+|[\s\S]/g;
export const VERSION_TEXT = 'Microsoft SQL Server 2022 (RTM-CU14) - 16.0.4135.4 (X64) on the tests of the gateway';

/**
 * A statement as PostgreSQL takes it: parameters by number and typed as they were declared, no schema "dbo", no brackets, no
 * hints and no collations. Everything else that the gateway asks is understood by both.
 */
export function translated(statement: string, parameters: readonly Declared[], facts: SessionFacts): Translated {
  const used: Declared[] = [];
  const parts = withLimits(withoutHints(withoutSchema(statement.match(PARTS) ?? [])));
  const sql = parts.map((part, index) => {
    if (part.startsWith('@@')) return global(part, facts);
    if (part.startsWith('@')) return numbered(part, parameters, used);
    if (part.startsWith('[')) return `"${part.slice(1, -1).replaceAll(']]', ']').replaceAll('"', '""')}"`;
    if (/^n$/i.test(part) && parts[index + 1]?.startsWith("'")) return '';
    if (/^isnull$/i.test(part)) return 'coalesce';
    return part;
  });
  return { sql: withFunctions(sql.join(''), facts), values: used.map(({ value }) => value) };
}

function numbered(part: string, parameters: readonly Declared[], used: Declared[]): string {
  const parameter = parameters.find(({ name }) => `@${name}` === part);
  if (!parameter) throw new SqlServerError(137, `Must declare the scalar variable "${part}".`, 15, 2);
  if (!used.includes(parameter)) used.push(parameter);
  return `($${used.indexOf(parameter) + 1}::${parameter.postgresType})`;
}

function withoutSchema(parts: readonly string[]): string[] {
  const isSchema = (part: string | undefined) => part !== undefined && /^("dbo"|\[dbo\]|dbo)$/i.test(part);
  return parts.filter((part, index) => {
    if (isSchema(part) && parts[index + 1] === '.') return false;
    return !(part === '.' && isSchema(parts[index - 1]));
  });
}

/** "with (nolock)" and "collate X". */
function withoutHints(parts: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < parts.length; index++) {
    const rest = parts.slice(index, index + 8).join('');
    const hint = /^with\s*\(\s*(?:nolock|readcommittedlock|readpast)\s*\)/i.exec(rest) ?? /^collate\s+\w+/i.exec(rest);
    if (!hint) {
      kept.push(parts[index] ?? '');
      continue;
    }
    for (let length = 0; length < hint[0].length; index++) length += parts[index]?.length ?? 0;
    index--;
  }
  return kept;
}

/** "select top 1 ..." ends with "limit 1", before the bracket that closes it. */
function withLimits(parts: readonly string[]): string[] {
  const limited: string[] = [];
  const open: (string | undefined)[] = [undefined];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? '';
    const [top, count] = /^top\s*\(?\s*(\d+)\s*\)?/i.exec(parts.slice(index, index + 8).join('')) ?? [];
    if (top !== undefined && /^select$/i.test(limited.findLast((before) => before.trim() !== '') ?? '')) {
      open[open.length - 1] = count;
      for (let length = 0; length < top.length; index++) length += parts[index]?.length ?? 0;
      index--;
      continue;
    }
    if (part === '(') open.push(undefined);
    const closing = part === ')' ? open.pop() : undefined;
    if (closing !== undefined) limited.push(` limit ${closing}`);
    limited.push(part);
  }
  return open[0] === undefined ? limited : [...limited, ` limit ${open[0]}`];
}

function global(part: string, { transactions, spid }: SessionFacts): string {
  switch (part.toLowerCase()) {
    case '@@trancount':
      return `${transactions}::int`;
    case '@@version':
      return `'${VERSION_TEXT}'::varchar(300)`;
    case '@@spid':
      return `${spid}::smallint`;
    case '@@servername':
      return `'TESTS'::varchar(128)`;
    case '@@language':
      return `'us_english'::varchar(128)`;
    default:
      throw new SqlServerError(137, `Must declare the scalar variable "${part}".`, 15, 2);
  }
}

function withFunctions(sql: string, { transactionState, login, database }: SessionFacts): string {
  return sql
    .replace(/\bxact_state\(\)/gi, `(${transactionState})::smallint`)
    .replace(/\bdb_name\(\)/gi, `'${database}'::varchar(128)`)
    .replace(/\bchangetable\(\s*changes\s+"(\w+)"\s*,/gi, `"changes_of_$1"(`)
    .replace(/\bdatediff\(\s*(\w+)\s*,/gi, `datediff('$1',`)
    .replace(/\b(suser_sname|original_login|suser_name)\(\)/gi, `'${login}'::varchar(128)`);
}
