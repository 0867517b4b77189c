import { Injectable } from '@nestjs/common';
import { AccountService, type Company, currencyOf } from '../account/index.js';
import { Derived, type Live, type LiveReader, LiveReaders, type RequestBudget } from '../live/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { Order, OrderNumber } from './order.js';
import { orderPagePolicy, orderPolicy } from './order.policy.js';
import { type OrderPage, type OrderPageAsk, OrderSource } from './order-source.port.js';
import { type OrderContent, type OrderView, orderOf } from './order-view.js';
import { UNKNOWN_CURRENCY } from './unknown-currency.js';

export interface OrderPageView {
  readonly orders: readonly OrderView[];
  readonly hasNextPage: boolean;
}

const MAX_CONTENTS = 1_000;

/** An order as seen by some accounts. Each set of accounts has its own entry in memory, so that none reveals another's order. */
interface OrderKey {
  readonly number: OrderNumber;
  readonly accountNumbers: readonly AccountNumber[];
}

/** Orders in GP. */
@Injectable()
export class OrderService {
  private readonly single: LiveReader<OrderKey, Order>;
  private readonly pages: LiveReader<OrderPageAsk, OrderPage>;
  /** Each order's content, which is worked out once and not for every answer: with up to 500 lines, that takes a while. */
  private readonly contents = new Derived<OrderContent>(1, MAX_CONTENTS);

  constructor(
    live: LiveReaders,
    source: OrderSource,
    private readonly accounts: AccountService,
  ) {
    this.single = live.reader(
      orderPolicy,
      ({ number, accountNumbers }) => JSON.stringify([number, ...accountNumbers.toSorted()]),
      async (keys, signal) => {
        const orders = await source.orders([...new Set(keys.map(({ number }) => number))], signal);
        return new Map(
          keys.flatMap((key) => {
            const order = orders.get(key.number);
            return order && key.accountNumbers.includes(order.accountNumber) ? [[key, order]] : [];
          }),
        );
      },
    );
    this.pages = live.reader(orderPagePolicy, pageText, async (asks, signal) => {
      return new Map(await Promise.all(asks.map(async (ask) => [ask, await source.page(ask, signal)] as const)));
    });
  }

  /** Takes in that an order has changed: who asks for it, or for a list of orders, gets what GP has then. */
  changed(number: OrderNumber, accountNumbers: readonly AccountNumber[]): void {
    this.single.forget({ number, accountNumbers });
    this.listsChanged();
  }

  /** An order was written to GP: the next look at a list of orders sees it. */
  listsChanged(): void {
    this.pages.change();
  }

  /** An order of one of the accounts; null where none of them has an order of this number. */
  order(
    accountNumbers: readonly AccountNumber[],
    number: OrderNumber,
    budget: RequestBudget,
  ): MaybePromise<Live<OrderView | null>> {
    return andThen(this.single.read({ number, accountNumbers }, budget), (live) => {
      if (!live.known || live.value === null) return live as Live<null>;
      const { value: order, asOf, source } = live;
      return andThen(this.accounts.company(budget), (company) => {
        if (!company.known) return company;
        return { known: true, value: { ...this.contentOf(order, company.value), asOf, source }, asOf, source };
      });
    });
  }

  /** One page of an account's orders, the latest first. */
  page(ask: OrderPageAsk, budget: RequestBudget): MaybePromise<Live<OrderPageView>> {
    return andThen(this.pages.read(ask, budget), (live) => {
      if (!live.known) return live;
      const { asOf, source } = live;
      const { orders, hasNextPage } = live.value ?? { orders: [], hasNextPage: false };
      return andThen(this.accounts.company(budget), (company) => {
        if (!company.known) return company;
        const views = orders.map((order) => ({ ...this.contentOf(order, company.value), asOf, source }));
        return { known: true, value: { orders: views, hasNextPage }, asOf, source };
      });
    });
  }

  private contentOf(order: Order, company: Company): OrderContent {
    const currency = currencyOf(company, order.currency) ?? UNKNOWN_CURRENCY;
    return this.contents.get(order, [currency], () => orderOf(order, currency));
  }
}

function pageText({ accountNumber, filter, first, after }: OrderPageAsk): string {
  const { statuses, from, to, purchaseOrderNumber, reference, sku } = filter;
  const wanted = [statuses.toSorted(), from, to, purchaseOrderNumber, reference, sku];
  return JSON.stringify([accountNumber, wanted, first, after?.date, after?.number]);
}
