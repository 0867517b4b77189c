import type { CustomerTables } from './tables/customer-tables.js';
import type { InventoryTables } from './tables/inventory-tables.js';
import type { PriceSheetTables } from './tables/price-sheet-tables.js';
import type { ReceivablesTables } from './tables/receivables-tables.js';
import type { SalesTables } from './tables/sales-tables.js';
import type { SetupTables } from './tables/setup-tables.js';

/**
 * The columns of GP's tables that the gateway reads, those of the company database and, with the prefix "DYNAMICS.", of the
 * system database. Text columns are `char` and come padded with blanks. A column is never null: a missing value is a blank, 0 or
 * 1900-01-01.
 */
export interface GpTables
  extends CustomerTables,
    InventoryTables,
    PriceSheetTables,
    ReceivablesTables,
    SalesTables,
    SetupTables {}
