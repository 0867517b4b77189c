import type { Kysely } from 'kysely';
import type { PaymentAccountSource, PaymentAccounts } from '../../ordering/index.js';
import type { GpTables } from '../sql/gp-tables.js';
import { type IntakeDatabase, intakeDatabase, paymentAccountsQuery } from './intake.query.js';

/** SY03100 and CM00100. */
export class SqlPaymentAccountSource implements PaymentAccountSource {
  private readonly gp: IntakeDatabase;

  constructor(gp: Kysely<GpTables>) {
    this.gp = intakeDatabase(gp);
  }

  async paymentAccounts(signal: AbortSignal): Promise<PaymentAccounts> {
    const { cards, checkbooks } = await paymentAccountsQuery(this.gp).ask(this.gp, { signal });
    return {
      cards: cards.map(({ CARDNAME }) => CARDNAME).sort(),
      checkbooks: checkbooks.map(({ CHEKBKID }) => CHEKBKID).sort(),
    };
  }
}
