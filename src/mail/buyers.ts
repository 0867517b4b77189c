import { Injectable } from '@nestjs/common';
import { roleMayOrder, roleMayPay } from '../account/index.js';
import { stored } from '../faults/index.js';
import { UserStore } from '../identity/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import { isMailbox } from '../values/mailbox.js';
import type { UserRole } from '../values/viewer.js';

/** So many of an account's users get a message that is for none of them in particular. */
const MOST_OF_AN_ACCOUNT = 20;

/** The addresses of buyers. A buyer without one that mail can be sent to gets none. */
@Injectable()
export class Buyers {
  constructor(private readonly users: UserStore) {}

  /**
   * The user who sent a document, while they may still buy for its account.
   * @throws {StoreUnavailable}
   */
  async user(id: string, accountNumber: AccountNumber): Promise<string | null> {
    const user = await stored('mail.user', () => this.users.byId(id));
    const isBuyer = user !== undefined && !user.disabled && user.accountNumbers.includes(accountNumber);
    return isBuyer && isMailbox(user.email) ? user.email : null;
  }

  /** The users who may place orders for an account. @throws {StoreUnavailable} */
  whoMayOrder(accountNumber: AccountNumber): Promise<readonly string[]> {
    return this.ofRoles(accountNumber, roleMayOrder);
  }

  /** The users who may pay its invoices. @throws {StoreUnavailable} */
  whoMayPay(accountNumber: AccountNumber): Promise<readonly string[]> {
    return this.ofRoles(accountNumber, roleMayPay);
  }

  private async ofRoles(accountNumber: AccountNumber, may: (role: UserRole) => boolean): Promise<readonly string[]> {
    const users = await stored('mail.usersOfAccount', () => this.users.ofAccount(accountNumber));
    return users
      .filter(({ role, email }) => may(role) && isMailbox(email))
      .slice(0, MOST_OF_AN_ACCOUNT)
      .map(({ email }) => email);
  }
}
