import type { Kysely } from 'kysely';
import type {
  CatalogSource,
  Classification,
  Component,
  Item,
  ItemKey,
  ItemVersion,
  ProductType,
  Unit,
} from '../../catalog/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { type ChangeStamp, stampOf } from '../../values/change-stamp.js';
import { asSku, asUnitCode } from '../../values/identifiers.js';
import {
  categoryLabelsQuery,
  categoryValuesQuery,
  clockQuery,
  componentsQuery,
  itemClassesQuery,
  itemKeysQuery,
  itemsQuery,
  itemVersionsQuery,
  unitsQuery,
} from './catalog.query.js';
import { CustomFields } from './custom-fields.js';
import { decimal, decimals, hundredths } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { groupBy } from './group.js';
import { inParts } from './keys.js';

type ItemRow = Awaited<ReturnType<ReturnType<typeof itemsQuery>['execute']>>[number];

const TYPES: Readonly<Record<number, ProductType>> = {
  1: 'STOCKED',
  2: 'DISCONTINUED',
  3: 'KIT',
  4: 'CHARGE',
  5: 'SERVICE',
  6: 'FLAT_FEE',
};
const KIT = 3;

/** Reads GP's items for the snapshot, in the background and with several queries. No page waits for them. */
export class SqlCatalogSource implements CatalogSource {
  private readonly fields: CustomFields;

  /** @param customFields further columns of the item master, by their configured names */
  constructor(
    private readonly gp: Kysely<GpTables>,
    customFields: ReadonlyMap<string, string>,
  ) {
    this.fields = new CustomFields(gp, 'IV00101', customFields);
  }

  async now(signal: AbortSignal): Promise<ChangeStamp> {
    const { now } = await clockQuery(this.gp).executeTakeFirstOrThrow({ signal });
    return stampOf(now);
  }

  async versions(
    ask: { readonly changedSince: ChangeStamp | null; readonly after: ItemKey | null; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly ItemVersion[]> {
    const rows = await itemVersionsQuery(this.gp, ask).execute({ signal });
    return rows.map(({ ITEMNMBR, item, schedule, text, units }) => {
      const stamps = [item, schedule, text, units].map((moment) => (moment ? stampOf(moment) : ''));
      return { key: ITEMNMBR.trimEnd(), version: stamps.join(' '), changedAt: stamps.toSorted().at(-1) ?? '' };
    });
  }

  async items(keys: readonly ItemKey[], signal: AbortSignal): Promise<readonly Item[]> {
    if (keys.length === 0) return [];
    const fields = await this.fields.read(signal);
    const rows = await itemsQuery(this.gp, keys, fields).execute({ signal });
    const units = await this.units([...new Set(rows.map((row) => row.UOMSCHDL.trim()))], signal);
    const kits = rows.filter((row) => row.ITEMTYPE === KIT).map((row) => row.ITEMNMBR.trimEnd());
    const components = await this.components(kits, signal);
    return rows.map((row) => ({
      ...item(row, units.get(row.UOMSCHDL.trim()) ?? [], components.get(row.ITEMNMBR.trimEnd()) ?? []),
      customFields: this.fields.valuesOf(row, fields),
    }));
  }

  async keys(ask: { readonly after: ItemKey | null; readonly limit: number }, signal: AbortSignal): Promise<readonly ItemKey[]> {
    return (await itemKeysQuery(this.gp, ask).execute({ signal })).map((row) => row.ITEMNMBR.trimEnd());
  }

  async classification(signal: AbortSignal): Promise<Classification> {
    const classes = await itemClassesQuery(this.gp).execute({ signal });
    const labels = await categoryLabelsQuery(this.gp).executeTakeFirst({ signal });
    const values = await categoryValuesQuery(this.gp).execute({ signal });
    return {
      itemClasses: classes.map((row) => ({ code: row.ITMCLSCD.trim(), description: row.ITMCLSDC.trim() })),
      categoryLabels: labels
        ? [labels.USCATDSC_1, labels.USCATDSC_2, labels.USCATDSC_3, labels.USCATDSC_4, labels.USCATDSC_5, labels.USCATDSC_6].map(
            (label) => label.trim(),
          )
        : [],
      categoryValues: values.map((row) => ({
        number: row.USCATNUM,
        value: row.USCATVAL.trim(),
        description: row.UserCatLongDescr.trim(),
        imageUrl: row.Image_URL.trim(),
      })),
    };
  }

  private async units(schedules: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, readonly Unit[]>> {
    const units: { readonly schedule: string; readonly unit: Unit }[] = [];
    for (const part of inParts(schedules, 1)) {
      for (const row of await unitsQuery(this.gp, part).execute({ signal })) {
        const unit = { code: asUnitCode(row.UOFM), baseQuantity: decimal(row.baseQuantity) };
        units.push({ schedule: row.UOMSCHDL.trim(), unit });
      }
    }
    const bySchedule = groupBy(units, ({ schedule }) => schedule);
    return new Map([...bySchedule].map(([schedule, entries]) => [schedule, entries.map(({ unit }) => unit)]));
  }

  private async components(kits: readonly ItemKey[], signal: AbortSignal): Promise<ReadonlyMap<string, readonly Component[]>> {
    const components = new Map<string, Component[]>();
    for (const part of inParts(kits, 1)) {
      for (const row of await componentsQuery(this.gp, part).execute({ signal })) {
        const kit = row.ITEMNMBR.trimEnd();
        const component = { sku: asSku(row.CMPTITNM), quantity: decimal(row.quantity), unit: asUnitCode(row.CMPITUOM) };
        components.set(kit, [...(components.get(kit) ?? []), component]);
      }
    }
    return components;
  }
}

function item(row: ItemRow, units: readonly Unit[], components: readonly Component[]): Omit<Item, 'customFields'> {
  return {
    sku: asSku(row.ITEMNMBR),
    description: row.ITEMDESC.trim(),
    internetText: row.INETINFO?.trim() ?? '',
    imageUrl: row.INET4?.trim() ?? '',
    // An unknown type is shown as a charge, which has no stock.
    type: TYPES[row.ITEMTYPE] ?? 'CHARGE',
    inactive: row.INACTIVE === 1,
    itemClass: row.ITMCLSCD.trim(),
    genericDescription: row.ITMGEDSC.trim(),
    categoryValues: [row.USCATVLS_1, row.USCATVLS_2, row.USCATVLS_3, row.USCATVLS_4, row.USCATVLS_5, row.USCATVLS_6].map(
      (value) => value.trim(),
    ),
    baseUnit: asUnitCode(row.BASEUOFM ?? ''),
    sellingUnit: asUnitCode(row.SELNGUOM),
    units,
    quantityDecimals: decimals(row.DECPLQTY),
    shippingWeight: hundredths(row.ITEMSHWT),
    backorderable: row.ALWBKORD === 1,
    substitutes: [row.ALTITEM1, row.ALTITEM2].filter((text) => text.trim() !== '').map(asSku),
    components,
    createdOn: row.created as CalendarDate,
  };
}
