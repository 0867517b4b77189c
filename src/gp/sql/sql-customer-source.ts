import type { Kysely } from 'kysely';
import type {
  CustomerRecord,
  CustomerSource,
  NationalAccount,
  OpenAmounts,
  PaymentTerms,
  Salesperson,
} from '../../account/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { type AccountNumber, asAccountNumber, asCurrencyId, asPriceLevel, asWarehouseCode } from '../../values/identifiers.js';
import { creditLimit } from './credit-limit.js';
import { CustomFields } from './custom-fields.js';
import { CUSTOMER_PARAMETERS, customersQuery } from './customer.query.js';
import { decimal, email, flag, hundredths, keyOrNull, phone, textOrNull, whole } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { fitting, inParts, KEY_LENGTH } from './keys.js';
import type { TextRows } from './together.js';

type Rows = TextRows<ReturnType<typeof customersQuery>['parts']>;
type CustomerRow = Rows['customer'][number];
type SummaryRow = Pick<CustomerRow, keyof Rows['family'][number]>;

export class SqlCustomerSource implements CustomerSource {
  private readonly fields: CustomFields;

  /**
   * @param today the date on the company's calendar: a document that was due before it is past due
   * @param customFields further columns of the customer master, by their configured names
   */
  constructor(
    private readonly gp: Kysely<GpTables>,
    private readonly today: () => CalendarDate,
    customFields: ReadonlyMap<string, string>,
  ) {
    this.fields = new CustomFields(gp, 'RM00101', customFields);
  }

  async customers(
    accountNumbers: readonly AccountNumber[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<AccountNumber, CustomerRecord>> {
    const records = new Map<AccountNumber, CustomerRecord>();
    const fields = await this.fields.read(signal);
    for (const part of inParts(fitting(accountNumbers, KEY_LENGTH.customer), CUSTOMER_PARAMETERS)) {
      const query = customersQuery(this.gp, { accountNumbers: part, today: this.today(), fields });
      const rows = await query.ask(this.gp, { signal });
      const families = new Map(rows.family.map((row) => [row.CUSTNMBR, row]));
      const pastDue = new Map(rows.pastDue.map((row) => [row.CUSTNMBR, row.pastDue]));
      const familyPastDue = new Map(rows.familyPastDue.map((row) => [row.CUSTNMBR, row.pastDue]));
      for (const row of rows.customer) {
        const family = openAmounts(families.get(row.CUSTNMBR) ?? row, familyPastDue.get(row.CUSTNMBR));
        const record = {
          ...customer(row, openAmounts(row, pastDue.get(row.CUSTNMBR)), family),
          customFields: this.fields.valuesOf(row, fields),
        };
        records.set(record.accountNumber, record);
      }
    }
    return records;
  }
}

function customer(row: CustomerRow, amounts: OpenAmounts, familyAmounts: OpenAmounts): Omit<CustomerRecord, 'customFields'> {
  return {
    accountNumber: asAccountNumber(row.CUSTNMBR),
    name: row.CUSTNAME.trim(),
    customerClass: textOrNull(row.CUSTCLAS),
    onHold: flag(row.HOLD),
    inactive: flag(row.INACTIVE),
    nationalAccount: nationalAccount(row, familyAmounts),
    limit: creditLimit(row.CRLMTTYP, row.CRLMTAMT, row.CRLMTPER, row.CRLMTPAM),
    amounts,
    currency: asCurrencyId(row.CURNCYID),
    priceLevel: keyOrNull(row.PRCLEVEL, asPriceLevel),
    tradeDiscountPercent: whole(row.CUSTDISC) > 0 ? hundredths(whole(row.CUSTDISC)) : null,
    paymentTerms: paymentTerms(row),
    taxExemptions: [row.TAXEXMT1, row.TAXEXMT2].map((text) => text.trim()).filter((text) => text !== ''),
    taxSchedule: textOrNull(row.shipToTaxSchedule) ?? textOrNull(row.TAXSCHID),
    shippingMethod: textOrNull(row.SHIPMTHD),
    warehouse: keyOrNull(row.shipToWarehouse, asWarehouseCode),
    salesperson: salesperson(row),
    billingAddressCode: textOrNull(row.PRBTADCD),
    shippingAddressCode: textOrNull(row.PRSTADCD),
  };
}
/** National accounts have one level only: a parent has no parent, and belongs to its own family. */
function nationalAccount(row: CustomerRow, familyAmounts: OpenAmounts): NationalAccount | null {
  const parent = textOrNull(row.CPRCSTNM) ?? textOrNull(row.optionsOfParent);
  if (parent === null) return null;
  return {
    parentNumber: asAccountNumber(parent),
    parentOnHold: flag(row.parentHold),
    parentInactive: flag(row.parentInactive),
    sharesHold: flag(row.NAHOLDINACTIVE),
    sharesCredit: flag(row.NACREDITCHECK),
    parentLimit: creditLimit(row.parentLimitType, row.parentLimitAmount, row.parentLimitBucket, row.parentLimitBucketAmount),
    familyAmounts,
  };
}

function openAmounts(row: SummaryRow, pastDue: string | undefined): OpenAmounts {
  return {
    balance: decimal(row.CUSTBLNC),
    unpostedSales: decimal(row.UNPSTDSA),
    unpostedSalesOfOtherModules: decimal(row.UNPSTOSA),
    orders: decimal(row.ONORDAMT),
    unpostedCash: decimal(row.UNPSTDCA),
    unpostedCashOfOtherModules: decimal(row.UNPSTOCA),
    deposits: decimal(row.DEPRECV),
    aged: [row.AGPERAMT_1, row.AGPERAMT_2, row.AGPERAMT_3, row.AGPERAMT_4, row.AGPERAMT_5, row.AGPERAMT_6, row.AGPERAMT_7].map(
      decimal,
    ),
    pastDue: decimal(pastDue ?? '0'),
  };
}

/** SY03300: DUETYPE 1 is net days, DISCTYPE 1 discount days, DSCLCTYP 1 a percentage. */
function paymentTerms(row: CustomerRow): PaymentTerms | null {
  const code = textOrNull(row.PYMTRMID);
  if (code === null) return null;
  const found = row.termsFound !== '';
  const discount = found && whole(row.DSCLCTYP) === 1 && whole(row.DSCPCTAM) > 0;
  return {
    code,
    netDays: found && whole(row.DUETYPE) === 1 ? whole(row.DUEDTDS) : null,
    discountDays: discount && whole(row.DISCTYPE) === 1 ? whole(row.DISCDTDS) : null,
    discountPercent: discount ? hundredths(whole(row.DSCPCTAM)) : null,
  };
}

function salesperson(row: CustomerRow): Salesperson | null {
  const id = textOrNull(row.SLPRSNID);
  if (id === null) return null;
  const names = [textOrNull(row.SLPRSNFN), textOrNull(row.SPRSNSLN)].filter((name) => name !== null);
  return {
    id,
    name: names.join(' ') || id,
    email: email(row.salespersonEmail, row.salespersonInternet),
    phone: phone(row.salespersonPhone),
  };
}
