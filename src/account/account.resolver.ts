import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  AnswerIsCacheable,
  type Contract,
  connectionOf,
  emptyConnection,
  erpUnavailable,
  pageSize,
  type RequestContext,
} from '../contract/index.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { AccountService } from './account.service.js';
import { type AccountView, notYours } from './account-view.js';
import type { Address } from './address.js';
import { addressPage } from './address-book.js';

const USUAL_ADDRESSES = 50;

@Resolver('Account')
@AnswerIsCacheable()
export class AccountResolver {
  constructor(private readonly accounts: AccountService) {}

  @ResolveField('credit')
  credit(@Parent() { facts }: AccountView, @Context() { budget }: RequestContext): MaybePromise<Contract.CreditResult> {
    return this.accounts.credit(facts, budget);
  }

  @ResolveField('parent')
  parent(@Parent() account: AccountView, @Context() { viewer, budget }: RequestContext): MaybePromise<AccountView | null> {
    const parentNumber = account.ownRecord?.nationalAccount?.parentNumber;
    if (!parentNumber || parentNumber === account.accountNumber) return null;
    const own = viewer.kind === 'signedIn' && viewer.accountNumbers.includes(parentNumber);
    return this.accounts.account(parentNumber, own, budget);
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
    return this.addressWithCode(account, account.ownRecord?.billingAddressCode, budget);
  }

  @ResolveField('shippingAddress')
  shippingAddress(@Parent() account: AccountView, @Context() { budget }: RequestContext) {
    return this.addressWithCode(account, account.ownRecord?.shippingAddressCode, budget);
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
    const fields = Object.entries(account.ownRecord?.customFields ?? {});
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

/** GP keeps one contact per address and no roles. */
function contactAt({ code, contactName, email, phone }: Address): Contract.Contact[] {
  return contactName ? [{ name: contactName, email, phone, roles: [], addressCode: code }] : [];
}
