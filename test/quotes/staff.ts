type Change = (sql: string, parameters?: readonly unknown[]) => Promise<readonly unknown[]>;

const HEAD = `"SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB", "DOCID", "DOCDATE", "CUSTNMBR", "CUSTNAME", "CSTPONBR", "MSTRNUMB", "BACHNUMB", "CURNCYID",
  "PYMTRMID", "SHIPMTHD", "PRBTADCD", "PRSTADCD", "QUOEXPDA", "ORSUBTOT", "ORTDISAM", "ORFRTAMT", "ORMISCAMT", "ORTAXAMT", "ORDOCAMT", "DOCAMNT"`;
const LINE = `"SOPTYPE", "SOPNUMBE", "LNITMSEQ", "CMPNTSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "QUANTITY", "ORUNTPRC", "OXTNDPRC", "ODECPLCU",
  "PRCLEVEL", "PRSTADCD"`;

export interface Pricing {
  /** Unit prices by SKU. */
  readonly prices?: Readonly<Record<string, string>>;
  readonly freight?: string;
  readonly discount?: string;
  readonly expires?: string;
  readonly comment?: string;
  /** The batch into which the quote is moved. */
  readonly batch?: string;
}

/** The merchant's sales staff, who work with quotes in GP's own windows. */
export class Staff {
  constructor(private readonly change: Change) {}

  /** Prices a quote as its window would, with all sums, and moves it to another batch. */
  async price(
    number: string,
    { prices = {}, freight, discount, expires, comment, batch = 'PRICED' }: Pricing = {},
  ): Promise<void> {
    for (const [sku, price] of Object.entries(prices)) {
      await this.change(`update "SOP10200" set "ORUNTPRC" = ${price}, "UNITPRCE" = ${price}, "OXTNDPRC" = round(${price} * "QUANTITY", 2),
        "XTNDPRCE" = round(${price} * "QUANTITY", 2) where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}' and "ITEMNMBR" = '${sku}'`);
    }
    const sets = [
      `"BACHNUMB" = '${batch}'`,
      ...(freight ? [`"ORFRTAMT" = ${freight}, "FRTAMNT" = ${freight}`] : []),
      ...(discount ? [`"ORTDISAM" = ${discount}, "TRDISAMT" = ${discount}`] : []),
      ...(expires ? [`"QUOEXPDA" = '${expires}'`] : []),
    ];
    await this.change(`update "SOP10100" set ${sets.join(', ')} where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`);
    await this.change(`update "SOP10100" set "ORSUBTOT" = (select sum(l."OXTNDPRC") from "SOP10200" as l where l."SOPTYPE" = 1 and
      l."SOPNUMBE" = '${number}' and l."CMPNTSEQ" = 0) where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`);
    await this.change(`update "SOP10100" set "SUBTOTAL" = "ORSUBTOT", "ORDOCAMT" = "ORSUBTOT" - "ORTDISAM" + "ORFRTAMT" + "ORMISCAMT" + "ORTAXAMT",
      "DOCAMNT" = "ORSUBTOT" - "ORTDISAM" + "ORFRTAMT" + "ORMISCAMT" + "ORTAXAMT" where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`);
    if (comment !== undefined) {
      await this.change(`delete from "SOP10106" where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`);
      await this.change(`insert into "SOP10106" ("SOPTYPE", "SOPNUMBE", "CMMTTEXT") values (1, '${number}', '${comment}')`);
    }
  }

  /** Transfers a quote to an order, as GP's client does: the quote goes to history, where that is kept. */
  async transfer(number: string, order: string, { keepsHistory = true } = {}): Promise<void> {
    await this.change(`insert into "SOP10100" ("SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB", "DOCDATE", "CUSTNMBR", "MSTRNUMB", "CURNCYID", "ORDOCAMT", "DOCAMNT")
      select 2, '${order}', 1, "SOPNUMBE", "DOCDATE", "CUSTNMBR", "MSTRNUMB", "CURNCYID", "ORDOCAMT", "DOCAMNT" from "SOP10100"
      where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`);
    if (keepsHistory) await this.toHistory(number);
    await this.delete(number);
  }

  /** The same in one statement, on PostgreSQL alone; nothing where the quote is not open any more. */
  async transferOpen(number: string, order: string): Promise<void> {
    await this.change(`with taken as (delete from "SOP10100" where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}' returning *),
      head as (insert into "SOP30200" (${HEAD}) select ${HEAD} from taken),
      lines as (delete from "SOP10200" where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}' and exists (select from taken) returning *),
      history as (insert into "SOP30300" (${LINE}) select ${LINE} from lines)
      insert into "SOP10100" ("SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB", "DOCDATE", "CUSTNMBR", "MSTRNUMB", "CURNCYID", "ORDOCAMT", "DOCAMNT")
      select 2, '${order}', 1, "SOPNUMBE", "DOCDATE", "CUSTNMBR", "MSTRNUMB", "CURNCYID", "ORDOCAMT", "DOCAMNT" from taken`);
  }

  async void(number: string): Promise<void> {
    await this.toHistory(number);
    await this.change(`update "SOP30200" set "VOIDSTTS" = 1 where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`);
    await this.delete(number);
  }

  async delete(number: string): Promise<void> {
    for (const table of ['SOP10200', 'SOP10100']) {
      await this.change(`delete from "${table}" where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`);
    }
  }

  private async toHistory(number: string): Promise<void> {
    const ofQuote = `where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`;
    await this.change(`insert into "SOP30200" (${HEAD}) select ${HEAD} from "SOP10100" ${ofQuote}`);
    await this.change(`insert into "SOP30300" (${LINE}) select ${LINE} from "SOP10200" ${ofQuote}`);
  }
}
