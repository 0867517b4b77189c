import { pipeline, Readable } from 'node:stream';
import { CsvError, type Info, type Options, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { Fault } from '../faults/index.js';
import { decodedPieces, encodingOf } from './decode-text.js';
import { lineBreaksIn } from './line-breaks.js';

/** A row of a file, the header row included. */
export interface CsvRow {
  /** The line in which the row begins, counted from 1. */
  readonly line: number;
  readonly values: readonly string[];
}

/** A text is not CSV. The message names the line and what was expected. It quotes nothing, as the text may hold a password. */
export class NotCsv extends Fault {
  static readonly code = 'NOT_CSV';
  readonly code = NotCsv.code;

  constructor(
    readonly line: number,
    readonly expected: string,
    options: { cause: unknown },
  ) {
    super(`line ${line}: expected ${expected}`, options);
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'as many values as the header row has',
  CSV_RECORD_INCONSISTENT_COLUMNS: 'as many values as the header row has',
  CSV_QUOTE_NOT_CLOSED: 'a closing quote for every opening one',
  CSV_INVALID_CLOSING_QUOTE: 'quotes around a whole value, and within it two for one',
  INVALID_OPENING_QUOTE: 'quotes around a whole value, and within it two for one',
};

/** The separators that spreadsheets write. Where the comma is the decimal point, it is the semicolon. */
const SEPARATORS = [',', ';', '\t', '|'];
/** Excel's optional first line, which names the separator. */
const SEPARATOR_LINE = /^"?sep=([^\r\n"]|\\t)"?[ \t]*(?:\r\n|\r|\n|$)/i;

/**
 * The rows of a CSV text, beginning with the header row. Blank lines are skipped.
 * @param isColumn whether a column of this name is known. The separator is the one that gives the header row the most known
 *   columns, where no line of Excel's names it
 * @throws {NotCsv}
 */
export function csvRows(text: string, isColumn: (name: string) => boolean): readonly CsvRow[] {
  const { options, before } = formOf(text, isColumn);
  const lines = new Lines(before);
  try {
    const rows = parseAtOnce(text.slice(before), options) as unknown as readonly Parsed[];
    return rows.map((row) => lines.rowOf(row));
  } catch (cause) {
    throw lines.problem(cause);
  }
}

/**
 * The rows of a CSV file of any size.
 * @throws {NotCsv}
 * @throws {UnreadableText}
 */
export async function* csvRowsOfBytes(bytes: Uint8Array, isColumn: (name: string) => boolean): AsyncGenerator<CsvRow> {
  const pieces = decodedPieces(bytes, encodingOf(bytes));
  const first = pieces.next().value ?? '';
  const { options, before } = formOf(first, isColumn);
  const lines = new Lines(before);
  const parser = parse(options);
  const text = function* () {
    yield first.slice(before);
    yield* pieces;
  };
  // The loop below throws the stream's errors.
  pipeline(Readable.from(text()), parser, () => undefined);
  try {
    for await (const row of parser as AsyncIterable<Parsed>) yield lines.rowOf(row);
  } catch (cause) {
    throw lines.problem(cause);
  }
}

interface Parsed {
  readonly record: string[];
  readonly info: Info;
}

interface Form {
  readonly options: Options;
  /** The length of Excel's separator line, which stands before the header row; 0 without one. */
  readonly before: number;
}

function formOf(beginning: string, isColumn: (name: string) => boolean): Form {
  const options = { info: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'] };
  const separatorLine = SEPARATOR_LINE.exec(beginning);
  const before = separatorLine?.[0].length ?? 0;
  const stated = separatorLine?.[1]?.replace('\\t', '\t');
  const header =
    beginning
      .slice(before)
      .replace(/^[\r\n]+/, '')
      .split(/[\r\n]/, 1)[0] ?? '';
  const known = (delimiter: string) => headerOf(header, delimiter).filter(isColumn).length;
  const [best = ','] = SEPARATORS.toSorted((one, other) => known(other) - known(one));
  return { options: { ...options, delimiter: stated ?? best }, before };
}

function headerOf(line: string, delimiter: string): readonly string[] {
  try {
    const [names] = parseAtOnce(line, { delimiter, relax_quotes: true, to: 1 }) as unknown as readonly string[][];
    return names ?? [];
  } catch {
    return [];
  }
}

/** Turns the parser's line numbers, which count from its own beginning, into line numbers of the file. */
class Lines {
  /** The parser counts a line break of Windows within quotes as two lines. */
  private surplus = 0;
  private readonly skipped: number;

  constructor(before: number) {
    this.skipped = before > 0 ? 1 : 0;
  }

  rowOf({ record, info }: Parsed): CsvRow {
    const breaks = record.reduce((sum, value) => sum + lineBreaksIn(value), 0);
    this.surplus += record.reduce((sum, value) => sum + value.split('\r\n').length - 1, 0);
    return { line: this.skipped + info.lines - this.surplus - breaks, values: record };
  }

  problem(cause: unknown): unknown {
    if (!(cause instanceof CsvError)) return cause;
    const line = this.skipped + Number(cause['lines'] ?? 0) - this.surplus;
    return new NotCsv(line, EXPECTED[cause.code] ?? `CSV (${cause.code})`, { cause });
  }
}
