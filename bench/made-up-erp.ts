import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { GpTables } from '../src/gp/sql/gp-tables.js';
import { LEVELS, SITES } from './company.js';

const LEVEL_NAMES: readonly string[] = LEVELS;
const BREAKS = [
  ['1.00000', '11.00000'],
  ['12.00000', '47.00000'],
  ['48.00000', '999999999999.00000'],
] as const;

/** A row of several tables' union, as the adapters ask for it: the name of its part, and its columns in their order. */
type PartRow = Readonly<Record<string, string>>;

/**
 * GP with goods of one kind, worked out instead of kept: each with three breaks at every level, prices of its own, and
 * stock at every site. It answers the adapters' questions about prices and stock with new texts, as a driver does.
 */
export function madeUpErp(): Kysely<GpTables> {
  return new Kysely<GpTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new MadeUpDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

class MadeUpDriver extends DummyDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    return {
      executeQuery: async <R>(query: CompiledQuery) => ({ rows: answer(query) }) as QueryResult<R>,
      streamQuery: () => {
        throw new TypeError('Nothing is read as a stream here.');
      },
    };
  }
}

function answer({ sql, parameters }: CompiledQuery): readonly object[] {
  const keys = parameters.map(String);
  if (sql.includes('"IV00102"')) return keys.flatMap(stockRows);
  if (sql.includes('"IV00105"')) return [...new Set(keys)].flatMap(itemRows);
  return listRows(keys);
}

function itemRows(sku: string): PartRow[] {
  const costs = [padded(amount(sku, 0.5)), padded(amount(sku, 0.51))];
  return [
    partRow('item', [charKey(sku), '1', '1', ...costs, 'Each     ', 'Each     ', '1', `${LEVELS[0].padEnd(11)}`]),
    partRow('unit', [charKey(sku), 'Each     ', '1.00000']),
    partRow('currency', [charKey(sku), 'Z-US$          ', padded(amount(sku, 1)), '3']),
  ];
}

/** A SKU with its level behind it is asked for at that level, a SKU alone at the item's own. */
function listRows(keys: readonly string[]): PartRow[] {
  const named = new Map<string, readonly [string, string]>();
  const own = new Set<string>();
  for (let index = 0; index < keys.length; index++) {
    const [sku = '', level = ''] = keys.slice(index, index + 2);
    if (!isLevel(level)) own.add(sku);
    else {
      named.set(`${sku}\n${level}`, [sku, level]);
      index++;
    }
  }
  return [
    ...[...named.values()].flatMap(([sku, level]) => listOf(sku, level, ['row', 'option'])),
    ...[...own].flatMap((sku) => listOf(sku, LEVELS[0], ['ownDefaultRow', 'ownDefaultOption'])),
  ];
}

function listOf(sku: string, level: string, [row, option]: readonly [string, string]): PartRow[] {
  const rank = LEVEL_NAMES.indexOf(level);
  const key = [charKey(sku), level.padEnd(11), ' '.repeat(15), 'Each     '];
  return [
    ...BREAKS.map(([from, to], step) =>
      partRow(row, [...key, from, to, padded(amount(sku, 1 - 0.04 * rank - 0.03 * step)), '1.00000']),
    ),
    partRow(option, [...key, '1.00000', '2', '1', '0', '0.00000']),
  ];
}

function stockRows(sku: string): object[] {
  const number = numberOf(sku);
  return SITES.map((site, place) => {
    const onHand = number % 17 === 0 ? 0 : (number * 31 + place * 97) % 900;
    return {
      ITEMNMBR: fresh(charKey(sku)),
      LOCNCODE: fresh(site.padEnd(11)),
      onHand: fresh(padded(String(onHand))),
      allocated: fresh(padded(String(Math.floor(onHand / 9)))),
      onOrder: fresh('0.00000'),
      backordered: fresh('0.00000'),
      orderPoint: fresh(number % 5 === 0 ? '60.00000' : '0.00000'),
      INACTIVE: 0,
    };
  });
}

function partRow(part: string, columns: readonly string[]): PartRow {
  return Object.fromEntries([['part', part], ...columns.map((value, index) => [`c${index}`, fresh(value)])]);
}

/** No two facts have a text in common. */
function fresh(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}

function isLevel(text: string): boolean {
  return LEVEL_NAMES.includes(text);
}

function charKey(sku: string): string {
  return sku.padEnd(31);
}

function numberOf(sku: string): number {
  return Number(sku.slice(-5));
}

/** Between 1 and 901 dollars times a factor, to the cent. */
function amount(sku: string, factor: number): string {
  return (Math.round((100 + ((numberOf(sku) * 7_919) % 90_000)) * factor) / 100).toFixed(2);
}

/** As numeric(19,5) is written. */
function padded(number: string): string {
  return number.includes('.') ? `${number}000` : `${number}.00000`;
}
