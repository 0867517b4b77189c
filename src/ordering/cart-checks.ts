import type { AccountPermissions, Address } from '../account/index.js';
import type { Warehouse } from '../inventory/index.js';
import type { Live } from '../live/index.js';
import { decimalsIn } from '../values/exact.js';
import { sameUnit } from '../values/identifiers.js';
import { quantityProblem } from '../values/quantity.js';
import type { LineFacts } from './cart-review.service.js';
import { type OrderProblem, problem } from './order-problem.js';
import type { CartRequest } from './order-request.js';
import type { OrderTerms } from './order-terms-source.port.js';
import type { ShipTo } from './sales-order.js';

// What stands in the way of a cart: its account, its addresses and its lines.

const NOT_ALLOWED = {
  placeOrders: 'You may not place orders for this account.',
  requestQuotes: 'You may not ask for quotes for this account.',
} as const;

/** @param action what the cart is to become */
export function accountProblems({ allowed }: AccountPermissions, action: 'placeOrders' | 'requestQuotes'): OrderProblem[] {
  return allowed[action].denials.map((denial) => {
    switch (denial) {
      case 'ACCOUNT_ON_HOLD':
        return problem('ACCOUNT_ON_HOLD', 'The account is on hold.');
      case 'ACCOUNT_INACTIVE':
        return problem('ACCOUNT_INACTIVE', 'The account is inactive.');
      default:
        return problem('NOT_PERMITTED', NOT_ALLOWED[action]);
    }
  });
}

/** Codes of addresses that the account does not have. */
export function addressProblems(cart: CartRequest, addresses: Live<readonly Address[]> | null): OrderProblem[] {
  const known = new Set(addresses?.known ? addresses.value.map(({ code }) => code.toUpperCase()) : []);
  const places: readonly (readonly [ShipTo | null, readonly (string | number)[]])[] = [
    [cart.billTo, ['billTo', 'addressCode']],
    [cart.shipTo, ['shipTo', 'addressCode']],
    ...cart.lines.map(({ shipTo }, index) => [shipTo, ['lines', index, 'shipTo', 'addressCode']] as const),
  ];
  return places.flatMap(([place, field]) =>
    place && 'addressCode' in place && !known.has(place.addressCode.toUpperCase())
      ? [problem('UNKNOWN_ADDRESS', 'The account has no such address.', field)]
      : [],
  );
}

/**
 * GP bills an order to the customer's bill-to address, also where the order has one written out, unless a code is named; and
 * takes no order where that address is gone (818).
 */
export function billingProblems({ billTo }: CartRequest, terms: Live<OrderTerms | null> | null): OrderProblem[] {
  const isThere = !terms?.known || terms.value === null || terms.value.hasBillingAddress;
  if (isThere || (billTo !== null && 'addressCode' in billTo)) return [];
  const what = 'The billing address of the account is gone: name another of its addresses.';
  return [problem('UNKNOWN_ADDRESS', what, ['billTo'])];
}

/**
 * What a line asks for that its product does not have.
 * @param ofCart whether the cart names the warehouse for all of its lines
 */
export function lineProblems(
  { request, product, price, decimals }: LineFacts,
  warehouse: Warehouse | null,
  index: number,
  ofCart: boolean,
): OrderProblem[] {
  const at = (...rest: string[]) => ['lines', index, ...rest];
  if (!product) return [problem('UNKNOWN_PRODUCT', 'There is no such product.', at('sku'))];
  const problems: OrderProblem[] = [];
  if (!warehouse) {
    const field = ofCart ? ['warehouse'] : at('warehouse');
    problems.push(problem('UNKNOWN_WAREHOUSE', 'No such warehouse serves the account with this product.', field));
  }
  // An invalid quantity is reported already. A missing price would report the same mistake again.
  const mayHavePrice = quantityProblem(request.quantity) === undefined;
  if (price?.kind === 'noPrice' && (mayHavePrice || price.reason !== 'NO_PRICE')) {
    const field = { NO_PRICE: 'sku', INVALID_UNIT_OF_MEASURE: 'unitOfMeasure', INVALID_QUANTITY: 'quantity' }[price.reason];
    problems.push(problem(price.reason, price.message, at(field)));
  }
  const isRefusedAsItIs = price?.kind === 'noPrice' && price.reason === 'INVALID_QUANTITY';
  if (mayHavePrice && !isRefusedAsItIs && decimals !== undefined && request.quantity.decimalPlaces() > decimals) {
    const what = `The product is ordered in quantities of at most ${decimals} decimals.`;
    problems.push(problem('INVALID_QUANTITY', what, at('quantity')));
  }
  if (price?.kind === 'price' && !product.unitsOfMeasure.some(({ code }) => sameUnit(code, price.price.unitOfMeasure))) {
    problems.push(problem('INVALID_UNIT_OF_MEASURE', 'The product is no longer sold in this unit.', at('unitOfMeasure')));
  }
  // A rounding policy, or a net price of a sheet, may leave more decimals than the item's prices have (4646).
  if (price?.kind === 'price' && price.price.pricedBy !== 'QUOTE') {
    const { unitPrice, enteredDecimals } = price.price;
    if (decimalsIn(unitPrice.amount) > enteredDecimals) {
      const what = `The product is ordered at prices of at most ${enteredDecimals} decimals, and its price has more.`;
      problems.push(problem('NO_PRICE', what, at('sku')));
    }
  }
  if (price?.kind === 'notPermitted') problems.push(problem('NO_PRICE', 'The product has no price here.', at('sku')));
  return problems;
}
