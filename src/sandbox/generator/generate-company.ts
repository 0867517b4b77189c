import { ownLevelsOf, writeAccounts } from './accounts.js';
import { TODAY } from './calendar.js';
import { CompanyFiles } from './company-files.js';
import { writeItems } from './items.js';
import { PriceSheets, type SheetsOrder } from './price-sheets.js';
import { writeSetup } from './setup.js';
import { TABLE_NAMES, type TableName } from './tables.js';

export interface CompanyOrder {
  readonly items: number;
  readonly accounts: number;
  /** The same seed gives the same files, byte for byte. */
  readonly seed: number;
  /** A folder that is empty or does not exist yet. */
  readonly folder: string;
  /** Makes the company price by price sheets instead of price lists. */
  readonly extendedPricing?: SheetsOrder | undefined;
}

/**
 * Writes a company of the wanted size as CSV files, one per GP table, like the company that comes with the gateway.
 * @returns the number of rows of each table
 * @throws {StartRefused} the folder is not empty or cannot be written
 */
export function generateCompany({
  items,
  accounts,
  seed,
  folder,
  extendedPricing,
}: CompanyOrder): ReadonlyMap<TableName, number> {
  const files = CompanyFiles.create(folder);
  const name = `Sandbox Company of ${items} Items`;
  try {
    const ownLevels = ownLevelsOf(accounts);
    writeSetup(files, name, ownLevels, extendedPricing !== undefined);
    const sheets = extendedPricing ? new PriceSheets(files, seed, extendedPricing, items, accounts) : null;
    const goods = writeItems(files, items, seed, ownLevels, sheets);
    sheets?.writeBooks();
    writeAccounts(files, accounts, seed, goods, sheets);
  } finally {
    files.close();
  }
  // Written last: it shows that the folder is complete.
  files.describe({ name, today: TODAY });
  return new Map(TABLE_NAMES.map((table) => [table, files.rowsOf(table)]));
}
