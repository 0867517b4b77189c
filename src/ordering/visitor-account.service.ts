import { Injectable } from '@nestjs/common';
import { AccountService, type CustomerRecord, orderDenials } from '../account/index.js';
import { ErpUnavailable } from '../faults/index.js';
import type { RequestBudget } from '../live/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import { EmailHolderSource } from './email-holder-source.port.js';
import { OrderTermsService } from './order-terms.service.js';
import type { NewCustomer } from './sales-order.js';

/** The most candidates that a note names: more would not help an operator. */
const MAX_NAMED = 5;

/** The account to which a visitor's order is assigned. The visitor must see nothing of it. */
export interface VisitorAccount {
  /** GP's customer of the order; null where one is created for it. */
  readonly customer: CustomerRecord | null;
  /** Why the customer may not order, as a text for operators; null where it may. */
  readonly denial: string | null;
  /** For operators: other customers with the e-mail address; null where there are none. */
  readonly note: string | null;
}

/**
 * Finds the account of a visitor. Where the storefront does not vouch for the e-mail address, the visitor gets a customer of
 * their own, since any person can type another's address.
 */
@Injectable()
export class VisitorAccountService {
  constructor(
    private readonly source: EmailHolderSource,
    private readonly accounts: AccountService,
    private readonly terms: OrderTermsService,
  ) {}

  /** @throws {ErpUnavailable} GP gave no answer, and no usable fact is remembered */
  async find({ email, emailVerified }: NewCustomer, budget: RequestBudget, signal: AbortSignal): Promise<VisitorAccount> {
    const { accountNumbers, own } = await this.source.holders(email, signal);
    // The customer that was created for unvouched orders does not show whose address it is.
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

  /** Why the account's own buyers would be refused; null where they may order. */
  private async denialOf(customer: CustomerRecord, budget: RequestBudget): Promise<string | null> {
    const [denial] = orderDenials(customer);
    if (denial !== undefined) return `${customer.accountNumber}, which has the visitor's e-mail address: ${denial}`;
    const terms = await this.terms.of(customer.accountNumber, budget);
    if (terms.known && terms.value?.hasBillingAddress === false) {
      return `${customer.accountNumber}, which has the visitor's e-mail address, has no bill-to address (818)`;
    }
    // Visitors buy in the company's own currency, at the prices that they were shown.
    const company = await this.accounts.company(budget);
    if (!company.known) throw new ErpUnavailable('ordering.visitorAccount', { cause: company });
    const { functionalCurrency } = company.value;
    if (customer.currency === '' || customer.currency === functionalCurrency) return null;
    return `${customer.accountNumber}, which has the visitor's e-mail address, buys in ${customer.currency}`;
  }

  /** The customer's record; null where the customer no longer exists. */
  private async customer(accountNumber: AccountNumber, budget: RequestBudget): Promise<CustomerRecord | null> {
    const live = await this.accounts.customer(accountNumber, budget);
    if (!live.known) throw new ErpUnavailable('ordering.visitorAccount', { cause: live });
    return live.value;
  }
}
