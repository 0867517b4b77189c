import type { Kysely } from 'kysely';
import type { OrderTerms, OrderTermsSource } from '../../ordering/index.js';
import { type AccountNumber, asAccountNumber } from '../../values/identifiers.js';
import { decimal, flag, whole } from '../sql/decode.js';
import type { GpTables } from '../sql/gp-tables.js';
import { fitting, inParts, KEY_LENGTH } from '../sql/keys.js';
import { type IntakeDatabase, intakeDatabase, orderTermsQuery } from './intake.query.js';

/** RM00101.CRLMTTYP of a limit that is an amount. */
const AMOUNT = 2;

/** RM00101 and RM00102 for the bill-to address, RM00105 and the parent's RM00101 and RM00103 for its credit. */
export class SqlOrderTermsSource implements OrderTermsSource {
  private readonly gp: IntakeDatabase;

  constructor(gp: Kysely<GpTables>) {
    this.gp = intakeDatabase(gp);
  }

  async orderTerms(
    accountNumbers: readonly AccountNumber[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<AccountNumber, OrderTerms>> {
    const found = new Map<AccountNumber, OrderTerms>();
    for (const part of inParts(fitting(accountNumbers, KEY_LENGTH.customer), 1)) {
      const { terms } = await orderTermsQuery(this.gp, part).ask(this.gp, { signal });
      for (const row of terms) {
        const sharesLimit = row.parent.trim() !== '' && whole(row.CRLMTTYP) === AMOUNT;
        found.set(asAccountNumber(row.CUSTNMBR), {
          hasBillingAddress: flag(row.hasBillTo),
          parentCredit: sharesLimit
            ? { parentNumber: asAccountNumber(row.parent), available: decimal(row.available), isTooOld: flag(row.tooOld) }
            : null,
        });
      }
    }
    return found;
  }
}
