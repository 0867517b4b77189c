import type { Kysely } from 'kysely';
import type { PartCodeKey, PartNumberKey, PartNumberSource } from '../../ordering/index.js';
import { asAccountNumber, asSku, type Sku } from '../../values/identifiers.js';
import type { GpTables } from './gp-tables.js';
import { groupBy } from './group.js';
import { fits, inParts, KEY_LENGTH } from './keys.js';
import { PART_NUMBER_PARAMETERS, partCodesQuery, partNumbersQuery } from './part-number.query.js';

/** SOP60300. */
export class SqlPartNumberSource implements PartNumberSource {
  constructor(private readonly gp: Kysely<GpTables>) {}

  async partNumbers(keys: readonly PartNumberKey[], signal: AbortSignal): Promise<ReadonlyMap<PartNumberKey, string>> {
    const askable = keys.filter(
      ({ accountNumber, sku }) => fits(accountNumber, KEY_LENGTH.customer) && fits(sku, KEY_LENGTH.item),
    );
    const found = new Map<string, string>();
    const textOf = (accountNumber: string, sku: string) => `${accountNumber}\n${sku}`;
    for (const part of inParts(askable, PART_NUMBER_PARAMETERS)) {
      for (const row of await partNumbersQuery(this.gp, part).execute({ signal })) {
        const number = row.CUSTITEMNMBR.trim();
        if (number !== '') found.set(textOf(asAccountNumber(row.CUSTNMBR), asSku(row.ITEMNMBR)), number);
      }
    }
    return new Map(
      askable.flatMap((key) => {
        const number = found.get(textOf(key.accountNumber, key.sku));
        return number === undefined ? [] : [[key, number]];
      }),
    );
  }

  async productsOf(keys: readonly PartCodeKey[], signal: AbortSignal): Promise<ReadonlyMap<PartCodeKey, readonly Sku[]>> {
    const askable = keys.filter(({ code }) => code !== '' && fits(code, KEY_LENGTH.item));
    const all = new Map<PartCodeKey, readonly Sku[]>();
    for (const [accountNumber, ofAccount] of Map.groupBy(askable, (key) => key.accountNumber)) {
      // With the account there is one parameter more than codes.
      for (const part of inParts(ofAccount, 1)) {
        const codes = part.map(({ code }) => code);
        const rows = await partCodesQuery(this.gp, accountNumber, codes).execute({ signal });
        const products = groupBy(rows, (row) => row.CUSTITEMNMBR.trim().toUpperCase());
        for (const key of part) {
          const own = products.get(key.code)?.map((row) => asSku(row.ITEMNMBR));
          if (own) all.set(key, own.toSorted());
        }
      }
    }
    return all;
  }
}
