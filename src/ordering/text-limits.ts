import { keptText, notKept } from './kept-text.js';
import { writeLineComment } from './order-line-comment.js';
import { type NoteTexts, orderNote } from './order-note.js';
import { type OrderProblem, problem } from './order-problem.js';

type Path = readonly (string | number)[];

/** The texts of an order's or a cart's input that are checked. */
export interface OrderTexts extends NoteTexts {
  readonly reference?: string | null | undefined;
  readonly comment?: string | null | undefined;
  readonly warehouse?: string | null | undefined;
  readonly lines?:
    | readonly (NonNullable<NoteTexts['lines']>[number] & {
        readonly comment?: string | null | undefined;
        readonly attributes?: readonly { readonly name: string; readonly value?: string | null | undefined }[] | null | undefined;
      })[]
    | null
    | undefined;
}

/** The longest text in characters, or the limits of nested fields by name. A limit may depend on neighbouring fields. */
type Limits = number | ((beside: object) => number) | { readonly [name: string]: Limits };

/** An address's parts have a field each on GP's documents. Its e-mail address goes into the document's note. */
const ADDRESS: Limits = {
  address: {
    contactName: 60,
    line1: 60,
    line2: 60,
    line3: 60,
    city: 35,
    region: 29,
    postalCode: 10,
    country: 60,
    phone: 21,
    email: 200,
  },
};

const DISCOUNT: Limits = { code: 50 };
const TAX: Limits = { detail: 15, provider: 30, transactionId: 100 };
const FEE: Limits = { code: 30, description: 200, taxes: TAX };
const NAMED_TEXT: Limits = { name: 60, value: 500 };

/** The number of a check must fit in its field. Other transaction IDs that do not fit in a field are in the note. */
function transactionId(payment: object): number {
  return Reflect.get(payment, 'method') === 'CHECK' ? 20 : 100;
}

/**
 * The longest texts that GP keeps whole, by their place in the contract's PlaceOrderInput. docs/order-mapping.md has the
 * fields. Codes that GP has to know (products, units, warehouses, addresses) are not checked here.
 */
const LIMITS: Limits = {
  reference: 20,
  purchaseOrderNumber: 20,
  customer: { email: 200, name: 60, company: 64, phone: 21, taxRegistration: 25 },
  lines: {
    discount: DISCOUNT,
    shipTo: ADDRESS,
    taxCode: 30,
    taxes: TAX,
    attributes: NAMED_TEXT,
    comment: 500,
  },
  billTo: ADDRESS,
  shipTo: ADDRESS,
  shippingMethod: 15,
  freight: { discount: DISCOUNT, taxes: TAX },
  fees: FEE,
  duties: FEE,
  discount: DISCOUNT,
  taxes: TAX,
  payments: {
    transactionId,
    authorizationCode: 50,
    account: 15,
    recurrence: { subscriptionId: 100 },
  },
  comment: 500,
  customFields: NAMED_TEXT,
};

/** A line's comment and the buyer's choices share one field of GP's. */
const LINE_COMMENT = 500;
/** A note may have 8000 characters. The difference is for zeros that are appended to amounts in it. */
const NOTE = 7_000;

/**
 * The texts of an order that GP could not keep unchanged: too long for the field, or with a character outside GP's code page,
 * Windows-1252. GP itself would silently cut off the former and write question marks for the latter.
 */
export function textProblems(input: OrderTexts): readonly OrderProblem[] {
  const problems: OrderProblem[] = [];
  collect(input, LIMITS, [], {}, problems);
  input.lines?.forEach(({ comment, attributes }, index) => {
    const choices = (attributes ?? []).map(({ name, value }) => ({ name, value: value ?? '' }));
    const text = writeLineComment({ comment: comment ?? null, attributes: choices });
    if (keptText(text).length <= LINE_COMMENT) return;
    if (choices.length > 0) {
      const path = ['lines', index, 'attributes'];
      problems.push(invalid(`and the comment of the line must have at most ${LINE_COMMENT} characters together`, path));
      return;
    }
    const path = ['lines', index, 'comment'];
    // Told already where the comment is too long by itself.
    if (textProblem(comment ?? '', LINE_COMMENT, path).length > 0) return;
    problems.push(invalid(`must have at most ${LINE_COMMENT} characters with the line of dashes that goes below it`, path));
  });
  if (!fitsIntoNote(input)) {
    const what = `Custom fields, fees, codes and the IDs of providers must have at most ${NOTE} characters together.`;
    problems.push(problem('INVALID_INPUT', what, input.customFields?.length ? ['customFields'] : null));
  }
  return problems;
}

/** Whether the note of an order has room for all that is in it. */
export function fitsIntoNote(order: NoteTexts): boolean {
  return keptText(orderNote(order)).length <= NOTE;
}

/** What keeps GP from keeping one text unchanged. @param longest in characters */
export function textProblem(text: string, longest: number, path: Path): OrderProblem[] {
  const character = notKept(text);
  if (character) return [invalid(`has ${character}, which GP cannot keep: it has the characters of Windows-1252`, path)];
  return keptText(text).trim().length > longest ? [invalid(`must have at most ${longest} characters`, path)] : [];
}

function collect(value: unknown, limits: Limits, path: Path, beside: object, problems: OrderProblem[]): void {
  if (typeof value === 'string') {
    const longest = typeof limits === 'function' ? limits(beside) : limits;
    if (typeof longest === 'number') problems.push(...textProblem(value, longest, path));
  } else if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) collect(entry, limits, [...path, index], beside, problems);
  } else if (typeof value === 'object' && value !== null && typeof limits === 'object') {
    for (const [name, limit] of Object.entries(limits))
      collect(Reflect.get(value, name), limit, [...path, name], value, problems);
  }
}

function invalid(what: string, path: Path): OrderProblem {
  return problem('INVALID_INPUT', `"${path.join('.')}" ${what}.`, path);
}
