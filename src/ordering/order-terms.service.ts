import { Injectable } from '@nestjs/common';
import { type Live, type LiveReader, LiveReaders, type RequestBudget } from '../live/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import { orderTermsPolicy } from './order-entry.policy.js';
import { type OrderTerms, OrderTermsSource } from './order-terms-source.port.js';

/** On what terms GP takes orders of an account. */
@Injectable()
export class OrderTermsService {
  private readonly terms: LiveReader<AccountNumber, OrderTerms>;

  constructor(live: LiveReaders, source: OrderTermsSource) {
    this.terms = live.reader(orderTermsPolicy, String, (numbers, signal) => source.orderTerms(numbers, signal));
  }

  /** Null where GP has no such customer. */
  of(accountNumber: AccountNumber, budget: RequestBudget): MaybePromise<Live<OrderTerms | null>> {
    return this.terms.read(accountNumber, budget);
  }
}
