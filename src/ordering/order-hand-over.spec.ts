import { describe, expect, it } from 'vitest';
import { ErpUnavailable } from '../faults/index.js';
import { HandOvers, type Submission } from '../submissions/index.js';
import { asAccountNumber } from '../values/identifiers.js';
import type { OrderService } from './order.service.js';
import type { Cancellation, OrderCancellation } from './order-cancellation.port.js';
import type { OrderExtensions } from './order-extensions.js';
import { OrderHandOver } from './order-hand-over.js';
import type { OrderIntake } from './order-intake.port.js';
import type { SalesOrder } from './sales-order.js';
import type { VisitorAccountService } from './visitor-account.service.js';

const SUBMISSION = {
  documentNumber: 'ORD000200',
  owner: 'HARGATE',
  document: { customer: { accountNumber: asAccountNumber('HARGATE') } },
} as unknown as Submission<SalesOrder> & { readonly documentNumber: string };

function takeBack(cancellation: Cancellation): Promise<boolean> {
  const answering: OrderCancellation = { cancel: () => Promise.resolve(cancellation) };
  const handOver = new OrderHandOver(
    {} as OrderIntake,
    answering,
    {} as VisitorAccountService,
    new HandOvers(),
    {} as OrderExtensions,
    {} as OrderService,
  );
  return handOver.takeBack(SUBMISSION, AbortSignal.timeout(1_000));
}

describe('A cancelled order that has arrived in GP all the same', () => {
  it('is taken back once it is voided', async () => {
    expect(await takeBack({ kind: 'cancelled' })).toBe(true);
  });

  it.each(['notOpen', 'tooLate', 'notOffered'] as const)(
    'stays where GP says %s: staff have shipped or invoiced it',
    async (kind) => {
      expect(await takeBack({ kind })).toBe(false);
    },
  );

  it('is looked at again later where somebody has it open in GP', async () => {
    await expect(takeBack({ kind: 'inUse' })).rejects.toBeInstanceOf(ErpUnavailable);
  });
});
