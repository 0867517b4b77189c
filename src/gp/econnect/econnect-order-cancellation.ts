import { Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Cancellation, OrderCancellation, OrderNumber } from '../../ordering/index.js';
import { type AccountNumber, asAccountNumber } from '../../values/identifiers.js';
import type { GpTables } from '../sql/gp-tables.js';
import { fits, KEY_LENGTH } from '../sql/keys.js';
import { finishedOrderQuery, type OrderTouched, openOrderQuery } from './cancellation.query.js';
import { type EConnect, isRefused, ProcedureMissing } from './econnect.js';
import { ORDER } from './order-setup.js';
import { type CallOf, inGpsWriting } from './procedure-call.js';

/** taSopVoidDocument: there is no such document in work (2939), or it is in history (7004). */
const NOT_OPEN: ReadonlySet<number> = new Set([2939, 7004]);
/** taSopVoidDocument could not lock the document, as a user of GP has it open (7134), or could not unlock it (2938). */
const IN_USE: ReadonlySet<number> = new Set([7134, 2938]);
const KEEP_PAYMENTS = 0;

/**
 * Voids orders with taSopVoidDocument, which moves an order to history and frees its stock. It does not look whether the order
 * is picked, shipped or invoiced. So that is read after it has run, while the order's rows are still locked by it, and what it
 * has done is taken back where something is.
 */
export class EConnectOrderCancellation implements OrderCancellation {
  private readonly log = new Logger('gp');

  constructor(
    private readonly econnect: EConnect,
    private readonly gp: Kysely<GpTables>,
  ) {}

  async cancel(
    number: OrderNumber,
    accountNumber: AccountNumber,
    reason: string | null,
    signal: AbortSignal,
  ): Promise<Cancellation> {
    if (!fits(number, KEY_LENGTH.document)) return { kind: 'notOpen' };
    const ofAccount = (row: OrderTouched) => asAccountNumber(row.CUSTNMBR) === accountNumber;
    const ended = async (): Promise<Cancellation> => {
      const [order] = (await finishedOrderQuery(number).execute(this.gp, { signal })).rows;
      return { kind: order && ofAccount(order) && Number(order.VOIDSTTS) === 1 ? 'cancelled' : 'notOpen' };
    };
    // Most orders that are too late are found without a write.
    const [open] = (await openOrderQuery(number).execute(this.gp, { signal })).rows;
    if (!open || !ofAccount(open)) return await ended();
    if (!isUntouched(open)) return { kind: 'tooLate' };
    try {
      const check = { compile: () => finishedOrderQuery(number).compile(this.gp) };
      const holds = ([voided]: readonly OrderTouched[]) => voided !== undefined && ofAccount(voided) && isUntouched(voided);
      const outcome = await this.econnect.runWhere<OrderTouched>([voidCall(number, reason)], check, holds, signal);
      if (isRefused(outcome)) {
        const refusal = this.refusalOf(outcome.codes, number);
        return refusal.kind === 'notOpen' ? await ended() : refusal;
      }
      return { kind: outcome.isCommitted ? 'cancelled' : 'tooLate' };
    } catch (fault) {
      if (fault instanceof ProcedureMissing) return { kind: 'notOffered' };
      throw fault;
    }
  }

  private refusalOf(codes: readonly number[], number: OrderNumber): Cancellation {
    if (codes.some((code) => IN_USE.has(code))) return { kind: 'inUse' };
    if (codes.some((code) => NOT_OPEN.has(code))) return { kind: 'notOpen' };
    this.log.warn({ operation: 'gp.orderCancellation', reason: 'refused by GP', order: number, codes });
    return { kind: 'tooLate' };
  }
}

/** Payments are kept: where GP has booked a deposit, it refuses (7002), and people decide what becomes of the money. */
export function voidCall(number: OrderNumber, reason: string | null): CallOf<'taSopVoidDocument'> {
  return inGpsWriting({
    procedure: 'taSopVoidDocument',
    parameters: {
      I_vSOPTYPE: ORDER,
      I_vSOPNUMBE: number,
      I_vRemovePayments: KEEP_PAYMENTS,
      ...(reason !== null && { I_vUSRDEFND4: reason }),
    },
  });
}

function isUntouched(order: OrderTouched): boolean {
  const { moved, shipped, picked, tracked, offspringInWork, offspringInHistory } = order;
  return [moved, shipped, picked, tracked, offspringInWork, offspringInHistory].every((count) => Number(count) === 0);
}
