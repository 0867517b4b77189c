import type { Address, Company, CustomerRecord } from '../../src/account/index.js';
import type { Product } from '../../src/catalog/index.js';
import { SqlAddressSource } from '../../src/gp/sql/sql-address-source.js';
import { SqlCompanySource } from '../../src/gp/sql/sql-company-source.js';
import { SqlCustomerSource } from '../../src/gp/sql/sql-customer-source.js';
import { SqlPriceSheetSource } from '../../src/gp/sql/sql-price-sheet-source.js';
import { SqlPriceSource } from '../../src/gp/sql/sql-price-source.js';
import { SqlStockSource } from '../../src/gp/sql/sql-stock-source.js';
import type { Stock, Warehouse } from '../../src/inventory/index.js';
import {
  type ItemPricing,
  type PriceList,
  type SheetLinks,
  type SheetPrices,
  type SheetPricesKey,
  sheetPricesKeyText,
} from '../../src/pricing/index.js';
import { readSandboxCompany } from '../../src/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import type { AccountNumber, PriceLevel, PriceSheetId, Sku } from '../../src/values/identifiers.js';
import { History } from './history.js';

const PATIENT = new AbortController().signal;

/** What a change in GP is a change of. */
export interface Concerned {
  readonly account?: AccountNumber;
  readonly item?: Sku;
  readonly list?: { readonly sku: Sku; readonly level: PriceLevel };
  readonly stock?: Sku;
  readonly sheetLine?: SheetPricesKey;
  /** Of whom the linked sheets are. */
  readonly links?: AccountNumber;
}

/**
 * All that GP has said of some accounts and items, and when. Read on a connection of its own, past the gateway's guards and
 * live readers; and what has changed is read one thing at a time.
 */
export class CompanyInTime {
  readonly records = new Map<AccountNumber, History<CustomerRecord>>();
  readonly addresses = new Map<AccountNumber, readonly Address[]>();
  readonly items = new Map<Sku, History<ItemPricing>>();
  readonly stock = new Map<Sku, History<Stock | null>>();
  /** Whose orders there are. */
  readonly ordersOf = new Map<string, string>();
  /** Which price sheets an account has, or the base book (null); in a company on extended pricing. */
  readonly links = new Map<AccountNumber | null, History<SheetLinks>>();
  private readonly lists = new Map<string, History<PriceList | null>>();
  private readonly sheetPrices = new Map<string, History<SheetPrices>>();

  private constructor(
    private readonly gp: SandboxCompany,
    readonly company: Company,
    readonly warehouses: readonly Warehouse[],
    private readonly sources: {
      readonly customers: SqlCustomerSource;
      readonly prices: SqlPriceSource;
      readonly sheets: SqlPriceSheetSource;
      readonly stock: SqlStockSource;
    },
  ) {}

  /** @param products everything that is asked for, and what kits of them are made of */
  static async read(
    pricing: 'standard' | 'extended',
    url: string,
    accounts: readonly AccountNumber[],
    products: Iterable<Product>,
    currencyCodes: ReadonlyMap<string, string>,
  ): Promise<CompanyInTime> {
    const gp = await SandboxCompany.open({
      company: readSandboxCompany(pricing),
      url,
      timeZone: 'UTC',
      warn: () => undefined,
    });
    const stock = new SqlStockSource(gp.gp);
    const known = new CompanyInTime(
      gp,
      await new SqlCompanySource(gp.gp, gp.databaseName, currencyCodes).company(PATIENT),
      await stock.warehouses(PATIENT),
      {
        customers: new SqlCustomerSource(gp.gp, () => gp.today(), new Map()),
        prices: new SqlPriceSource(gp.gp),
        sheets: new SqlPriceSheetSource(gp.gp),
        stock,
      },
    );
    const books = new SqlAddressSource(gp.gp);
    for (const account of accounts) {
      known.records.set(account, new History(await known.record(account)));
      known.addresses.set(account, (await books.addresses([account], PATIENT)).get(account) ?? []);
    }
    const skus = [...products].map(({ sku }) => sku);
    const [levels, items] = await Promise.all([stock.levels(skus, PATIENT), known.sources.prices.items(skus, PATIENT)]);
    for (const sku of skus) known.stock.set(sku, new History(levels.get(sku) ?? null));
    const keys = [...items.values()].flatMap((item) => {
      known.items.set(item.sku, new History(item));
      const all = new Set([...known.company.priceLevels, ...(item.defaultLevel ? [item.defaultLevel] : [])]);
      return [...all].map((level) => ({ sku: item.sku, level }));
    });
    const lists = await known.sources.prices.priceLists(keys, PATIENT);
    for (const key of keys) known.lists.set(listKey(key.sku, key.level), new History(lists.get(key) ?? null));
    if (known.company.usesExtendedPricing) await known.readSheets(accounts, [...items.keys()]);
    const orders = await gp.change(
      `select rtrim("SOPNUMBE") as number, rtrim("CUSTNMBR") as account from "SOP10100" where "SOPTYPE" = 2
       union select rtrim("SOPNUMBE"), rtrim("CUSTNMBR") from "SOP30200" where "SOPTYPE" = 2`,
    );
    for (const { number, account } of orders as { number: string; account: string }[]) known.ordersOf.set(number, account);
    return known;
  }

