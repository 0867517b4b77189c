import { isSeparator, LINE_BREAK, readLineComment, SEPARATOR, writeLineComment } from './order-line-comment.js';
import type { NamedText } from './sales-order.js';

type Maybe<T> = T | null | undefined;
type List<T> = Maybe<readonly T[]>;

/** An amount as an exact number or as text. */
interface Amount {
  toString(): string;
}

interface DiscountTexts {
  readonly amount: Amount;
  readonly code?: Maybe<string>;
}

interface TaxTexts {
  readonly provider?: Maybe<string>;
  readonly transactionId?: Maybe<string>;
}

interface FeeTexts {
  readonly code: string;
  readonly description?: Maybe<string>;
  readonly amount: Amount;
  readonly taxes?: List<TaxTexts>;
}

interface AddressTexts {
  readonly contactName?: Maybe<string>;
  readonly line1: string;
  readonly line2?: Maybe<string>;
  readonly line3?: Maybe<string>;
  readonly city: string;
  readonly region?: Maybe<string>;
  readonly postalCode: string;
  readonly country: string;
  readonly phone?: Maybe<string>;
  readonly email?: Maybe<string>;
}

interface PlaceTexts {
  readonly addressCode?: Maybe<string>;
  readonly address?: Maybe<AddressTexts>;
}

/** The parts of an order that its note is made of; an accepted order and the contract's input both have them. */
export interface NoteTexts {
  readonly lines?: List<{
    readonly sku: string;
    readonly discount?: Maybe<DiscountTexts>;
    readonly taxCode?: Maybe<string>;
    readonly taxes?: List<TaxTexts>;
    readonly shipTo?: Maybe<PlaceTexts>;
  }>;
  readonly billTo?: Maybe<PlaceTexts>;
  readonly shipTo?: Maybe<PlaceTexts>;
  readonly freight?: Maybe<{ readonly discount?: Maybe<DiscountTexts>; readonly taxes?: List<TaxTexts> }>;
  readonly fees?: List<FeeTexts>;
  readonly duties?: List<FeeTexts>;
  readonly discount?: Maybe<DiscountTexts>;
  readonly taxes?: List<TaxTexts>;
  readonly payments?: List<{
    readonly method: string;
    readonly amount: Amount;
    readonly transactionId?: Maybe<string>;
    readonly authorizationCode?: Maybe<string>;
    readonly recurrence?: Maybe<{
      readonly every: string;
      readonly interval?: Maybe<number>;
      readonly occurrences?: Maybe<number>;
      readonly subscriptionId?: Maybe<string>;
    }>;
  }>;
  readonly customFields?: List<{ readonly name: string; readonly value?: Maybe<string> }>;
}

/**
 * The document's note: one line for each fact for which GP has no field, or none that is long enough. Between two lines of
 * dashes come the storefront's own fields, in the form of a line's choices ({@link writeLineComment}). May be blank.
 */
export function orderNote(order: NoteTexts): string {
  const lines = order.lines ?? [];
  const facts = [
    ...(order.billTo?.address ? [`Bill to: ${addressText(order.billTo.address)}`] : []),
    ...textsByLine('E-mail where it goes', [order.shipTo?.address?.email, ...lines.map(({ shipTo }) => shipTo?.address?.email)]),
    ...(order.fees ?? []).map((fee) => `Fee ${feeText(fee)}`),
    ...(order.duties ?? []).map((duty) => `Duty ${feeText(duty)}`),
    ...discountTexts(order),
    ...textsByLine('Tax code', [null, ...lines.map(({ taxCode }) => taxCode)]),
    ...taxTexts(order),
    ...paymentTexts(order),
  ];
  const customFields = (order.customFields ?? []).map(({ name, value }): NamedText => ({ name, value: value ?? '' }));
  const note = writeLineComment({ comment: facts.join('\n'), attributes: customFields });
  return customFields.length === 0 ? note : `${note}\n${SEPARATOR}`;
}

