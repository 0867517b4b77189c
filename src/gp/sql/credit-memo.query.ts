import { type Kysely, sql } from 'kysely';
import type { DocumentNumber } from '../../receivables/index.js';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKeys, KEY_LENGTH } from './keys.js';
import { RETURN } from './order-status.js';
import { billedDocuments, postedDocuments, taxesByDetail } from './posted-document.query.js';
import { RM_CREDIT_MEMO, RM_RETURN } from './receivables-types.js';
import { lineCommentQuery, linesQuery } from './sales-document.query.js';
import { Together } from './together.js';

/** Parameters for each number in the query of credit memos. */
export const CREDIT_MEMO_PARAMETERS = 10;

/**
 * Whole credit memos and returns of any account by their numbers: receivables (RM20101, RM30101), the sales documents of returns
 * (SOP30200, SOP30300, SOP10202) with their taxes by detail (SOP10105), and to what they were applied (RM20201, RM30201). A
 * document that GP is moving comes twice.
 */
export function creditMemosQuery(db: Kysely<GpTables>, numbers: readonly DocumentNumber[]) {
  const keys = charKeys(numbers, KEY_LENGTH.document);
  const isCreditMemo = sql<boolean>`d."RMDTYPAL" in (${sql.lit(RM_CREDIT_MEMO)}, ${sql.lit(RM_RETURN)})`;
  // GP finds applications by the customer and the document that was applied.
  const credit = sql<{ CUSTNMBR: string; RMDTYPAL: number; DOCNUMBR: string }>`(${sql.join(
    ['RM20101', 'RM30101'].map(
      (table) => sql`select d."CUSTNMBR", d."RMDTYPAL", d."DOCNUMBR" from ${sql.table(table)} as d
        where ${isCreditMemo} and d."DOCNUMBR" in (${sql.join(keys)})`,
    ),
    sql` union `,
  )})`;
  const applied = (table: 'RM20201' | 'RM30201') =>
    db
      .selectFrom(credit.as('d'))
      .innerJoin(`${table} as a`, (join) =>
        join.onRef('a.CUSTNMBR', '=', 'd.CUSTNMBR').onRef('a.APFRDCTY', '=', 'd.RMDTYPAL').onRef('a.APFRDCNM', '=', 'd.DOCNUMBR'),
      )
      .select([
        'a.APTODCNM',
        'a.APTODCTY',
        'a.APFRDCNM',
        'a.APFRDCTY',
        'a.APPTOAMT',
        'a.ORAPTOAM',
        dateAsText('a.DATE1').as('date'),
      ]);
  return new Together(
    {
      open: postedDocuments(db, 'RM20101', isCreditMemo, keys),
      history: postedDocuments(db, 'RM30101', isCreditMemo, keys),
      salesInHistory: billedDocuments(db, 'SOP30200', RETURN, keys),
      lineInHistory: linesQuery(db, 'SOP30300', RETURN, keys),
      lineComment: lineCommentQuery(db, RETURN, keys),
      tax: taxesByDetail(db, RETURN, keys),
      appliedOpen: applied('RM20201'),
      appliedInHistory: applied('RM30201'),
    },
    ['CMMTTEXT'],
  );
}
