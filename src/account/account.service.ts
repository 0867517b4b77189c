import { Injectable } from '@nestjs/common';
import type { Contract } from '../contract/index.js';
import { Derived, type Freshness, type Live, type LiveReader, LiveReaders, RequestBudget } from '../live/index.js';
import { Clock } from '../values/clock.js';
import { type Exact, ZERO } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { UserRole, Viewer } from '../values/viewer.js';
import { AcceptedOrderSource, type AcceptedOrders, notShownAt } from './accepted-order-source.port.js';
import { acceptedOrdersPolicy, addressPolicy, companyPolicy, customerPolicy } from './account.policy.js';
import { accountStates } from './account-state.js';
import { type AccountFacts, type AccountView, accountOf, creditResult } from './account-view.js';
import type { Address } from './address.js';
import { AddressSource } from './address-source.port.js';
import { type BuyingTerms, VISITOR_TERMS } from './buying-terms.js';
import type { Company } from './company.js';
import { CompanySource } from './company-source.port.js';
import { creditAccountOf, creditLimitOf } from './credit.js';
import type { CustomerRecord } from './customer-record.js';
import { CustomerSource } from './customer-source.port.js';
import { type Permissions, permissionsOf, VISITOR_PERMISSIONS } from './permissions.js';

const THE_COMPANY = 'company';
const MAX_ROLES = 8;
/** An account as its own buyers and as others see it, and the same while the record's age is told anew. */
const MAX_VIEWS_OF_AN_ACCOUNT = 4;
/** Accounts as they are shown. Each takes about 2 KB. */
const MAX_VIEWS = 5_000;
/** Permissions that are remembered. Each takes about 1 KB. */
const MAX_PERMITTED = 5_000;

/** GP's facts about accounts and about the company that they buy from. */
@Injectable()
export class AccountService {
  private readonly customers: LiveReader<AccountNumber, CustomerRecord>;
  private readonly addressBooks: LiveReader<AccountNumber, readonly Address[]>;
  private readonly companies: LiveReader<typeof THE_COMPANY, Company>;
  private readonly accepted: LiveReader<AccountNumber, AcceptedOrders>;
  private readonly credits = new Derived<Contract.CreditResult>(MAX_VIEWS_OF_AN_ACCOUNT, MAX_VIEWS);
  private readonly views = new Derived<AccountView>(MAX_VIEWS_OF_AN_ACCOUNT, MAX_VIEWS);
  private readonly permitted = new Derived<Permissions>(MAX_ROLES, MAX_PERMITTED);

  constructor(
    live: LiveReaders,
    customerSource: CustomerSource,
    addressSource: AddressSource,
    companySource: CompanySource,
    acceptedOrders: AcceptedOrderSource,
    private readonly clock: Clock,
  ) {
    this.customers = live.reader(customerPolicy, String, (numbers, signal) => customerSource.customers(numbers, signal));
    this.addressBooks = live.reader(addressPolicy, String, (numbers, signal) => addressSource.addresses(numbers, signal));
    this.companies = live.reader(companyPolicy, String, async (_, signal) => {
      return new Map([[THE_COMPANY, await companySource.company(signal)]] as const);
    });
    this.accepted = live.reader(acceptedOrdersPolicy, String, (accounts) => acceptedOrders.acceptedOrders(accounts));
  }

  /** GP's record of a customer; null where GP has no customer of this number. */
  customer(accountNumber: AccountNumber, budget: RequestBudget): MaybePromise<Live<CustomerRecord | null>> {
    return this.customers.read(accountNumber, budget);
  }

  /** An account as it is shown. @param own whether the viewer may buy for it */
  account(accountNumber: AccountNumber, own: boolean, budget: RequestBudget): MaybePromise<AccountView> {
    return andThen(this.customer(accountNumber, budget), (record) =>
      andThen(this.company(budget), (company) => this.viewOf({ accountNumber, record, company, own })),
    );
  }

  /** GP's record of a customer for a sign-in, which cannot go on without it: waits for GP where nothing is remembered. */
  async customerForSignIn(accountNumber: AccountNumber): Promise<Live<CustomerRecord | null>> {
    const remembered = await this.customer(accountNumber, RequestBudget.ofPage());
    return remembered.known ? remembered : this.customer(accountNumber, RequestBudget.toTheEnd());
  }

