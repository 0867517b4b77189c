import type { SalesOrder } from '../ordering/index.js';
import type { Submission } from '../submissions/index.js';
import { asAccountNumber } from '../values/identifiers.js';
import { isMailbox } from '../values/mailbox.js';
import type { Buyers } from './buyers.js';

/**
 * The address of who sent an order or a request for a quote: the user, or the visitor. Null where they are not known or have none.
 * @throws {StoreUnavailable}
 */
export async function buyerOf({ document, owner }: Submission<SalesOrder>, buyers: Buyers): Promise<string | null> {
  const { customer, userId } = document;
  if (userId !== undefined) return buyers.user(userId, asAccountNumber(owner));
  if ('newCustomer' in customer) return isMailbox(customer.newCustomer.email) ? customer.newCustomer.email : null;
  // A visitor whose order is for the account that has their address: the owner is the address.
  const isVisitor = owner !== customer.accountNumber && isMailbox(owner);
  return isVisitor ? owner : null;
}