/**
 * The storefront's own fields in the note of a document. GP's staff write notes for themselves, so text outside the first two
 * lines of dashes is never returned. Where a line between them is not a field, no fields are returned.
 */
export function customFieldsOfNote(note: string): readonly NamedText[] {
  const lines = note.split(LINE_BREAK);
  const first = lines.findIndex(isSeparator);
  const end = lines.findIndex((line, index) => index > first && isSeparator(line));
  return first < 0 || end < 0 ? [] : readLineComment(lines.slice(first, end).join('\n')).attributes;
}

function addressText({
  contactName,
  line1,
  line2,
  line3,
  city,
  region,
  postalCode,
  country,
  phone,
  email,
}: AddressTexts): string {
  return [contactName, line1, line2, line3, city, region, postalCode, country, phone, email]
    .filter(Boolean)
    .map(oneLine)
    .join(', ');
}

function feeText({ code, amount, description }: FeeTexts): string {
  return `${oneLine(code)} ${amount}${description ? `: ${oneLine(description)}` : ''}`;
}

function discountTexts({ discount, freight, lines }: NoteTexts): string[] {
  const off = (given: Maybe<DiscountTexts>, what: string) =>
    given ? [`Discount ${given.amount} on ${what}${given.code ? `: ${oneLine(given.code)}` : ''}`] : [];
  return [
    ...off(discount, 'the order'),
    ...off(freight?.discount, 'freight'),
    ...textsByLine('Discount code', [null, ...(lines ?? []).map((line) => line.discount?.code)]),
  ];
}

/** The providers' transactions, once each: a provider has one transaction for the whole order, and names it at each tax. */
function taxTexts({ lines, freight, fees, duties, taxes }: NoteTexts): string[] {
  const all = [lines ?? [], [freight], fees ?? [], duties ?? [], [{ taxes }]].flatMap((parts) =>
    parts.flatMap((part) => part?.taxes ?? []),
  );
  const texts = all.map(({ provider, transactionId }) => [provider, transactionId].filter(Boolean).map(oneLine).join(' '));
  return [...new Set(texts)].filter((text) => text !== '').map((text) => `Tax by ${text}`);
}

function paymentTexts({ payments }: NoteTexts): string[] {
  return (payments ?? []).flatMap(({ method, amount, transactionId, authorizationCode, recurrence }) => {
    if (!transactionId && !authorizationCode && !recurrence) return [];
    return [
      [
        `${method} ${amount}`,
        ...(transactionId ? [`transaction ${oneLine(transactionId)}`] : []),
        ...(authorizationCode ? [`authorization ${oneLine(authorizationCode)}`] : []),
        ...(recurrence ? [`every ${recurrence.interval ?? 1} ${recurrence.every}`] : []),
        ...(recurrence?.occurrences ? [`${recurrence.occurrences} times`] : []),
        ...(recurrence?.subscriptionId ? [`subscription ${oneLine(recurrence.subscriptionId)}`] : []),
      ].join(', '),
    ];
  });
}

/** Texts that several lines share, once each: "Tax code P01: lines 1-3, 7". The first of `texts` is the order's own. */
function textsByLine(what: string, texts: readonly Maybe<string>[]): string[] {
  const found = new Map<string, number[]>();
  for (const [line, text] of texts.entries()) {
    if (text) found.set(text, [...(found.get(text) ?? []), line]);
  }
  return [...found].map(([text, lines]) => {
    const own = lines[0] === 0 ? ['the order'] : [];
    const others = rangesOf(lines.filter((line) => line > 0));
    return `${what} ${oneLine(text)}: ${[...own, ...(others ? [`lines ${others}`] : [])].join(', ')}`;
  });
}

/** 1, 2, 3, 7 as "1-3, 7". */
function rangesOf(numbers: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.last === number - 1) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
}

function oneLine(text: Maybe<string>): string {
  return (text ?? '').trim().replaceAll(/\s*[\r\n]+\s*/g, ' / ');
}
