import { serverErrorNumber } from './server-error-number.js';

/** There is no such table, or it may not be read. */
const NOT_READABLE: ReadonlySet<number | undefined> = new Set([208, 229]);

/** An answer about tables that some companies lack, or whose rights a DBA may not have given; undefined there. */
export async function whereThere<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (fault) {
    if (NOT_READABLE.has(serverErrorNumber(fault))) return undefined;
    throw fault;
  }
}
