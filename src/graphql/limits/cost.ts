/** The work that an operation causes if no fact is remembered. */
export interface Cost {
  /** Questions to GP and to the gateway's own database. */
  readonly questions: number;
  /** Facts and entries of lists. */
  readonly rows: number;
  /** Rows, and ROWS_PER_QUESTION for each question. */
  readonly total: number;
}

/** The round trip of a question takes about as long as ROWS_PER_QUESTION rows. */
export const ROWS_PER_QUESTION = 10;

export function costOf(questions: number, rows: number): Cost {
  return { questions, rows, total: rows + ROWS_PER_QUESTION * questions };
}
