type Row = Readonly<Record<string, string | number>>;
type Place = 'work' | 'history';

const HEADERS = { work: 'SOP10100', history: 'SOP30200' } as const;
const LINES = { work: 'SOP10200', history: 'SOP30300' } as const;

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
    const numbers = (place: Place) =>
      place === 'work' ? `generate_series(${count - 49}, ${count})` : `generate_series(1, ${count - 50})`;
    const number = `'MANY-' || lpad(n::text, 5, '0')`;
    const date = `timestamp '2000-01-01' + (n - 1) * interval '1 day' * 0.9`;
    for (const place of ['work', 'history'] as const) {
      await this.change_(`insert into "${HEADERS[place]}" ("SOPTYPE", "SOPNUMBE", "CUSTNMBR", "DOCDATE", "MSTRNUMB")
        select 2, ${number}, '${this.customer}', date_trunc('day', ${date}), 100000 + n from ${numbers(place)} as n`);
      await this.change_(`insert into "${LINES[place]}" ("SOPTYPE", "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "QUANTITY", "QTYREMAI", "QTYPRINV")
        select 2, ${number}, l * 16384, 'CWR-12', 10, ${place === 'work' ? '10, 0' : '0, 10'}
        from ${numbers(place)} as n, generate_series(1, 3) as l`);
    }
    await this.change_(`insert into "SOP30200" ("SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB", "CUSTNMBR", "DOCDATE", "MSTRNUMB")
      select 3, 'M-INV-' || n, 2, ${number}, '${this.customer}', date_trunc('day', ${date}), 100000 + n
      from ${numbers('history')} as n`);
    // As a server that has been in use for years knows its tables.
    await this.change_('analyze "SOP10100", "SOP10200", "SOP30200", "SOP30300"');
  }

  private async insert(table: string, row: Row): Promise<void> {
    const values = Object.values(row).map((value) => `'${String(value).replaceAll("'", "''")}'`);
    const names = Object.keys(row).map((name) => `"${name}"`);
    await this.change_(`insert into "${table}" (${names.join(', ')}) values (${values.join(', ')})`);
  }
}
