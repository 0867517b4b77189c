import type { CsvError } from 'csv-parse';

const EXPECTED: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'as many values as the header row has',
  CSV_RECORD_INCONSISTENT_COLUMNS: 'as many values as the header row has',
  CSV_QUOTE_NOT_CLOSED: 'a closing quote for every opening one',
  CSV_INVALID_CLOSING_QUOTE: 'quotes around a whole value, and within it two for one',
  INVALID_OPENING_QUOTE: 'quotes around a whole value, and within it two for one',
};

/** Why a text is not CSV, and in which line. The parser's own message may show a piece of a value, such as a password. */
export function csvProblem(fault: CsvError): { readonly line: number; readonly expected: string } {
  return { line: Number(fault['lines'] ?? 0), expected: EXPECTED[fault.code] ?? `CSV (${fault.code})` };
}
