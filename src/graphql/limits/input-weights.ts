/** What each entry of a list in the input makes the gateway do. */
export interface InputWeight {
  /** Work for each entry, in rows. */
  readonly rows: number;
  /** The most entries that the gateway takes. */
  readonly most: number;
}

/**
 * The lists of the contract's input types, and of arguments that are lists. Where a field's own size says how many entries
 * there are (see FIELD_WEIGHTS), they are paid for there.
 */
export const INPUT_WEIGHTS: Readonly<Record<string, InputWeight>> = {
  'CatalogFilter.attributes': { rows: 1, most: 50 },
  // A condition that the database looks at for every product that the others leave.
  'AttributeFilter.anyOf': { rows: 4, most: 50 },
  'CatalogFilter.types': { rows: 1, most: 6 },
  'OrderFilter.statuses': { rows: 1, most: 6 },
  'Query.nodes.ids': { rows: 1, most: 100 },
  'Query.products.skus': { rows: 1, most: 100 },
  'Account.customFields.names': { rows: 1, most: 100 },
  'Product.customFields.names': { rows: 1, most: 100 },
  'Order.customFields.names': { rows: 1, most: 100 },
  'CartInput.lines': { rows: 1, most: 500 },
  'PlaceOrderInput.lines': { rows: 1, most: 500 },
  'PlaceOrderInput.fees': { rows: 1, most: 50 },
  'PlaceOrderInput.duties': { rows: 1, most: 50 },
  'PlaceOrderInput.taxes': { rows: 1, most: 50 },
  'PlaceOrderInput.payments': { rows: 1, most: 20 },
  'PlaceOrderInput.customFields': { rows: 1, most: 50 },
  'OrderLineInput.taxes': { rows: 1, most: 50 },
  'OrderLineInput.attributes': { rows: 1, most: 50 },
  'ChargeInput.taxes': { rows: 1, most: 50 },
  'FeeInput.taxes': { rows: 1, most: 50 },
};

const UNKNOWN: InputWeight = { rows: 1, most: 500 };

/** @param place the input type with its field, or the type, its field and the argument */
export function inputWeightOf(place: string): InputWeight {
  return INPUT_WEIGHTS[place] ?? UNKNOWN;
}
