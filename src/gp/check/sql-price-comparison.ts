import type { Kysely } from 'kysely';
import type { Company } from '../../account/index.js';
import type { ComparedPrice, ComparedPrices, PriceComparison, PriceDifference, PriceSample } from '../../pricing/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { decimalString, Exact } from '../../values/exact.js';
import type { GpTables } from '../sql/gp-tables.js';
import { serverErrorNumber } from '../sql/server-error-number.js';
import { SqlCompanySource } from '../sql/sql-company-source.js';
import { SqlPriceSheetSource } from '../sql/sql-price-sheet-source.js';
import { SqlPriceSource } from '../sql/sql-price-source.js';
import { GRANTS_TODO } from './check.js';
import { gpsPrice, isSamePrice, priceCall, priceCallTrouble } from './gps-price.js';
import { withoutAnswer } from './no-answer.js';
import { type OwnPrices, ownPrices, type PriceBasis, type PriceSources } from './own-price.js';
import { priceSamples, termsOf } from './price-samples.js';

const ONE = new Exact(1);

/** A company whose prices are compared. */
export interface ComparedCompany {
  /** A sandbox has no procedures of GP's own. */
  readonly isSandbox: boolean;
  readonly databaseName: string;
  readonly gp: Kysely<GpTables>;
  /** May call GP's procedure. */
  readonly handingOver: Kysely<GpTables>;
  today(): CalendarDate;
}

export interface ComparisonSettings {
  /** GP_PROMOTIONS. */
  readonly promotions: 'apply' | 'show' | 'ignore';
  readonly currencyCodes: ReadonlyMap<string, string>;
}

/** Prices beside GP's own (taItemListPrice), by the company's engine. */
export class SqlPriceComparison implements PriceComparison {
  private readonly sources: PriceSources;

  constructor(
    private readonly compared: ComparedCompany,
    private readonly settings: ComparisonSettings,
  ) {
    this.sources = { prices: new SqlPriceSource(compared.gp), sheets: new SqlPriceSheetSource(compared.gp) };
  }

  async trouble(signal: AbortSignal): Promise<string | null> {
    if (this.compared.isSandbox) return "a sandbox company has no prices of GP's own";
    const trouble = await priceCallTrouble(this.compared.handingOver, signal);
    return trouble === null ? null : `${trouble}: ${GRANTS_TODO}`;
  }

  async samples(most: number, start: number, signal: AbortSignal): Promise<readonly PriceSample[]> {
    const { usesExtendedPricing } = await this.company(signal);
    return priceSamples(this.compared.gp, usesExtendedPricing, most, start, signal);
  }

  async compare(samples: readonly PriceSample[], signal: AbortSignal): Promise<ComparedPrices> {
    if (samples.length === 0) return { compared: 0, differences: [] };
    const { gp } = this.compared;
    const company = await this.company(signal);
    const skus = [...new Set(samples.map(({ sku }) => sku))];
    const items = await this.sources.prices.items(skus, signal);
    const accountNumbers = samples.map(({ accountNumber }) => accountNumber);
    const terms = await termsOf(gp, accountNumbers, signal);
    const answers: (PriceDifference | null)[] = [];
    for (const sample of samples) {
      const item = items.get(sample.sku);
      const own = terms.get(sample.accountNumber);
      if (!item || !own) continue;
      const basis = { company, item, terms: own, today: this.compared.today(), promotions: this.settings.promotions };
      answers.push(...(await this.compareOne(sample, basis, signal)));
    }
    return { compared: answers.length, differences: answers.filter((answer) => answer !== null) };
  }

  /** The company as it is now: which engine prices may have been changed. */
  company(signal: AbortSignal): Promise<Company> {
    return new SqlCompanySource(this.compared.gp, this.compared.databaseName, this.settings.currencyCodes).company(signal);
  }

  /** One entry for each quantity: what differs, or null. */
  private async compareOne(sample: PriceSample, basis: PriceBasis, signal: AbortSignal): Promise<(PriceDifference | null)[]> {
    const own = await ownPrices(this.sources, basis, signal);
    const answers: (PriceDifference | null)[] = [];
    for (const quantity of quantitiesOf(own)) {
      const answer = own(quantity);
      // GP's procedure does not convert: it tells the functional amount.
      if (answer.kind === 'rateMissing') continue;
      const ours = ownPrice(answer);
      const gps = await this.gpsPrice(basis, quantity, signal);
      const isSame = !('why' in gps) && isSamePrice(ours.amount === null ? null : new Exact(ours.amount), gps.price);
      const erps = 'why' in gps ? { amount: null, why: gps.why } : { amount: gps.price && decimalString(gps.price), why: null };
      const unitOfMeasure = basis.item.sellingUnit;
      answers.push(isSame ? null : { ...sample, quantity: decimalString(quantity), unitOfMeasure, own: ours, erps });
    }
    return answers;
  }

  /** An error with which the server answers for one item stops no other. */
  private async gpsPrice(basis: PriceBasis, quantity: Exact, signal: AbortSignal) {
    try {
      return { price: await gpsPrice(this.compared.handingOver, priceCall(basis, quantity), signal) };
    } catch (fault) {
      if (serverErrorNumber(fault) === undefined) throw fault;
      return { why: withoutAnswer(fault).text };
    }
  }
}

function ownPrice(answer: ReturnType<OwnPrices>): ComparedPrice {
  if (answer.kind === 'price') return { amount: answer.unitPrice.amount, why: null };
  return { amount: null, why: answer.kind === 'noPrice' ? answer.message : null };
}

/** One piece, and the quantities on both sides of the first break. */
function quantitiesOf(own: OwnPrices): readonly Exact[] {
  const price = own(ONE);
  const [first, second] = price.kind === 'price' ? price.breaks : [];
  const sides = first?.toQuantity && second ? [first.toQuantity, second.fromQuantity] : [];
  return [ONE, ...sides.filter((quantity) => !quantity.eq(ONE))];
}
