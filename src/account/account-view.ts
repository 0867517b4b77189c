import { type Contract, erpUnavailable, unavailable } from '../contract/index.js';
import type { Known, Live } from '../live/index.js';
import { decimalString, type Exact } from '../values/exact.js';
import { globalId } from '../values/global-id.js';
import type { AccountNumber } from '../values/identifiers.js';
import { type Money, NO_CURRENCY } from '../values/money.js';
import { effectiveStatus } from './account-state.js';
import { type Company, currencyOf } from './company.js';
import { creditOf } from './credit.js';
import type { CustomerRecord } from './customer-record.js';

/** What an account is shown from. */
export interface AccountFacts {
  readonly accountNumber: AccountNumber;
  readonly record: Live<CustomerRecord | null>;
  readonly company: Live<Company>;
  /** Whether the viewer may buy for it. Of another account, such as the parent, they see only number and name. */
  readonly own: boolean;
}

/** The fields of the contract's Account that resolvers answer. */
type Asked =
  | 'address'
  | 'addresses'
  | 'billingAddress'
  | 'contacts'
  | 'credit'
  | 'customFields'
  | 'defaultWarehouse'
  | 'orders'
  | 'invoices'
  | 'payments'
  | 'credits'
  | 'receivables'
  | 'statement'
  | 'parent'
  | 'quotes'
  | 'shippingAddress';

/** The parent value of the contract's Account. */
export interface AccountView extends Required<Omit<Contract.Account, Asked>> {
  readonly accountNumber: AccountNumber;
  readonly own: boolean;
  /** GP's record, where it is known and the viewer may buy for the account. */
  readonly ownRecord: CustomerRecord | null;
  /** For what is told of it by itself. */
  readonly facts: AccountFacts;
}

export function accountOf(facts: AccountFacts): AccountView {
  const { accountNumber, record, own } = facts;
  const known = (record as Partial<Known<CustomerRecord>>).value ?? null;
  const ownRecord = own ? known : null;
  return {
    __typename: 'Account',
    accountNumber,
    own,
    ownRecord,
    facts,
    id: globalId('Account', accountNumber),
    number: accountNumber,
    name: known?.name ?? accountNumber,
    class: ownRecord?.customerClass ?? null,
    status: statusOf(facts),
    currency: currencyCodeOf(facts, ownRecord),
    priceLevel: ownRecord?.priceLevel ?? null,
    tradeDiscountPercent: ownRecord?.tradeDiscountPercent ?? null,
    paymentTerms: ownRecord?.paymentTerms ?? null,
    taxExemptions: ownRecord?.taxExemptions ?? [],
    taxSchedule: ownRecord?.taxSchedule ?? null,
    shippingMethod: ownRecord?.shippingMethod ?? null,
    salesperson: ownRecord?.salesperson ?? null,
  };
}

export function notYours(): Contract.Unavailable {
  return unavailable('NOT_PERMITTED', 'This is known to those who buy for the account.');
}

function statusOf({ record, own }: AccountFacts): Contract.AccountStatusResult {
  if (!own) return notYours();
  if (!record.known) return erpUnavailable(record);
  if (!record.value) return unavailable('NOT_DEFINED', 'The ERP has no such customer.');
  return { __typename: 'AccountStatus', ...effectiveStatus(record.value), asOf: record.asOf, source: record.source };
}

/** @param accepted what accepted orders take of the limit that the record does not show */
export function creditResult({ record, company, own }: AccountFacts, accepted: Exact): Contract.CreditResult {
  if (!own) return notYours();
  if (!record.known) return erpUnavailable(record);
  if (!company.known) return erpUnavailable(company);
  if (!record.value) return unavailable('NOT_DEFINED', 'The ERP has no such customer.');
  const currency = currencyOf(company.value, company.value.functionalCurrency);
  if (!currency) return unavailable('NOT_DEFINED', 'The ERP has no functional currency.');
  const credit = creditOf(record.value, accepted);
  const money = (amount: Exact): Money => ({ amount: decimalString(amount, currency.decimals), currency: currency.code });
  return {
    __typename: 'CreditStatus',
    limitType: credit.limitType,
    limit: credit.limit && money(credit.limit),
    balance: money(credit.balance),
    onOrder: money(credit.onOrder),
    available: credit.available && money(credit.available),
    pastDue: money(credit.pastDue),
    asOf: record.asOf,
    source: record.source,
  };
}

function currencyCodeOf({ company }: AccountFacts, ownRecord: CustomerRecord | null): string {
  // To guess the functional one would show a Canadian account in US dollars.
  if (!ownRecord || !company.known) return NO_CURRENCY;
  return currencyOf(company.value, ownRecord.currency)?.code ?? NO_CURRENCY;
}
