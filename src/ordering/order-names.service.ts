import { Injectable } from '@nestjs/common';
import { type Live, type LiveReader, LiveReaders, type RequestBudget } from '../live/index.js';
import { isBlank } from '../values/blank.js';
import { type Exact, ZERO } from '../values/exact.js';
import { shippingMethodsPolicy, taxDetailPolicy } from './order-entry.policy.js';
import { type OrderProblem, problem } from './order-problem.js';
import type { OrderRequest, TaxRequest } from './order-request.js';
import { ShippingMethodSource } from './shipping-method-source.port.js';
import { type TaxDetail, TaxDetailSource } from './tax-detail-source.port.js';

const ALL = 'all';

type Path = readonly (string | number)[];

/** The names of GP's setup that an order uses, looked up. */
export interface CheckedNames {
  /** As GP writes it; as the order does where GP gave no answer. */
  readonly shippingMethod: string | null;
  readonly problems: readonly OrderProblem[];
  /** GP has answered. Where it has not, what is not remembered is not looked at. */
  readonly isFresh: boolean;
}

/**
 * Looks up the names of GP's own setup that an order uses and that eConnect refuses where GP does not have them: its
 * shipping method (927) and its tax details (605, 82). An order without any asks GP nothing.
 */
@Injectable()
export class OrderNamesService {
  private readonly methods: LiveReader<typeof ALL, readonly string[]>;
  private readonly details: LiveReader<string, TaxDetail>;

  constructor(live: LiveReaders, shippingMethods: ShippingMethodSource, taxDetails: TaxDetailSource) {
    this.methods = live.reader(shippingMethodsPolicy, String, async (_, signal) => {
      return new Map([[ALL, await shippingMethods.shippingMethods(signal)]] as const);
    });
    this.details = live.reader(taxDetailPolicy, String, (details, signal) => taxDetails.taxDetails(details, signal));
  }

  async check(order: OrderRequest, budget: RequestBudget): Promise<CheckedNames> {
    const taxes = taxesOf(order).filter(({ tax }) => !isBlank(tax.detail));
    const names = [...new Set(taxes.map(({ tax }) => nameOf(tax)))];
    const [methods, ...found] = await Promise.all([
      order.shippingMethod === null ? null : this.methods.read(ALL, budget),
      ...names.map((name) => this.details.read(name, budget)),
    ]);
    const shippingMethod = methods?.known ? methodOf(order.shippingMethod, methods.value ?? []) : order.shippingMethod;
    const details = new Map(names.map((name, index) => [name, found[index] as Live<TaxDetail | null>]));
    return {
      shippingMethod: shippingMethod ?? order.shippingMethod,
      problems: [
        ...(shippingMethod === undefined
          ? [problem('INVALID_INPUT', 'GP has no such shipping method.', ['shippingMethod'])]
          : []),
        ...taxProblems(taxes, details),
      ],
      isFresh: [methods, ...found].every((live) => live === null || (live.known && live.source !== 'STALE')),
    };
  }
}

interface PlacedTax {
  readonly tax: TaxRequest;
  readonly path: Path;
  /** Of the goods, and not of freight, fees or duties. */
  readonly isOfGoods: boolean;
}

function taxesOf({ lines, freight, fees, duties, taxes }: OrderRequest): PlacedTax[] {
  const placed = (of: readonly TaxRequest[], path: Path, isOfGoods: boolean): PlacedTax[] =>
    of.map((tax, index) => ({ tax, path: [...path, index, 'detail'], isOfGoods }));
  return [
    ...lines.flatMap((line, index) => placed(line.taxes, ['lines', index, 'taxes'], true)),
    ...placed(freight?.taxes ?? [], ['freight', 'taxes'], false),
    ...fees.flatMap((fee, index) => placed(fee.taxes, ['fees', index, 'taxes'], false)),
    ...duties.flatMap((duty, index) => placed(duty.taxes, ['duties', index, 'taxes'], false)),
    ...placed(taxes, ['taxes'], true),
  ];
}

/** As GP is sent it. */
function nameOf({ detail }: TaxRequest): string {
  return detail.trim().toUpperCase();
}

/** Undefined where GP has none of the name. */
function methodOf(given: string | null, methods: readonly string[]): string | undefined {
  const wanted = given?.trim().toUpperCase();
  return methods.find((method) => method.toUpperCase() === wanted);
}

function taxProblems(taxes: readonly PlacedTax[], details: ReadonlyMap<string, Live<TaxDetail | null>>): OrderProblem[] {
  const isUnknown = ({ tax }: PlacedTax) => {
    const detail = details.get(nameOf(tax));
    return detail?.known === true && detail.value === null;
  };
  const unknown = taxes.filter(isUnknown);
  if (unknown.length > 0) return unknown.map(({ path }) => problem('INVALID_INPUT', 'GP has no such tax detail.', path));

  // GP takes no tax of goods without a tax schedule, and an order has the one that has the most of its details.
  const ofGoods = taxes.filter(({ isOfGoods }) => isOfGoods);
  const sum = ofGoods.reduce<Exact>((all, { tax }) => all.plus(tax.amount), ZERO);
  const isInNone = [...details.values()].every((detail) => detail.known && detail.value?.schedules.length === 0);
  if (!isInNone || sum.lte(ZERO)) return [];
  return ofGoods.map(({ path }) => problem('INVALID_INPUT', 'GP has no tax schedule with this tax detail.', path));
}
