/** What the benchmark's query is answered, as far as it is looked at. */
export interface PageAnswer {
  readonly errors?: readonly { readonly message: string }[];
  readonly data: {
    readonly viewer: {
      readonly account: { readonly number: string; readonly name: string };
      readonly permissions: Readonly<Record<string, Permission | string>>;
    };
    readonly products: readonly (ProductAnswer | null)[];
  };
}

interface Permission {
  readonly allowed: boolean;
  readonly denials: readonly string[];
}

interface Money {
  readonly amount: string;
  readonly currency: string;
}

export interface ProductAnswer {
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly defaultUnitOfMeasure: string;
  readonly media: readonly { readonly url: string }[];
  readonly price:
    | { readonly __typename: 'Unavailable'; readonly reason: string }
    | {
        readonly __typename: 'Price';
        readonly unitPrice: Money;
        readonly breaks: readonly {
          readonly fromQuantity: string;
          readonly toQuantity: string | null;
          readonly unitPrice: Money;
        }[];
        readonly priceLevel: string;
        readonly source: string;
      };
  readonly availability:
    | { readonly __typename: 'Unavailable'; readonly reason: string }
    | {
        readonly __typename: 'Availability';
        readonly status: string;
        readonly unitOfMeasure: string;
        readonly warehouses: readonly {
          readonly warehouse: { readonly code: string; readonly name: string };
          readonly available: string;
        }[];
        readonly source: string;
      };
}

/** Whether a page has all of its prices and stock. */
export function isComplete({ errors, data }: PageAnswer): boolean {
  return (
    errors === undefined &&
    data.viewer !== null &&
    data.products.length > 0 &&
    data.products.every((product) => product?.price.__typename === 'Price' && product.availability.__typename === 'Availability')
  );
}

/** @throws {Error} the answer is not a page with all of its prices and stock */
export function completePage(text: string): PageAnswer {
  const answer = JSON.parse(text) as PageAnswer;
  if (!isComplete(answer)) throw new Error(`The page is not complete: ${text.slice(0, 2_000)}`);
  return answer;
}
