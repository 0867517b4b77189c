import type { Kysely } from 'kysely';
import type { Address, AddressSource } from '../../account/index.js';
import { type AccountNumber, asAccountNumber, asWarehouseCode } from '../../values/identifiers.js';
import { ADDRESS_PARAMETERS, addressesQuery } from './address.query.js';
import { country, email, keyOrNull, phone, textOrNull } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { fitting, inParts, KEY_LENGTH } from './keys.js';

export class SqlAddressSource implements AddressSource {
  constructor(private readonly gp: Kysely<GpTables>) {}

  async addresses(
    accountNumbers: readonly AccountNumber[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<AccountNumber, readonly Address[]>> {
    const books = new Map<AccountNumber, Address[]>();
    for (const part of inParts(fitting(accountNumbers, KEY_LENGTH.customer), ADDRESS_PARAMETERS)) {
      for (const row of await addressesQuery(this.gp, part).execute({ signal })) {
        const accountNumber = asAccountNumber(row.CUSTNMBR);
        const book = books.get(accountNumber) ?? [];
        books.set(accountNumber, book);
        book.push({
          code: row.ADRSCODE.trim(),
          contactName: textOrNull(row.CNTCPRSN),
          line1: textOrNull(row.ADDRESS1),
          line2: textOrNull(row.ADDRESS2),
          line3: textOrNull(row.ADDRESS3),
          city: textOrNull(row.CITY),
          region: textOrNull(row.STATE),
          postalCode: textOrNull(row.ZIP),
          country: country(row.COUNTRY, row.CCode),
          phone: phone(row.PHONE1),
          email: email(row.EmailToAddress, row.INET1 ?? ''),
          taxSchedule: textOrNull(row.TAXSCHID),
          shippingMethod: textOrNull(row.SHIPMTHD),
          warehouse: keyOrNull(row.LOCNCODE, asWarehouseCode),
        });
      }
    }
    return books;
  }
}
