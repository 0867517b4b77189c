import { type Given, type GoldenExtendedPrice, price } from './golden-extended-price.js';

/** Rows: the line of the customer's sheet. Columns: the line of the book. The base book has a net price of the item, 100.00. */
const ON_ITEM = `
                    | no book | item net 60 | item percent 90 | item off 4 | group net 65 | group percent 92 | group off 6
  nothing           | 100.00  | 60.00       | 90.00           | 96.00      | 65.00        | 92.00            | 94.00
  item net 70       | 70.00   | 70.00       | 70.00           | 70.00      | 70.00        | 70.00            | 70.00
  item percent 95   | 95.00   | 57.00       | 85.50           | 91.20      | 61.75        | 87.40            | 89.30
  item off 2        | 98.00   | 58.00       | 88.00           | 94.00      | 63.00        | 90.00            | 92.00
  group net 75      | 75.00   | 75.00       | 75.00           | 75.00      | 75.00        | 75.00            | 75.00
  group percent 97  | 97.00   | 58.20       | 87.30           | 93.12      | 63.05        | 89.24            | 91.18
  group off 3       | 97.00   | 57.00       | 87.00           | 93.00      | 62.00        | 89.00            | 91.00
`;

/** The same where the base book has a net price of the group, 110.00, and none of the item. */
const ON_GROUP = `
                    | no book | item net 60 | item percent 90 | item off 4 | group net 65 | group percent 92 | group off 6
  nothing           | 110.00  | 60.00       | 99.00           | 106.00     | 65.00        | 101.20           | 104.00
  item net 70       | 70.00   | 70.00       | 70.00           | 70.00      | 70.00        | 70.00            | 70.00
  item percent 95   | 104.50  | 57.00       | 94.05           | 100.70     | 61.75        | 96.14            | 98.80
  item off 2        | 108.00  | 58.00       | 97.00           | 104.00     | 63.00        | 99.20            | 102.00
  group net 75      | 75.00   | 75.00       | 75.00           | 75.00      | 75.00        | 75.00            | 75.00
  group percent 97  | 106.70  | 58.20       | 96.03           | 102.82     | 63.05        | 98.16            | 100.88
  group off 3       | 107.00  | 57.00       | 96.00           | 103.00     | 62.00        | 98.20            | 101.00
`;

/** Every line of a customer's sheet with every line of a book on either kind of base price. */
export function combinations(): readonly GoldenExtendedPrice[] {
  return [...casesOf(ON_ITEM, 'item net 100'), ...casesOf(ON_GROUP, 'group net 110')];
}

function casesOf(table: string, base: string): readonly GoldenExtendedPrice[] {
  const [books = [], ...rows] = table
    .split('\n')
    .filter((row) => row.includes('|'))
    .map((row) => row.split('|').map((cell) => cell.trim()));
  return rows.flatMap(([customer = '', ...prices]) =>
    prices.map((unit, index) => caseOf({ customer, book: books[index + 1] ?? '', base }, unit)),
  );
}

function caseOf(
  { customer, book, base }: Readonly<Record<'customer' | 'book' | 'base', string>>,
  unit: string,
): GoldenExtendedPrice {
  const given: Given = {
    base: linesOf(base),
    ...(customer === 'nothing' ? {} : { customer: linesOf(customer) }),
    ...(book === 'no book' ? {} : { book: linesOf(book) }),
  };
  const sheet = customer !== 'nothing' ? 'CUSTOMER' : book !== 'no book' ? 'BOOK' : 'BASE';
  return price(
    `${customer} for the customer, ${book}${book === 'no book' ? '' : ' in the book'}, ${base} in the base book`,
    given,
    { unit, sheet },
  );
}

/** "item percent 90" for every quantity of an EACH. */
function linesOf(text: string): readonly string[] {
  return [text.replace(/ (?=\S+$)/, ' EACH 1.. = ')];
}
