import { addressPolicy, customerPolicy } from '../../account/index.js';
import { stockPolicy } from '../../inventory/index.js';
import { orderTermsPolicy } from '../../ordering/index.js';
import {
  itemPricingPolicy,
  priceListKeyText,
  priceListPolicy,
  sheetLinksPolicy,
  sheetPricesKeyText,
  sheetPricesPolicy,
} from '../../pricing/index.js';
import { openReceivablesPolicy } from '../../receivables/index.js';
import { asAccountNumber, asPriceLevel, asPriceSheetId, asSku } from '../../values/identifiers.js';

/** How the keys of a changed row lead to others that its facts have, too. */
export type Through =
  /** From items to the kits that they are components of (IV00104). */
  | 'kits'
  /** From a customer to the members of its national account (RM00101.CPRCSTNM). */
  | 'family'
  /** To the members of all national accounts: a customer may have left one, which its row does not tell any more. */
  | 'families'
  /** From a price sheet to the customers that it is linked to (RM00500). */
  | 'customersOfSheet';

/** Which facts a changed row of a table outdates. */
export interface ChangedFact {
  /** The kind of fact (LivePolicy.namespace). */
  readonly kind: string;
  readonly table: string;
  /** Columns of the table's primary key. Where the list is empty, any change outdates all facts of the kind. */
  readonly by: readonly string[];
  readonly through?: Through;
  /** Only rows in which one of these columns has changed, where Change Tracking tells. Every sale stamps the row of its items. */
  readonly touching?: readonly string[];
  /** Only rows with these values of columns of the primary key. */
  readonly where?: Readonly<Record<string, string>>;
  /** The texts of the keys, from the values of `by`, without blanks at their end. */
  readonly keys: (...values: string[]) => readonly string[];
}

const sku = (item: string) => [asSku(item)];
const account = (customer: string) => [asAccountNumber(customer)];
/** A price list is asked for by its level, and as the item's default list, whatever its level is. */
const priceList = (item: string, level: string) => [
  priceListKeyText({ sku: asSku(item), level: asPriceLevel(level) }),
  ...defaultList(item),
];
const defaultList = (item: string) => [priceListKeyText({ sku: asSku(item), level: null })];
const sheetPrices = (sheet: string, item: string) => [sheetPricesKeyText({ sheet: asPriceSheetId(sheet), sku: asSku(item) })];
const all = () => [];

/** The columns of IV00101 that prices depend on. */
const PRICED_BY = ['ITEMTYPE', 'PRICMTHD', 'CURRCOST', 'STNDCOST', 'SELNGUOM', 'UOMSCHDL', 'DECPLQTY', 'DECPLCUR', 'PRCLEVEL'];

const STOCK = stockPolicy.namespace;
const ITEM_PRICING = itemPricingPolicy.namespace;
const PRICE_LIST = priceListPolicy.namespace;
const SHEET_LINKS = sheetLinksPolicy.namespace;
const SHEET_PRICES = sheetPricesPolicy.namespace;
const CUSTOMER = customerPolicy.namespace;
const ADDRESSES = addressPolicy.namespace;
const ORDER_TERMS = orderTermsPolicy.namespace;
const RECEIVABLES = openReceivablesPolicy.namespace;

