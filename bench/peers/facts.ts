/** What the ERP knows, as far as the peers need it. */
export interface Facts {
  readonly products: readonly ProductFacts[];
  /** By price level, then by SKU. */
  readonly prices: Readonly<Record<string, Readonly<Record<string, PriceFacts>>>>;
  /** By SKU. */
  readonly stock: Readonly<Record<string, StockFacts>>;
  readonly accounts: readonly AccountFacts[];
  readonly warehouses: readonly WarehouseFacts[];
}

export interface ProductFacts {
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly defaultUnitOfMeasure: string;
  readonly media: readonly { readonly url: string }[];
}

export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export interface PriceFacts {
  readonly unitPrice: Money;
  readonly breaks: readonly { readonly fromQuantity: string; readonly toQuantity: string | null; readonly unitPrice: Money }[];
}

export interface StockFacts {
  readonly status: string;
  readonly unitOfMeasure: string;
  readonly available: readonly { readonly warehouse: string; readonly quantity: string }[];
}

export interface AccountFacts {
  readonly number: string;
  readonly name: string;
  readonly level: string;
  readonly permissions: Readonly<Record<string, { readonly allowed: boolean; readonly denials: readonly string[] }>>;
}

export interface WarehouseFacts {
  readonly code: string;
  readonly name: string;
  readonly postalCode: string;
}
