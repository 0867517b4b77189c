import type { Kysely } from 'kysely';
import type { EmailHolderSource, EmailHolders } from '../../ordering/index.js';
import { asAccountNumber } from '../../values/identifiers.js';
import type { GpTables } from '../sql/gp-tables.js';
import { accountNumberOf } from './account-number.js';
import { customersOfEmailQuery, type IntakeDatabase, intakeDatabase } from './intake.query.js';

/** Reads SY01200 for the customers that have an e-mail address, and RM00101 for the customer that was created for it. */
export class SqlEmailHolderSource implements EmailHolderSource {
  private readonly gp: IntakeDatabase;

  constructor(gp: Kysely<GpTables>) {
    this.gp = intakeDatabase(gp);
  }

  async holders(email: string, signal: AbortSignal): Promise<EmailHolders> {
    const number = accountNumberOf(email);
    const { holder, own } = await customersOfEmailQuery(this.gp, email.trim(), number).ask(this.gp, { signal });
    return {
      accountNumbers: [...new Set(holder.map(({ Master_ID }) => asAccountNumber(Master_ID.trim())))].sort(),
      own: own.length > 0 ? number : null,
    };
  }
}
