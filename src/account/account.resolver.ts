import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  AnswerIsCacheable,
  type Contract,
  connectionOf,
  emptyConnection,
  erpUnavailable,
  pageSize,
  type RequestContext,
  unavailable,
} from '../contract/index.js';
import type { Known, Live } from '../live/index.js';
import { decimalString, type Exact } from '../values/exact.js';
import { globalId } from '../values/global-id.js';
import type { AccountNumber } from '../values/identifiers.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { CurrencyCode, Money } from '../values/money.js';
import { AccountService } from './account.service.js';
import { effectiveStatus } from './account-state.js';
import type { Address } from './address.js';
import { addressPage } from './address-book.js';
import { type Company, currencyOf } from './company.js';
import { creditOf } from './credit.js';
import type { CustomerRecord } from './customer-record.js';

/** The parent value of the contract's Account. */
export interface AccountView {
  readonly accountNumber: AccountNumber;
  readonly record: Live<CustomerRecord | null>;
  readonly company: Live<Company>;
  /** Whether the viewer may buy for it. Of another account, such as the parent, they see only number and name. */
  readonly own: boolean;
}

const USUAL_ADDRESSES = 50;
/** ISO 4217's code for "no currency": GP is unavailable or has no code for the currency, or the viewer may not see it. */
const NO_CURRENCY = 'XXX';

@Resolver('Account')
@AnswerIsCacheable()
export class AccountResolver {
  constructor(private readonly accounts: AccountService) {}

  @ResolveField('id')
  id(@Parent() { accountNumber }: AccountView): string {
    return globalId('Account', accountNumber);
  }

  @ResolveField('number')
  number(@Parent() { accountNumber }: AccountView): string {
    return accountNumber;
  }

  @ResolveField('name')
  name(@Parent() account: AccountView): string {
    return recordOf(account)?.name ?? account.accountNumber;
  }

  @ResolveField('class')
  class(@Parent() account: AccountView): string | null {
    return ownRecordOf(account)?.customerClass ?? null;
  }

  @ResolveField('status')
  status(@Parent() { record, own }: AccountView): Contract.AccountStatusResult {
    if (!own) return notYours();
    if (!record.known) return erpUnavailable(record);
    if (!record.value) return unavailable('NOT_DEFINED', 'The ERP has no such customer.');
    return { __typename: 'AccountStatus', ...effectiveStatus(record.value), asOf: record.asOf, source: record.source };
  }

