import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlPartNumberSource } from '../../src/gp/sql/sql-part-number-source.js';
import { asAccountNumber, asSku } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

const KESTREL = asAccountNumber('KESTREL');
const HARGATE = asAccountNumber('HARGATE');
const SCREW = asSku('HCS5-38-2-ZN');
const BEARING = asSku('BRG-6204-2RS');

describe.each(PLACES)("Part numbers of customers' own in $place", ({ open }) => {
  let opened: OpenCompany;
  let source: SqlPartNumberSource;

  beforeAll(async () => {
    opened = await open();
    source = new SqlPartNumberSource(opened.company.gp);
    await opened.company.change(
      `insert into "SOP60300" ("ITEMNMBR", "CUSTNMBR", "CUSTITEMNMBR") values
        ('CUT-4', 'HARGATE', 'BLADE'), ('CUT-6', 'HARGATE', 'BLADE'), ('CUT-9', 'HARGATE', ' ')`,
    );
  });
  afterAll(() => opened.close());

  it('are those of the account that is asked for, and of nobody else', async () => {
    const keys = [
      { accountNumber: KESTREL, sku: SCREW },
      { accountNumber: HARGATE, sku: SCREW },
      { accountNumber: KESTREL, sku: asSku('NO-SUCH') },
      { accountNumber: HARGATE, sku: asSku('CUT-9') },
      { accountNumber: KESTREL, sku: asSku('X'.repeat(40)) },
    ];
    const found = await source.partNumbers(keys, PATIENT);
    expect([...found]).toEqual([[keys[0], 'KRF-10442']]);
  });

  it('lead to their products, to several where a number is used for several', async () => {
    const keys = ['KRF-20011', 'BLADE', 'NOTHING', '', 'X'.repeat(40)].flatMap((code) =>
      [KESTREL, HARGATE].map((accountNumber) => ({ accountNumber, code })),
    );
    const found = await source.productsOf(keys, PATIENT);
    const told = [...found].map(([{ accountNumber, code }, skus]) => ({ accountNumber, code, skus }));
    expect(told).toEqual([
      { accountNumber: KESTREL, code: 'KRF-20011', skus: [BEARING] },
      { accountNumber: HARGATE, code: 'BLADE', skus: [asSku('CUT-4'), asSku('CUT-6')] },
    ]);
  });

  it('are found for 500 lines by one question', async () => {
    const keys = Array.from({ length: 499 }, (_, index) => ({ accountNumber: KESTREL, code: `N-${index}` }));
    opened.company.trouble.resetQuestions();
    const found = await source.productsOf([...keys, { accountNumber: KESTREL, code: 'KRF-10442' }], PATIENT);
    expect([...found.values()]).toEqual([[SCREW]]);
    expect(opened.company.trouble.questions).toBe(1);
  });
});
