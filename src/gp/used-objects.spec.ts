import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { READS, type Read, type UsedColumns } from './used-objects.js';

const GOLDEN_FILES = [
  'sql/reads.golden.sql',
  'econnect/intake.golden.sql',
  'econnect/open-items.golden.sql',
  'econnect/cancellation.golden.sql',
  'check/check.golden.sql',
];

describe('The lists of what the gateway uses of GP', () => {
  const statements = GOLDEN_FILES.flatMap(statementsOf);

  it.each(Object.entries<Read>(READS))(
    'name the tables and columns that the statements of %s read',
    (_, { statements: own, columns }) => {
      const read = new Map<string, Set<string>>();
      for (const [name, sql] of statements) if (own.includes(queryOf(name))) addColumns(read, sql);
      expect(sorted(columns)).toEqual(sorted(Object.fromEntries([...read].map(([table, names]) => [table, [...names]]))));
    },
  );

  it('have every statement', () => {
    const listed = Object.values<Read>(READS).flatMap(({ statements: own }) => own);
    expect(new Set(statements.map(([name]) => queryOf(name)))).toEqual(new Set(listed));
    expect(listed).toHaveLength(new Set(listed).size);
  });
});

function sorted(columns: UsedColumns): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(columns)
      .map(([table, names]) => [table, [...names].sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The statements of a golden file with their names. */
function statementsOf(file: string): [string, string][] {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  return [...text.matchAll(/^-- (.+)\n([\s\S]*?);$/gm)].map(([, name = '', sql = '']) => [name, sql]);
}

/** "ordersQuery, without master numbers" is a form of ordersQuery. */
function queryOf(name: string): string {
  return name.split(',')[0] ?? name;
}

type Token = string | Token[];
/** The tables of a select by the aliases that its columns are named with; null for a select in its place. */
type Scope = ReadonlyMap<string, string | null>;

/** SQL Server's own catalogue, which shows every login what it may see. */
const CATALOGUE = /^(?:INFORMATION_SCHEMA|sys)\./i;

const isName = (token: Token | undefined): token is string => typeof token === 'string' && token.startsWith('"');
const nameOf = (token: string) => token.replaceAll('"', '');
const isWord = (token: Token | undefined, ...words: string[]) => typeof token === 'string' && words.includes(token.toLowerCase());

function addColumns(read: Map<string, Set<string>>, sql: string): void {
  walk(grouped(sql), []);

  function walk(tokens: readonly Token[], outer: readonly Scope[]): void {
    for (const select of split(tokens, 'union')) {
      const { scope, rest } = sourcesOf(select);
      const scopes = scope.size > 0 ? [scope, ...outer] : outer;
      for (const [index, token] of rest.entries()) {
        if (isCustomField(rest, index)) continue;
        if (Array.isArray(token)) walk(token, scopes);
        else if (isName(token) && rest[index + 1] !== '.' && !isWord(rest[index - 1], 'as')) {
          const owner = rest[index - 1] === '.' ? rest[index - 2] : undefined;
          add(owner === undefined ? onlyTable(scopes) : tableOf(String(owner), scopes), nameOf(token));
        }
      }
    }
  }

  function add(table: string | null, column: string): void {
    if (table !== null) read.set(table, (read.get(table) ?? new Set()).add(column));
  }
}

/** A column that GP_ACCOUNT_FIELDS or GP_PRODUCT_FIELDS name, which any column can be, or a cast of it. */
function isCustomField(tokens: readonly Token[], index: number): boolean {
  return isWord(tokens[index + 1], 'as') && String(tokens[index + 2]).startsWith('"field');
}

/** A statement's tokens, with a list for each pair of parentheses. */
function grouped(sql: string): Token[] {
  const open: Token[][] = [[]];
  for (const [token] of sql.matchAll(/"[^"]*"|'(?:[^']|'')*'|@\d+|\w+|\S/g)) {
    if (token === '(') open.push([]);
    else if (token === ')') {
      const group = open.pop() ?? [];
      open.at(-1)?.push(group);
    } else open.at(-1)?.push(token);
  }
  return open[0] ?? [];
}

function split(tokens: readonly Token[], word: string): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (isWord(token, word)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** The tables of a select's "from" and "join", and its other tokens. */
function sourcesOf(select: readonly Token[]): { scope: Scope; rest: Token[] } {
  const scope = new Map<string, string | null>();
  const rest: Token[] = [];
  for (let index = 0; index < select.length; index++) {
    const token = select[index] as Token;
    rest.push(token);
    if (!isWord(token, 'from', 'join')) continue;
    const source = select[++index] as Token;
    let table: string | null = null;
    if (Array.isArray(source)) rest.push(source);
    else {
      const parts = [source];
      for (; select[index + 1] === '.'; index += 2) parts.push(select[index + 2] as string);
      table = parts
        .map(nameOf)
        .filter((part) => part !== 'dbo')
        .join('.');
      if (CATALOGUE.test(table)) table = null;
    }
    let alias = table ?? '';
    if (isWord(select[index + 1], 'as')) {
      index += 2;
      alias = nameOf(select[index] as string);
    }
    // The names of the columns of a list of values.
    if (Array.isArray(select[index + 1]) && table === null) index++;
    scope.set(alias, table);
  }
  return { scope, rest };
}

function tableOf(alias: string, scopes: readonly Scope[]): string | null {
  const table = scopes.find((scope) => scope.has(nameOf(alias)))?.get(nameOf(alias));
  if (table === undefined) throw new Error(`No table is called ${alias}`);
  return table;
}

function onlyTable([scope]: readonly Scope[]): string | null {
  if (scope?.size !== 1) throw new Error('A column is named without its table');
  return [...scope.values()][0] ?? null;
}
