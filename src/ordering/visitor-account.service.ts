import { Injectable } from '@nestjs/common';
import { AccountService, type CustomerRecord, orderDenials } from '../account/index.js';
import { ErpUnavailable } from '../faults/index.js';
import type { RequestBudget } from '../live/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import { EmailHolderSource } from './email-holder-source.port.js';
import type { NewCustomer } from './sales-order.js';

/** More of them say no more to whoever reads them. */
const MAX_NAMED = 5;

/** Where an order of somebody who is not signed in lands. Nothing of it is for the visitor. */
export interface VisitorAccount {
  /** The customer of GP that it lands with; null where one is made for it. */
  readonly customer: CustomerRecord | null;
  /** Why it may not, in words for operators. */
  readonly denial: string | null;
  /** For operators: whom else the address leads to; null where it leads to nobody else. */
  readonly note: string | null;
}

/**
 * Finds the account of somebody who is not signed in. The storefront has to vouch for their e-mail address, or they get a
 * customer of their own: everybody can write down anybody's address.
 */
@Injectable()
export class VisitorAccountService {
  constructor(
    private readonly source: EmailHolderSource,
    private readonly accounts: AccountService,
  ) {}

  /** @throws {ErpUnavailable} GP gave no answer, and nothing that would do is remembered */
  async find({ email, emailVerified }: NewCustomer, budget: RequestBudget, signal: AbortSignal): Promise<VisitorAccount> {
    const { accountNumbers, own } = await this.source.holders(email, signal);
    // The one that orders nobody vouched for have made says nothing about whose the address is.
    const others = accountNumbers.filter((number) => number !== own);
    const [only, ...further] = others;
    const matched = emailVerified && only !== undefined && further.length === 0 ? only : own;
    const customer = matched === null ? null : await this.customer(matched, budget);
    const candidates = others.filter((number) => number !== customer?.accountNumber);
    return {
      customer,
      denial: customer && (await this.denialOf(customer, budget)),
      note: candidates.length > 0 ? `may be ${candidates.slice(0, MAX_NAMED).join(', ')}` : null,
    };
  }

  /** What would refuse the account's own buyers. */
  private async denialOf(customer: CustomerRecord, budget: RequestBudget): Promise<string | null> {
    const [denial] = orderDenials(customer);
    if (denial !== undefined) return `${customer.accountNumber}, which has the visitor's e-mail address: ${denial}`;
    // Visitors buy in the company's own currency, at the prices that they were shown.
    const company = await this.accounts.company(budget);
    if (!company.known) throw new ErpUnavailable('ordering.visitorAccount', { cause: company });
    const { functionalCurrency } = company.value;
    if (customer.currency === '' || customer.currency === functionalCurrency) return null;
    return `${customer.accountNumber}, which has the visitor's e-mail address, buys in ${customer.currency}`;
  }

  /** Null for an address whose customer is gone. */
  private async customer(accountNumber: AccountNumber, budget: RequestBudget): Promise<CustomerRecord | null> {
    const live = await this.accounts.customer(accountNumber, budget);
    if (!live.known) throw new ErpUnavailable('ordering.visitorAccount', { cause: live });
    return live.value;
  }
}
