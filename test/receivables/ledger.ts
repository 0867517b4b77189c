/** A row of one of GP's tables of receivables, by columns. */
type Row = Readonly<Record<string, string | number>>;

/** Writes receivables into GP's tables as GP's own clients do. Each test has a customer of its own. */
export class Ledger {
  private customers = 0;

  constructor(private readonly change: (sql: string) => Promise<unknown>) {}

  get customer(): string {
    return `LEDGER${this.customers}`;
  }

  nextCustomer(): void {
    this.customers++;
  }

  /** A document of receivables, open and owed in full if nothing else is said. @param type RMDTYPAL */
  document(table: 'RM20101' | 'RM30101', type: number, number: string, row: Row = {}): Promise<unknown> {
    const { ORTRXAMT = 100, ...rest } = row;
    const rests = table === 'RM20101' ? ORTRXAMT : 0;
    return this.insert(table, [
      { CUSTNMBR: this.customer, RMDTYPAL: type, DOCNUMBR: number, DOCDATE: '2026-11-01', ORTRXAMT, CURTRXAM: rests, ...rest },
    ]);
  }

  /** What of a credit was applied to what. */
  application(
    table: 'RM20201' | 'RM30201',
    from: readonly [type: number, number: string],
    to: readonly [type: number, number: string],
    row: Row = {},
  ): Promise<unknown> {
    const keys = { APFRDCTY: from[0], APFRDCNM: from[1], APTODCTY: to[0], APTODCNM: to[1] };
    return this.insert(table, [{ CUSTNMBR: this.customer, DATE1: '2026-11-10', ...keys, ...row }]);
  }

  /** An invoice of sales (SOPTYPE 3), in work or in history. */
  sale(table: 'SOP10100' | 'SOP30200', number: string, row: Row = {}): Promise<unknown> {
    return this.insert(table, [
      { SOPTYPE: 3, SOPNUMBE: number, CUSTNMBR: this.customer, DOCDATE: '2026-11-01', ORDOCAMT: 100, ORACTAMT: 100, ...row },
    ]);
  }

  line(table: 'SOP10200' | 'SOP30300', number: string, sequence: number, row: Row = {}): Promise<unknown> {
    return this.insert(table, [
      {
        SOPTYPE: 3,
        SOPNUMBE: number,
        LNITMSEQ: sequence,
        ITEMNMBR: 'CUT-9',
        ITEMDESC: 'Cut-off wheel',
        UOFM: 'Each',
        QUANTITY: 1,
        ...row,
      },
    ]);
  }

  insert(table: string, rows: readonly Row[]): Promise<unknown> {
    const [first = {}] = rows;
    const columns = Object.keys(first);
    const values = rows.map((row) => `(${columns.map((column) => literal(row[column] ?? '')).join(', ')})`);
    return this.change(
      `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values ${values.join(', ')}`,
    );
  }
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