/** For each kind of fact whose changes are announced, every table that its queries read. A test keeps it complete. */
export const CHANGED_FACTS: readonly ChangedFact[] = [
  { kind: STOCK, table: 'IV00102', by: ['ITEMNMBR'], keys: sku },

  { kind: ITEM_PRICING, table: 'IV00101', by: ['ITEMNMBR'], touching: PRICED_BY, keys: sku },
  // The price of a kit may depend on its components' costs.
  { kind: ITEM_PRICING, table: 'IV00101', by: ['ITEMNMBR'], through: 'kits', touching: PRICED_BY, keys: sku },
  { kind: ITEM_PRICING, table: 'IV00104', by: ['ITEMNMBR'], keys: sku },
  { kind: ITEM_PRICING, table: 'IV00105', by: ['ITEMNMBR'], keys: sku },
  { kind: ITEM_PRICING, table: 'IV00108', by: ['ITEMNMBR'], keys: sku },
  { kind: ITEM_PRICING, table: 'IV10400', by: ['ITEMNMBR'], keys: sku },
  { kind: ITEM_PRICING, table: 'IV40201', by: [], keys: all },
  { kind: ITEM_PRICING, table: 'IV40202', by: [], keys: all },

  { kind: PRICE_LIST, table: 'IV00107', by: ['ITEMNMBR', 'PRCLEVEL'], keys: priceList },
  { kind: PRICE_LIST, table: 'IV00108', by: ['ITEMNMBR', 'PRCLEVEL'], keys: priceList },
  // The item's own default level may be another one now.
  { kind: PRICE_LIST, table: 'IV00101', by: ['ITEMNMBR'], touching: ['PRCLEVEL'], keys: defaultList },

  { kind: SHEET_LINKS, table: 'RM00500', by: ['LINKCODE'], where: { PRODTCOD: 'C' }, keys: account },
  // A sheet of a book is one of all customers of the book.
  { kind: SHEET_LINKS, table: 'RM00500', by: [], where: { PRODTCOD: 'P' }, keys: all },
  { kind: SHEET_LINKS, table: 'SOP10205', by: ['LINKCODE'], where: { PRODTCOD: 'C' }, keys: account },
  { kind: SHEET_LINKS, table: 'SOP10109', by: [], keys: all },
  { kind: SHEET_LINKS, table: 'SOP10110', by: [], keys: all },
  { kind: SHEET_LINKS, table: 'IV10401', by: ['PRCSHID'], through: 'customersOfSheet', keys: account },
  { kind: SHEET_LINKS, table: 'IV10402', by: ['PRCSHID'], through: 'customersOfSheet', keys: account },
  { kind: SHEET_LINKS, table: 'IV10403', by: ['PRCSHID'], through: 'customersOfSheet', keys: account },

  { kind: SHEET_PRICES, table: 'IV10402', by: ['PRCSHID', 'ITEMNMBR'], where: { EPITMTYP: 'I' }, keys: sheetPrices },
  { kind: SHEET_PRICES, table: 'IV10403', by: ['PRCSHID', 'ITEMNMBR'], where: { EPITMTYP: 'I' }, keys: sheetPrices },
  // A group's items are not told by its rows, and the key of a sheet's line is its number.
  { kind: SHEET_PRICES, table: 'IV10402', by: [], where: { EPITMTYP: 'G' }, keys: all },
  { kind: SHEET_PRICES, table: 'IV10403', by: [], where: { EPITMTYP: 'G' }, keys: all },
  { kind: SHEET_PRICES, table: 'IV10401', by: [], keys: all },
  { kind: SHEET_PRICES, table: 'IV10400', by: [], keys: all },

  { kind: CUSTOMER, table: 'RM00101', by: ['CUSTNMBR'], keys: account },
  { kind: CUSTOMER, table: 'RM00101', by: ['CUSTNMBR'], through: 'families', keys: account },
  { kind: CUSTOMER, table: 'RM00102', by: ['CUSTNMBR'], keys: account },
  { kind: CUSTOMER, table: 'RM00103', by: ['CUSTNMBR'], keys: account },
  { kind: CUSTOMER, table: 'RM00103', by: ['CUSTNMBR'], through: 'family', keys: account },
  { kind: CUSTOMER, table: 'RM20101', by: ['CUSTNMBR'], keys: account },
  { kind: CUSTOMER, table: 'RM20101', by: ['CUSTNMBR'], through: 'family', keys: account },
  { kind: CUSTOMER, table: 'RM00105', by: [], keys: all },
  { kind: CUSTOMER, table: 'RM00301', by: [], keys: all },
  { kind: CUSTOMER, table: 'SY01200', by: [], where: { Master_Type: 'SLP' }, keys: all },
  { kind: CUSTOMER, table: 'SY03300', by: [], keys: all },

  { kind: ADDRESSES, table: 'RM00102', by: ['CUSTNMBR'], keys: account },
  { kind: ADDRESSES, table: 'SY01200', by: ['Master_ID'], where: { Master_Type: 'CUS' }, keys: account },

  { kind: ORDER_TERMS, table: 'RM00101', by: ['CUSTNMBR'], keys: account },
  { kind: ORDER_TERMS, table: 'RM00101', by: ['CUSTNMBR'], through: 'families', keys: account },
  { kind: ORDER_TERMS, table: 'RM00102', by: ['CUSTNMBR'], keys: account },
  { kind: ORDER_TERMS, table: 'RM00103', by: ['CUSTNMBR'], keys: account },
  { kind: ORDER_TERMS, table: 'RM00103', by: ['CUSTNMBR'], through: 'family', keys: account },
  { kind: ORDER_TERMS, table: 'RM00105', by: [], keys: all },

  { kind: RECEIVABLES, table: 'RM20101', by: ['CUSTNMBR'], keys: account },
  { kind: RECEIVABLES, table: 'RM30101', by: ['CUSTNMBR'], keys: account },
  { kind: RECEIVABLES, table: 'RM00101', by: ['CUSTNMBR'], touching: ['BALNCTYP'], keys: account },
  // Its primary key does not name the customer.
  { kind: RECEIVABLES, table: 'RM10201', by: [], keys: all },
  { kind: RECEIVABLES, table: 'RM40101', by: [], keys: all },
  { kind: RECEIVABLES, table: 'RM40201', by: [], keys: all },
];

/** Kinds of facts that are announced, where all their tables are. */
export const ANNOUNCED_KINDS: readonly string[] = [...new Set(CHANGED_FACTS.map(({ kind }) => kind))];

/** The tables whose changes are of interest. */
export const CHANGED_TABLES: readonly string[] = [...new Set(CHANGED_FACTS.map(({ table }) => table))];

/** Tables whose rows have a change stamp (DEX_ROW_TS) by which changes are looked for, and the column that names the row. */
export const KEYS_OF_STAMPED_TABLES = { IV00101: 'ITEMNMBR', RM00101: 'CUSTNMBR', RM00102: 'CUSTNMBR' } as const;
export type StampedTable = keyof typeof KEYS_OF_STAMPED_TABLES;

/**
 * Tables without a stamp whose every change, a deletion too, GP's triggers stamp in another table's row of the same key. The
 * stamps of the other tables show no deletions, so that facts made of those keep their time.
 */
export const STAMPED_ELSEWHERE: Readonly<Record<string, StampedTable>> = { IV00102: 'IV00101', IV00104: 'IV00101' };
