/** How many digits card numbers have. Source: ISO/IEC 7812-1, and 13 for old cards of Visa. */
const SHORTEST = 13;
const LONGEST = 19;
/** How many digits at the end stay readable, as on a shop's receipt. */
const KEPT = 4;

/** Of the largest networks: Visa, Mastercard, American Express, and Discover, UnionPay and Maestro. */
const OF_A_NETWORK = /^(?:4\d{15}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6\d{15})$/;

/** Digits in groups, with blanks, dashes, dots or slashes between the groups, as people write them. */
const GROUPS = /\d+(?:[\s\p{Pd}\u2212._/]{1,3}\d+)*/gu;

/**
 * A text with all digits but the last four of each card-like number replaced by asterisks. A number is card-like if it has 13
 * to 19 digits, written together or in groups, and the last is the check digit of the others (Luhn). One number in ten of that
 * length is, whatever it was meant to be.
 */
export function withoutCardNumbers(text: string): string {
  return text.length < SHORTEST ? text : text.replaceAll(GROUPS, masked);
}

/**
 * Whether a text has a number that one of the large networks may have given to a card. It is asked of texts that cannot be
 * masked: far fewer of them have one by chance.
 */
export function hasNetworkCardNumber(text: string): boolean {
  return (text.match(GROUPS) ?? []).some((run) => cardsIn(run).some((places) => OF_A_NETWORK.test(textAt(run, places))));
}

interface Group {
  readonly from: number;
  readonly to: number;
}

function masked(run: string): string {
  const characters = [...run];
  for (const place of cardsIn(run).flatMap((places) => places.slice(0, -KEPT))) characters[place] = '*';
  return characters.join('');
}

/**
 * The places of the digits of each card-like number. Any groups that follow each other may be one: "2 pieces, 4111 1111 1111
 * 1111 12/28".
 */
function cardsIn(run: string): number[][] {
  if (run.length < SHORTEST) return [];
  const groups: Group[] = [...run.matchAll(/\d+/g)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
  return [...groups.keys()]
    .flatMap((first) => lastOfCards(groups, first).map((last) => groups.slice(first, last + 1)))
    .map((parts) => parts.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)))
    .filter((places) => hasCheckDigit(Array.from(textAt(run, places), Number)));
}

function textAt(run: string, places: readonly number[]): string {
  return places.map((place) => run[place]).join('');
}

/** The groups with which a number from `first` on has as many digits as a card's. */
function lastOfCards(groups: readonly Group[], first: number): number[] {
  const found: number[] = [];
  let digits = 0;
  for (let last = first; last < groups.length && digits <= LONGEST; last++) {
    const { from, to } = groups[last] as Group;
    digits += to - from;
    if (digits >= SHORTEST && digits <= LONGEST) found.push(last);
  }
  return found;
}

/** Luhn's check: every second digit from the right is doubled, and the sum of all digits ends with 0. */
function hasCheckDigit(digits: readonly number[]): boolean {
  const sum = digits.toReversed().reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0 && digits.some((digit) => digit !== 0);
}
