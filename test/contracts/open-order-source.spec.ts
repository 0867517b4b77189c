import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlOpenOrderSource } from '../../src/gp/sql/sql-open-order-source.js';
import { asOrderNumber, type OpenOrderSource } from '../../src/ordering/index.js';
import { Paperwork } from '../ordering/paperwork.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

describe.each(PLACES)('The open orders of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let paper: Paperwork;
  let source: OpenOrderSource;

  beforeAll(async () => {
    opened = await open();
    paper = new Paperwork((sql) => opened.company.change(sql));
    source = new SqlOpenOrderSource(opened.company.gp);
  });
  afterAll(() => opened.close());
  beforeEach(() => paper.nextCustomer());

  /** The versions of the open documents by their order, read with pages of this size. */
  async function versions(pageSize = 500): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (let from: string | null = null; ; ) {
      const { documents, next } = await source.openDocuments(from, pageSize, PATIENT);
      for (const { order, version } of documents) found[order] = [...(found[order] ?? []), version];
      if (next === null) return found;
      from = next;
    }
  }

  it('are the same in pages of any size', async () => {
    await paper.order('P-1');
    await paper.document(3, 'P-1', { ORIGTYPE: 2, ORIGNUMB: 'P-1' });
    const whole = await versions();
    expect(whole['P-1']).toHaveLength(2);
    expect(await versions(2)).toEqual(whole);
  });

  it('are found by documents that came from them, over two steps in work or in history', async () => {
    await paper.order('P-2', {}, 'history');
    await paper.document(5, 'P-2-BACK', { ORIGTYPE: 2, ORIGNUMB: 'P-2' }, 'history');
    await paper.document(6, 'P-2-PICK', { ORIGTYPE: 5, ORIGNUMB: 'P-2-BACK' });
    expect((await versions())['P-2']).toHaveLength(1);
    await paper.document(3, 'P-2-INV', { ORIGTYPE: 6, ORIGNUMB: 'P-2-PICK' });
    expect((await versions())['P-2']).toHaveLength(2);
  });

  it('are not quotes, nor what came from no order', async () => {
    await paper.document(1, 'P-3-QUOTE');
    await paper.document(3, 'P-3-INV');
    await paper.document(4, 'P-3-RETURN');
    const found = await versions();
    expect(Object.keys(found).filter((number) => number.startsWith('P-3'))).toEqual([]);
  });

  it('have another version after a change of the document, of a line or of a hold', async () => {
    await paper.order('P-4');
    await paper.line('P-4');
    const seen = [(await versions())['P-4']];
    const changes = [
      `update "SOP10100" set "CSTPONBR" = 'PO-9' where "SOPNUMBE" = 'P-4'`,
      `update "SOP10200" set "QTYTBAOR" = 2 where "SOPNUMBE" = 'P-4'`,
      `insert into "SOP10104" ("SOPTYPE", "SOPNUMBE", "PRCHLDID") values (2, 'P-4', 'CREDIT')`,
      `update "SOP10104" set "DELETE1" = 1 where "SOPNUMBE" = 'P-4'`,
      `delete from "SOP10200" where "SOPNUMBE" = 'P-4'`,
    ];
    for (const change of changes) {
      await opened.company.change(change);
      const now = (await versions())['P-4'];
      expect(now, change).not.toEqual(seen.at(-1));
      seen.push(now);
    }
    await paper.remove('P-4');
    expect((await versions())['P-4']).toBeUndefined();
  });

  it('are read whole by their numbers', async () => {
    await paper.order('P-5');
    const number = asOrderNumber('P-5');
    expect((await source.orders([number], PATIENT)).get(number)?.status).toBe('OPEN');
  });
});
