import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountNumberOf } from '../../src/gp/econnect/account-number.js';
import { SqlEmailHolderSource } from '../../src/gp/econnect/sql-email-holder-source.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

describe.each(PLACES)('Whom an e-mail address leads to in $place', ({ open }) => {
  let opened: OpenCompany;
  let source: SqlEmailHolderSource;

  beforeAll(async () => {
    opened = await open();
    source = new SqlEmailHolderSource(opened.company.gp);
  });
  afterAll(() => opened.close());

  const holders = (email: string) => source.holders(email, PATIENT);
  const give = (customer: string, email: string) =>
    opened.company.change(
      `insert into "SY01200" ("Master_Type", "Master_ID", "ADRSCODE", "INET1") values ('CUS', $1, 'SHARED', $2)`,
      [customer, email],
    );

  it('is the customer that has it in a list, in whatever case', async () => {
    expect(await holders('Hargate.Office@EXAMPLE.com')).toEqual({ accountNumbers: ['HARGATE'], own: null });
  });

  it('are all customers that have it, and nobody who has one that looks like it', async () => {
    await give('KESTREL', 'shared_%@example.org');
    await give('BRINDLE', 'shared_%@example.org');
    await give('COBALT', 'shared-1@example.org');
    expect(await holders('shared_%@example.org')).toEqual({ accountNumbers: ['BRINDLE', 'KESTREL'], own: null });
  });

  it('is the one that was made for it', async () => {
    const email = 'ines@example.org';
    const own = accountNumberOf(email);
    await opened.company.change(`insert into "RM00101" ("CUSTNMBR") values ($1)`, [own]);
    expect(await holders(email)).toEqual({ accountNumbers: [], own });
    await give(own, email);
    expect(await holders(email)).toEqual({ accountNumbers: [own], own });
  });

  it('is nobody for most', async () => {
    expect(await holders('nobody@example.net')).toEqual({ accountNumbers: [], own: null });
  });
});