  private async readSheets(accounts: readonly AccountNumber[], skus: readonly Sku[]): Promise<void> {
    const links = await this.sources.sheets.links([...accounts, null], PATIENT);
    for (const [account, value] of links) this.links.set(account, new History(value));
    const sheets = new Set([...links.values()].flatMap(sheetsOf));
    const keys = [...sheets].flatMap((sheet) => skus.map((sku) => ({ sheet, sku })));
    for (const [key, value] of await this.sources.sheets.prices(keys, PATIENT)) {
      this.sheetPrices.set(sheetPricesKeyText(key), new History(value));
    }
  }

  /** What a sheet has said of an item. */
  sheetPricesOf(key: SheetPricesKey): History<SheetPrices> | undefined {
    return this.sheetPrices.get(sheetPricesKeyText(key));
  }

  /** The sheets that have a line of the item itself. */
  sheetsWith(sku: Sku): PriceSheetId[] {
    const all = new Set([...this.links.values()].flatMap((links) => sheetsOf(links.latest.value)));
    return [...all].filter((sheet) => this.sheetPricesOf({ sheet, sku })?.latest.value.item);
  }

  /** The company's day when it was loaded. */
  get firstDay(): CalendarDate {
    return this.gp.today();
  }

  list(sku: Sku, level: PriceLevel): History<PriceList | null> | undefined {
    return this.lists.get(listKey(sku, level));
  }

  levelsOf(sku: Sku): PriceLevel[] {
    return this.company.priceLevels.filter((level) => this.list(sku, level)?.latest.value);
  }

  /** Changes GP's data behind the gateways' backs, and takes down what it was and what it is. */
  async change(sql: string, parameters: readonly unknown[], concerned: Concerned): Promise<void> {
    const from = Date.now();
    await this.gp.change(sql, parameters);
    const till = Date.now();
    const { account, item, list, stock, sheetLine, links } = concerned;
    if (account) this.records.get(account)?.became(await this.record(account), from, till);
    if (stock) this.stock.get(stock)?.became(await this.stockOf(stock), from, till);
    if (list) this.list(list.sku, list.level)?.became(await this.listOf(list.sku, list.level), from, till);
    if (sheetLine) {
      const value = (await this.sources.sheets.prices([sheetLine], PATIENT)).get(sheetLine);
      if (value) this.sheetPricesOf(sheetLine)?.became(value, from, till);
    }
    if (links) {
      const value = (await this.sources.sheets.links([links], PATIENT)).get(links);
      if (value) this.links.get(links)?.became(value, from, till);
    }
    if (item) {
      const value = (await this.sources.prices.items([item], PATIENT)).get(item);
      if (value) this.items.get(item)?.became(value, from, till);
    }
  }

  close(): Promise<void> {
    return this.gp.close();
  }

  private async record(account: AccountNumber): Promise<CustomerRecord> {
    const record = (await this.sources.customers.customers([account], PATIENT)).get(account);
    if (!record) throw new Error(`GP has no customer ${account}.`);
    return record;
  }

  private async stockOf(sku: Sku): Promise<Stock | null> {
    return (await this.sources.stock.levels([sku], PATIENT)).get(sku) ?? null;
  }

  private async listOf(sku: Sku, level: PriceLevel): Promise<PriceList | null> {
    const key = { sku, level };
    return (await this.sources.prices.priceLists([key], PATIENT)).get(key) ?? null;
  }
}

function listKey(sku: Sku, level: PriceLevel): string {
  return `${sku}\n${level}`;
}

function sheetsOf({ sheets, book }: SheetLinks): PriceSheetId[] {
  return [...sheets, ...(book?.sheets ?? [])].map(({ id }) => id);
}
