import type { Kysely } from 'kysely';
import type { Stock, StockLevel, StockSource, Warehouse } from '../../inventory/index.js';
import { asSku, asWarehouseCode, type Sku } from '../../values/identifiers.js';
import { country, decimal, phone, textOrNull } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { groupBy } from './group.js';
import { fitting, inParts, KEY_LENGTH } from './keys.js';
import { STOCK_PARAMETERS, stockQuery, warehousesQuery } from './stock.query.js';

type StockRow = Awaited<ReturnType<ReturnType<typeof stockQuery>['execute']>>[number];
type WarehouseRow = Awaited<ReturnType<ReturnType<typeof warehousesQuery>['execute']>>[number];

export class SqlStockSource implements StockSource {
  constructor(private readonly gp: Kysely<GpTables>) {}

  async levels(skus: readonly Sku[], signal: AbortSignal): Promise<ReadonlyMap<Sku, Stock>> {
    const stock = new Map<Sku, Stock>();
    for (const part of inParts(fitting(skus, KEY_LENGTH.item), STOCK_PARAMETERS)) {
      const rows = await stockQuery(this.gp, part).execute({ signal });
      for (const [sku, levels] of groupBy(rows, (row) => asSku(row.ITEMNMBR))) stock.set(asSku(sku), levels.map(stockLevel));
    }
    return stock;
  }

  async warehouses(signal: AbortSignal): Promise<readonly Warehouse[]> {
    return (await warehousesQuery(this.gp).execute({ signal })).map(warehouse);
  }
}

function stockLevel(row: StockRow): StockLevel {
  return {
    warehouse: asWarehouseCode(row.LOCNCODE),
    onHand: decimal(row.onHand),
    allocated: decimal(row.allocated),
    onOrder: decimal(row.onOrder),
    backordered: decimal(row.backordered),
    orderPoint: decimal(row.orderPoint),
    inactive: row.INACTIVE === 1,
  };
}

function warehouse(row: WarehouseRow): Warehouse {
  const lines = [row.ADDRESS1, row.ADDRESS2, row.ADDRESS3, row.CITY, row.STATE, row.ZIPCODE].map(textOrNull);
  const [line1 = null, line2 = null, line3 = null, city = null, region = null, postalCode = null] = lines;
  const code = asWarehouseCode(row.LOCNCODE);
  return {
    code,
    name: textOrNull(row.LOCNDSCR) ?? code,
    inactive: row.INACTIVE === 1,
    address: lines.every((line) => line === null)
      ? null
      : {
          code,
          contactName: null,
          line1,
          line2,
          line3,
          city,
          region,
          postalCode,
          country: country(row.COUNTRY, row.CCode),
          phone: phone(row.PHONE1),
          email: null,
          taxSchedule: null,
          shippingMethod: null,
        },
  };
}
