type Row = Readonly<Record<string, string | number>>;
type Place = 'work' | 'history';

const HEADERS = { work: 'SOP10100', history: 'SOP30200' } as const;
const LINES = { work: 'SOP10200', history: 'SOP30300' } as const;

const ROWS_AT_ONCE = 1_000;
const DAY_MS = 86_400_000;
const FIRST_OF_MANY = Date.parse('2000-01-01');

/** Writes sales documents into GP's tables, as its clients and its posting leave them. */
export class Paperwork {
  private made = 0;

  constructor(private readonly change_: (sql: string) => Promise<unknown>) {}

  /** Whose the documents are. */
  get customer(): string {
    return `PAPER-${this.made}`;
  }

  /** From here on another customer, who has none yet. */
  nextCustomer(): void {
    this.made++;
  }

  order(number: string, columns: Row = {}, place: Place = 'work'): Promise<void> {
    return this.document(2, number, columns, place);
  }

  /** A header; all documents of a customer share one master number where none is given. */
  document(type: number, number: string, columns: Row = {}, place: Place = 'work'): Promise<void> {
    return this.insert(HEADERS[place], {
      SOPTYPE: type,
      SOPNUMBE: number,
      CUSTNMBR: this.customer,
      DOCDATE: '2026-11-01',
      MSTRNUMB: 50_000 + this.made,
      CURNCYID: 'Z-US$',
      ...columns,
    });
  }

  /** A line of 10, of which all remain in work. */
  line(number: string, columns: Row = {}, place: Place = 'work'): Promise<void> {
    return this.insert(LINES[place], {
      SOPTYPE: 2,
      SOPNUMBE: number,
      LNITMSEQ: 16_384,
      ITEMNMBR: 'CWR-12',
      QUANTITY: 10,
      QTYREMAI: place === 'work' ? 10 : 0,
      ...columns,
    });
  }

  fields(number: string, columns: Row): Promise<void> {
    return this.insert('SOP10106', { SOPTYPE: 2, SOPNUMBE: number, ...columns });
  }

  lineComment(number: string, columns: Row): Promise<void> {
    return this.insert('SOP10202', { SOPTYPE: 2, SOPNUMBE: number, LNITMSEQ: 16_384, ...columns });
  }

  hold(number: string, columns: Row = {}): Promise<void> {
    return this.insert('SOP10104', { SOPTYPE: 2, SOPNUMBE: number, PRCHLDID: 'CREDIT', ...columns });
  }

  /** @param assignment of columns of the header, in SQL */
  async change(number: string, assignment: string): Promise<void> {
    for (const table of Object.values(HEADERS))
      await this.change_(`update "${table}" set ${assignment} where "SOPNUMBE" = '${number}'`);
  }

  async remove(number: string): Promise<void> {
    for (const table of [...Object.values(HEADERS), ...Object.values(LINES), 'SOP10104']) {
      await this.change_(`delete from "${table}" where "SOPNUMBE" = '${number}'`);
    }
  }

  /** Orders MANY-00001 and on, one a day from 2000-01-01, the last fifty in work, the rest invoiced in history. */
  async manyOrders(count: number): Promise<void> {
    const orders = Array.from({ length: count }, (_, index) => {
      const n = index + 1;
      const day = new Date(FIRST_OF_MANY + Math.floor(index * 0.9) * DAY_MS).toISOString().slice(0, 10);
      return { n, number: `MANY-${String(n).padStart(5, '0')}`, day, place: (n > count - 50 ? 'work' : 'history') as Place };
    });
    for (const place of ['work', 'history'] as const) {
      const own = orders.filter((order) => order.place === place);
      await this.insertMany(
        HEADERS[place],
        ['SOPTYPE', 'SOPNUMBE', 'CUSTNMBR', 'DOCDATE', 'MSTRNUMB'],
        own.map(({ n, number, day }) => [2, number, this.customer, day, 100_000 + n]),
      );
      const [remaining, invoiced] = place === 'work' ? [10, 0] : [0, 10];
      await this.insertMany(
        LINES[place],
        ['SOPTYPE', 'SOPNUMBE', 'LNITMSEQ', 'ITEMNMBR', 'QUANTITY', 'QTYREMAI', 'QTYPRINV'],
        own.flatMap(({ number }) => [1, 2, 3].map((line) => [2, number, line * 16_384, 'CWR-12', 10, remaining, invoiced])),
      );
    }
    await this.insertMany(
      HEADERS.history,
      ['SOPTYPE', 'SOPNUMBE', 'ORIGTYPE', 'ORIGNUMB', 'CUSTNMBR', 'DOCDATE', 'MSTRNUMB'],
      orders
        .filter(({ place }) => place === 'history')
        .map(({ n, number, day }) => [3, `M-INV-${n}`, 2, number, this.customer, day, 100_000 + n]),
    );
  }

  private async insert(table: string, row: Row): Promise<void> {
    await this.insertMany(table, Object.keys(row), [Object.values(row)]);
  }

  /** In statements that every database takes: SQL Server has at most 1,000 rows in one. */
  private async insertMany(
    table: string,
    names: readonly string[],
    rows: readonly (readonly (string | number)[])[],
  ): Promise<void> {
    const columns = names.map((name) => `"${name}"`).join(', ');
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const values = rows.slice(from, from + ROWS_AT_ONCE).map((row) => `(${row.map(literal).join(', ')})`);
      await this.change_(`insert into "${table}" (${columns}) values ${values.join(', ')}`);
    }
  }
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
