import { Injectable } from '@nestjs/common';
import type { AcceptedOrderSource, AcceptedOrders } from '../account/index.js';
import { SubmissionsService } from '../submissions/index.js';
import { Clock } from '../values/clock.js';
import { decimalString } from '../values/exact.js';
import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import { CREDIT } from './order-claims.js';

/** A record of GP's that is older was last known before, and is shown as of then. */
const LATELY_MS = 3_600_000;

/** The orders among the submissions. */
@Injectable()
export class SubmittedOrders implements AcceptedOrderSource {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly clock: Clock,
  ) {}

  async acceptedOrders(creditAccounts: readonly AccountNumber[]): Promise<ReadonlyMap<AccountNumber, AcceptedOrders>> {
    const claims = await this.submissions.standingClaims(CREDIT, creditAccounts, this.clock.now() - LATELY_MS);
    const found = new Map<AccountNumber, AcceptedOrders>();
    for (const { key, amount: credit, releasedAt: pushedAt } of claims) {
      const account = asAccountNumber(key);
      const { waiting, lately } = found.get(account) ?? NONE;
      found.set(
        account,
        pushedAt === null ? { waiting: credit, lately } : { waiting, lately: [...lately, { credit, at: pushedAt }] },
      );
    }
    return found;
  }
}

const NONE: AcceptedOrders = { waiting: decimalString('0'), lately: [] };
