import { Injectable } from '@nestjs/common';
import type { AccountView } from '../account/index.js';
import { CatalogService, type Product } from '../catalog/index.js';
import { type Contract, connectionOf, emptyConnection, type RequestContext } from '../contract/index.js';
import { Clock } from '../values/clock.js';
import { decimalString, Exact, ZERO } from '../values/exact.js';
import { parseGlobalId } from '../values/global-id.js';
import { asSku } from '../values/identifiers.js';
import { asCurrencyCode, money } from '../values/money.js';
import { SAMPLE_ADDRESS, SAMPLE_VIEWER, sampleAccount, sampleCredit, samplePermissions } from './sample-account.js';
import { samplePrice } from './sample-price.js';
import { sampleReceivables, sampleStatement } from './sample-receivables.js';
import type { SampleTable } from './sample-schema.js';
import { SAMPLE_WAREHOUSES, type SampleStock, sampleAvailability, sampleClosestWith } from './sample-stock.js';

/** The types of nodes that are in the gateway's own snapshot. The editor shows them as they are. */
const REAL_NODES = new Set(['Product', 'Category']);

/** Answers with samples in place of GP's data. The catalogue itself is real. */
@Injectable()
export class SampleResolvers {
  constructor(
    private readonly catalog: CatalogService,
    private readonly clock: Clock,
  ) {}

  readonly all: SampleTable = {
    Query: {
      viewer: () => SAMPLE_VIEWER,
      warehouses: () => SAMPLE_WAREHOUSES,
      checkCart: (_, { input }: Contract.QueryCheckCartArgs, context) => this.checkCart(input, context),
      order: () => null,
      invoice: () => null,
      orderSubmission: () => null,
      quote: () => null,
      node: (_, { id }: Contract.QueryNodeArgs, __, original) => (isReal(id) ? original(undefined) : null),
      nodes: async (_, { ids }: Contract.QueryNodesArgs, __, original) => {
        const real = [...((await original(undefined, { ids: ids.filter(isReal) })) as unknown[])];
        return ids.map((id) => (isReal(id) ? real.shift() : null));
      },
    },
    Viewer: {
      account: () => this.account(),
      accounts: () => [this.account()],
      permissions: () => samplePermissions(this.clock.now()),
    },
    Account: {
      status: (account: AccountView, _, __, original) => asSample(original(account)),
      credit: (account: AccountView) => asSample(sampleCredit(account)),
      defaultWarehouse: () => SAMPLE_WAREHOUSES[0],
      parent: () => null,
      addresses: () => ({
        ...connectionOf({ items: [{ node: SAMPLE_ADDRESS, cursor: '' }], hasNextPage: false, hasPreviousPage: false }),
        totalCount: 1,
        unavailable: null,
      }),
      address: (_, { code }: Contract.AccountAddressArgs) => (code === SAMPLE_ADDRESS.code ? SAMPLE_ADDRESS : null),
      billingAddress: () => SAMPLE_ADDRESS,
      shippingAddress: () => SAMPLE_ADDRESS,
      contacts: () => [],
      orders: nothingListed,
      invoices: nothingListed,
      payments: nothingListed,
      credits: nothingListed,
      receivables: () => sampleReceivables(this.clock.now()),
      statement: (_, { from, to }: Contract.AccountStatementArgs) => sampleStatement(from, to, this.clock.now()),
      quotes: nothingListed,
    },
    Product: {
      price: (product: Product, args: Contract.ProductPriceArgs) => samplePrice(product, args, this.clock.now()),
      availability: (product: Product, args: Contract.ProductAvailabilityArgs) =>
        sampleAvailability(product, args, this.clock.now()),
    },
    Availability: {
      warehouses: ({ warehouses }: { warehouses: readonly SampleStock[] }) => warehouses,
      closestWith: ({ warehouses }: { warehouses: readonly SampleStock[] }, { quantity }: Contract.AvailabilityClosestWithArgs) =>
        sampleClosestWith(warehouses, quantity ?? new Exact(1)),
    },
  };

  private account(): AccountView {
    return sampleAccount(this.clock.now());
  }

  /** Answers that every line whose product is in the catalogue can be ordered. */
  private async checkCart({ lines }: Contract.CartInput, { viewer, budget }: RequestContext) {
    const now = this.clock.now();
    const products = await Promise.all(lines.map(({ sku }) => this.catalog.product(viewer, asSku(sku), budget)));
    const checked = lines.map(({ quantity: given, unitOfMeasure }, index) => {
      const quantity = given ?? ZERO;
      const product = products[index] ?? null;
      return {
        product,
        quantity: decimalString(quantity),
        price: product && samplePrice(product, { quantity, unitOfMeasure }, now),
        warehouse: SAMPLE_WAREHOUSES[0],
        quantityAvailable: product ? decimalString(quantity) : '0',
        quantityBackordered: '0',
        freeItem: null,
      };
    });
    const subtotal = checked.reduce(
      (sum, { price }) => (price && 'extendedPrice' in price ? sum.plus(price.extendedPrice.amount) : sum),
      ZERO,
    );
    return {
      lines: checked,
      subtotal: money(subtotal, asCurrencyCode('USD'), 2),
      permissions: samplePermissions(now),
      problems: products.flatMap((product, index) =>
        product
          ? []
          : [{ code: 'UNKNOWN_PRODUCT', message: 'There is no such product.', field: ['lines', String(index), 'sku'] }],
      ),
    };
  }
}

function nothingListed() {
  return { ...emptyConnection(), unavailable: null };
}

function isReal(id: string): boolean {
  return REAL_NODES.has(parseGlobalId(id)?.typename ?? '');
}

function asSample(value: unknown): unknown {
  return { ...(value as object), source: 'SAMPLE' };
}