  @ResolveField('credit')
  credit(@Parent() { record, company, own }: AccountView): Contract.CreditResult {
    if (!own) return notYours();
    if (!record.known) return erpUnavailable(record);
    if (!company.known) return erpUnavailable(company);
    if (!record.value) return unavailable('NOT_DEFINED', 'The ERP has no such customer.');
    const currency = currencyOf(company.value, company.value.functionalCurrency);
    if (!currency) return unavailable('NOT_DEFINED', 'The ERP has no functional currency.');
    const credit = creditOf(record.value);
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

  @ResolveField('currency')
  currency(@Parent() account: AccountView): CurrencyCode | string {
    const record = ownRecordOf(account);
    // The functional currency would be a guess: it would show a Canadian account in US dollars.
    if (!record || !account.company.known) return NO_CURRENCY;
    return currencyOf(account.company.value, record.currency)?.code ?? NO_CURRENCY;
  }

  @ResolveField('priceLevel')
  priceLevel(@Parent() account: AccountView): string | null {
    return ownRecordOf(account)?.priceLevel ?? null;
  }

  @ResolveField('tradeDiscountPercent')
  tradeDiscountPercent(@Parent() account: AccountView): string | null {
    return ownRecordOf(account)?.tradeDiscountPercent ?? null;
  }

  @ResolveField('paymentTerms')
  paymentTerms(@Parent() account: AccountView): Contract.PaymentTerms | null {
    return ownRecordOf(account)?.paymentTerms ?? null;
  }

  @ResolveField('taxExemptions')
  taxExemptions(@Parent() account: AccountView): readonly string[] {
    return ownRecordOf(account)?.taxExemptions ?? [];
  }

  @ResolveField('taxSchedule')
  taxSchedule(@Parent() account: AccountView): string | null {
    return ownRecordOf(account)?.taxSchedule ?? null;
  }

  @ResolveField('shippingMethod')
  shippingMethod(@Parent() account: AccountView): string | null {
    return ownRecordOf(account)?.shippingMethod ?? null;
  }

  @ResolveField('salesperson')
  salesperson(@Parent() account: AccountView): Contract.Salesperson | null {
    return ownRecordOf(account)?.salesperson ?? null;
  }

  @ResolveField('parent')
  parent(@Parent() account: AccountView, @Context() { viewer, budget }: RequestContext): MaybePromise<AccountView | null> {
    const parentNumber = ownRecordOf(account)?.nationalAccount?.parentNumber;
    if (!parentNumber || parentNumber === account.accountNumber) return null;
    const own = viewer.kind === 'signedIn' && viewer.accountNumbers.includes(parentNumber);
    return andThen(this.accounts.customer(parentNumber, budget), (record) => {
      return { accountNumber: parentNumber, record, company: account.company, own };
    });
  }

  @ResolveField('addresses')
  addresses(
    @Parent() account: AccountView,
    @Args() { query, first, after }: Contract.AccountAddressesArgs,
    @Context() { budget }: RequestContext,
  ): MaybePromise<Contract.AddressConnection> {
    const size = pageSize(first, USUAL_ADDRESSES);
    // This also checks the cursor before GP is asked.
    const noAddresses = addressPage([], { first: size, after });
    if (!account.own) return { ...connectionOf(noAddresses), totalCount: 0, unavailable: notYours() };
    return andThen(this.accounts.addresses(account.accountNumber, budget), (live) => {
      if (!live.known) return { ...emptyConnection<Contract.Address>(), totalCount: 0, unavailable: erpUnavailable(live) };
      const page = addressPage(live.value, { query, first: size, after });
      return { ...connectionOf<Contract.Address>(page), totalCount: page.totalCount, unavailable: null };
    });
  }

  @ResolveField('address')
  address(@Parent() account: AccountView, @Args('code') code: string, @Context() { budget }: RequestContext) {
    return this.addressWithCode(account, code, budget);
  }

  @ResolveField('billingAddress')
  billingAddress(@Parent() account: AccountView, @Context() { budget }: RequestContext) {
    return this.addressWithCode(account, ownRecordOf(account)?.billingAddressCode, budget);
  }

  @ResolveField('shippingAddress')
  shippingAddress(@Parent() account: AccountView, @Context() { budget }: RequestContext) {
    return this.addressWithCode(account, ownRecordOf(account)?.shippingAddressCode, budget);
  }

  @ResolveField('contacts')
  contacts(@Parent() account: AccountView, @Context() { budget }: RequestContext): MaybePromise<Contract.Contact[]> {
    if (!account.own) return [];
    return andThen(this.accounts.addresses(account.accountNumber, budget), (live) =>
      live.known ? live.value.flatMap(contactAt) : [],
    );
  }

  @ResolveField('customFields')
  customFields(@Parent() account: AccountView, @Args() { names }: Contract.AccountCustomFieldsArgs): Contract.CustomField[] {
    const fields = Object.entries(ownRecordOf(account)?.customFields ?? {});
    return fields.filter(([name]) => !names || names.includes(name)).map(([name, value]) => ({ name, value }));
  }

  private addressWithCode(
    account: AccountView,
    code: string | null | undefined,
    budget: RequestContext['budget'],
  ): MaybePromise<Address | null> {
    if (!account.own || !code) return null;
    const wanted = code.trim().toUpperCase();
    return andThen(this.accounts.addresses(account.accountNumber, budget), (live) =>
      live.known ? (live.value.find((address) => address.code.toUpperCase() === wanted) ?? null) : null,
    );
  }
}

function recordOf({ record }: AccountView): CustomerRecord | undefined {
  return (record as Partial<Known<CustomerRecord>>).value;
}

function ownRecordOf(account: AccountView): CustomerRecord | undefined {
  return account.own ? recordOf(account) : undefined;
}

/** GP keeps one contact per address and no roles. */
function contactAt({ code, contactName, email, phone }: Address): Contract.Contact[] {
  return contactName ? [{ name: contactName, email, phone, roles: [], addressCode: code }] : [];
}

function notYours() {
  return unavailable('NOT_PERMITTED', 'This is known to those who buy for the account.');
}
