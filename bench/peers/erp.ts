import { readFileSync } from 'node:fs';
import type { AccountFacts, Facts, PriceFacts, ProductFacts, StockFacts, WarehouseFacts } from './facts.js';

export interface PriceKey {
  readonly level: string;
  readonly sku: string;
}

/** Stands in for the ERP: answers many keys at a time, at once, from memory. */
export class Erp {
  private readonly productBySku: ReadonlyMap<string, ProductFacts>;
  private readonly accountByNumber: ReadonlyMap<string, AccountFacts>;

  private constructor(private readonly facts: Facts) {
    this.productBySku = new Map(facts.products.map((product) => [product.sku, product]));
    this.accountByNumber = new Map(facts.accounts.map((account) => [account.number, account]));
  }

  static load(file: string): Erp {
    return new Erp(JSON.parse(readFileSync(file, 'utf8')) as Facts);
  }

  get warehouses(): readonly WarehouseFacts[] {
    return this.facts.warehouses;
  }

  async products(skus: readonly string[]): Promise<(ProductFacts | null)[]> {
    return skus.map((sku) => this.productBySku.get(sku) ?? null);
  }

  async prices(keys: readonly PriceKey[]): Promise<(PriceFacts | null)[]> {
    return keys.map(({ level, sku }) => this.facts.prices[level]?.[sku] ?? null);
  }

  async stock(skus: readonly string[]): Promise<(StockFacts | null)[]> {
    return skus.map((sku) => this.facts.stock[sku] ?? null);
  }

  async accounts(numbers: readonly string[]): Promise<(AccountFacts | null)[]> {
    return numbers.map((number) => this.accountByNumber.get(number) ?? null);
  }
}
