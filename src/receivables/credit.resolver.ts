import { Resolver } from '@nestjs/graphql';
import { type Contract, type NodeSource, NodeType, type RequestContext } from '../contract/index.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { CreditKey } from './credit.js';
import { type CreditView, creditOf, creditOfNodeKey, isPayment, paymentOf } from './credit-view.js';
import { asDocumentNumber } from './invoice.js';
import { ReceivablesService } from './receivables.service.js';

@Resolver('Payment')
@NodeType('Payment')
export class PaymentResolver implements NodeSource {
  constructor(private readonly receivables: ReceivablesService) {}

  node(key: string, context: RequestContext): MaybePromise<Contract.Payment | null> {
    return andThen(find(this.receivables, { number: asDocumentNumber(key), kind: 'PAYMENT' }, context), (credit) =>
      credit && isPayment(credit) ? paymentOf(credit) : null,
    );
  }
}

@Resolver('Credit')
@NodeType('Credit')
export class CreditResolver implements NodeSource {
  constructor(private readonly receivables: ReceivablesService) {}

  node(key: string, context: RequestContext): MaybePromise<CreditView | null> {
    const wanted = creditOfNodeKey(key);
    if (!wanted) return null;
    return andThen(find(this.receivables, wanted, context), (credit) => credit && creditOf(credit));
  }
}

/** A credit of any account that the viewer may buy for; null for one of another account, or none, or one that is not known now. */
function find(receivables: ReceivablesService, key: Pick<CreditKey, 'number' | 'kind'>, { viewer, budget }: RequestContext) {
  if (viewer.kind !== 'signedIn' || key.number === '') return null;
  return andThen(receivables.credit(viewer.accountNumbers, key, budget), (live) => (live.known ? live.value : null));
}
