import { type Contract } from '../contract/index.js';
import { InvalidInput } from '../faults/index.js';
import { isGiven } from '../values/blank.js';
import { FIRST_DATE, parseCalendarDate } from '../values/calendar-date.js';
import { asSku } from '../values/identifiers.js';
import { cursorOf, keyOfCursor } from '../values/page.js';
import { asOrderNumber, type Order } from './order.js';
import type { OrderFilter, OrderPosition } from './order-source.port.js';

const LIST = 'orders';

/** The place of an order in its account's list. */
export function orderCursor({ date, number }: Order): string {
  return cursorOf(LIST, [date, number]);
}

/** @throws {InvalidInput} the cursor is not one of a list of orders */
export function orderPosition(after: string | null | undefined): OrderPosition | null {
  if (!isGiven(after)) return null;
  const [date = '', number = ''] = keyOfCursor(LIST, after, 2) ?? [];
  const day = parseCalendarDate(date);
  if (!day || day < FIRST_DATE || asOrderNumber(number) !== number || number === '') {
    throw new InvalidInput('after', 'is not a cursor of this list');
  }
  return { date: day, number: asOrderNumber(number) };
}

/** The filter of the input. Blank values do not filter. */
export function orderFilter(filter: Contract.OrderFilter | null | undefined): OrderFilter {
  return {
    statuses: [...new Set(filter?.statuses)],
    from: filter?.from && filter.from > FIRST_DATE ? filter.from : null,
    // GP has no order before its first date, and cannot compare with an earlier one.
    to: filter?.to && filter.to < FIRST_DATE ? FIRST_DATE : (filter?.to ?? null),
    // GP keeps purchase order numbers in upper case, like document numbers.
    purchaseOrderNumber: asOrderNumber(filter?.purchaseOrderNumber ?? '') || null,
    reference: asOrderNumber(filter?.reference ?? '') || null,
    sku: asSku(filter?.sku ?? '') || null,
  };
}
