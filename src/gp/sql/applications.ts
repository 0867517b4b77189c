import { type DecimalString } from '../../values/exact.js';
import { decimal } from './decode.js';

/** A row of RM20201 or RM30201: how much of one document was applied to another. */
export interface ApplicationRow {
  readonly APTODCNM: string;
  readonly APTODCTY: string;
  readonly APFRDCNM: string;
  readonly APFRDCTY: string;
  readonly APPTOAMT: string;
  readonly ORAPTOAM: string;
  readonly date: string;
}

/** While GP moves an application to history, it can be read in both tables: the last of `rows` counts. */
export function eachOnce(rows: readonly ApplicationRow[]): ApplicationRow[] {
  const keyOf = ({ APFRDCTY, APFRDCNM, APTODCTY, APTODCNM }: ApplicationRow) =>
    JSON.stringify([APFRDCTY, APFRDCNM, APTODCTY, APTODCNM]);
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/** @param inOwnCurrency whether the documents have a currency of their own (MC020102) */
export function appliedAmount({ APPTOAMT, ORAPTOAM }: ApplicationRow, inOwnCurrency: boolean): DecimalString {
  return decimal(inOwnCurrency ? ORAPTOAM : APPTOAMT);
}

export function byDate(one: Applied, other: Applied): number {
  return `${one.date} ${one.number}` < `${other.date} ${other.number}` ? -1 : 1;
}

interface Applied {
  readonly date: string;
  readonly number: string;
}