  /** All of a customer's addresses, by code. */
  addresses(accountNumber: AccountNumber, budget: RequestBudget): MaybePromise<Live<readonly Address[]>> {
    return andThen(this.addressBooks.read(accountNumber, budget), (live) =>
      live.known ? { ...live, value: live.value ?? [] } : live,
    );
  }

  /** The company's setup in GP. CompanyWarmth keeps it in memory, so that pages need not wait for it. */
  company(budget: RequestBudget): MaybePromise<Live<Company>> {
    return andThen(this.companies.read(THE_COMPANY, budget), (live) => live as Live<Company>);
  }

  /** The credit of an account. Accepted orders that GP did not show when it was asked are counted: what is left is left for the next order. */
  credit(facts: AccountFacts, budget: RequestBudget): MaybePromise<Contract.CreditResult> {
    const { record, company, own } = facts;
    if (!own || !record.known || !record.value || !company.known) return creditResult(facts, ZERO);
    const { value, asOf, source } = record;
    const from = [company.value, asOf, source];
    return andThen(this.takenByAccepted(value, asOf, budget), (taken) =>
      this.credits.get(value, [...from, taken.toFixed()], () => creditResult(facts, taken)),
    );
  }

  /** Orders of the account were accepted, or got into GP: the next look at its credit sees it. */
  ordersMoved(creditAccount: AccountNumber): void {
    this.accepted.forget(creditAccount);
  }

  /** A payment of the account was written to GP: the next look at its credit sees it. */
  paymentWritten(accountNumber: AccountNumber): void {
    this.customers.change([accountNumber]);
  }

  /** What the viewer may do for their account. While the account is unknown, they may still look, and buy prepaid. */
  permissions(viewer: Viewer, budget: RequestBudget): MaybePromise<AccountPermissions> {
    const now = { asOf: this.clock.now(), source: 'LIVE' } as const;
    if (viewer.kind === 'anonymous') return { allowed: VISITOR_PERMISSIONS, ...now };
    const { role } = viewer.user;
    return andThen(this.customer(viewer.accountNumber, budget), (record) => {
      if (!record.known) return { allowed: permissionsOf(['unknown'], role), ...now, source: 'STALE' };
      const { value, asOf, source } = record;
      const accepted = value && creditLimitOf(value).type === 'AMOUNT' ? this.takenByAccepted(value, asOf, budget) : ZERO;
      return andThen(accepted, (taken) => ({ allowed: this.allowed(value, role, taken), asOf, source }));
    });
  }

  /** The terms on which the viewer buys; null where GP does not know their account (any more). */
  terms(viewer: Viewer, budget: RequestBudget): MaybePromise<Live<BuyingTerms | null>> {
    if (viewer.kind === 'anonymous') {
      return { known: true, value: VISITOR_TERMS, asOf: this.clock.now(), source: 'LIVE' };
    }
    // A customer's record includes their terms. The return type hides the rest of the record.
    return this.customer(viewer.accountNumber, budget);
  }

  /** The same while the facts are: to work the credit out anew for every answer would take longer than all the rest. */
  private viewOf(facts: AccountFacts): AccountView {
    const { accountNumber, record, company, own } = facts;
    if (!record.known || !record.value || !company.known) return accountOf(facts);
    const from = [accountNumber, own, company.value, record.asOf, record.source];
    return this.views.get(record.value, from, () => accountOf(facts));
  }

  /** Nothing where the gateway's own database can't be asked: an account is shown as GP has it then, and no order is taken. */
  private takenByAccepted(record: CustomerRecord, asOf: Instant, budget: RequestBudget): MaybePromise<Exact> {
    const account = creditAccountOf(record);
    return andThen(this.accepted.read(account, budget), (seen) =>
      // A request that waited for GP in vain may still wait for the gateway's own database.
      andThen(seen.known ? seen : this.accepted.read(account, RequestBudget.ofPage()), (accepted) =>
        accepted.known && accepted.value ? notShownAt(accepted.value, asOf) : ZERO,
      ),
    );
  }

  private allowed(record: CustomerRecord | null, role: UserRole, taken: Exact): Permissions {
    if (!record) return permissionsOf(accountStates(null), role);
    return this.permitted.get(record, [role, taken.toFixed()], () => permissionsOf(accountStates(record, taken), role));
  }
}

/** What the viewer may do, with the age of the facts that decided it. */
export interface AccountPermissions extends Freshness {
  /** The same record and role give the same object. */
  readonly allowed: Permissions;
}
