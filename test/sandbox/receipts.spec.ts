import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isRefused, type ProcedureCall } from '../../src/gp/index.js';
import type { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { SandboxEConnect } from '../../src/sandbox/sandbox-econnect.js';
import { type OpenCompany, PATIENT, SANDBOX_PLACES } from '../support/companies.js';

type Parameters = Readonly<Record<string, string | number | null>>;

/** A call that GP's procedures have, also with parameters that the gateway does not pass. */
const step = (procedure: string, parameters: Parameters) => ({ procedure, parameters }) as unknown as ProcedureCall;

const RECEIPT = {
  I_vCUSTNMBR: 'BRINDLE',
  I_vDOCNUMBR: 'TRIAL',
  I_vDOCDATE: '20261123',
  I_vORTRXAMT: '500',
  I_vGLPOSTDT: '20261123',
  I_vBACHNUMB: 'WEBPAY261123',
  I_vCSHRCTYP: 2,
  I_vCRCARDID: 'VISA',
};
const APPLICATION = {
  I_vAPTODCNM: 'INV26-0902',
  I_vAPFRDCNM: 'TRIAL',
  I_vAPPTOAMT: '100',
  I_vAPFRDCTY: 9,
  I_vAPTODCTY: 1,
  I_vDISTKNAM: '0',
  I_vAPPLYDATE: '20261123',
};

const receipt = (over: Parameters = {}) => step('taRMCashReceiptInsert', { ...RECEIPT, ...over });
const apply = (over: Parameters = {}) => step('taRMApply', { ...APPLICATION, ...over });

describe.each(SANDBOX_PLACES)('Cash receipts in $place', ({ open }) => {
  let opened: OpenCompany<SandboxCompany>;
  let econnect: SandboxEConnect;

  beforeAll(async () => {
    opened = await open();
    econnect = new SandboxEConnect(opened.company);
    // What somebody has set up, and what is being posted.
    await look(`insert into "CM00100" ("CHEKBKID", "INACTIVE") values ('CLOSED', 1)`);
    await look(`insert into "SY03100" ("CARDNAME", "CBRCVBLE") values ('OURS', 0)`);
    await look(
      `insert into "SY00500" ("BCHSOURC", "BACHNUMB", "MKDTOPST", "APPROVL") values ('RM_Cash', 'POSTING', 1, 0), ('RM_Cash', 'APPROVED', 0, 1)`,
    );
    await look(`update "RM20101" set "VOIDSTTS" = 1 where "DOCNUMBR" = 'INV26-0733'`);
  });
  afterAll(() => opened.close());
  afterEach(() => opened.company.trouble.makeWrites({}));

  const look = (sql: string, ...parameters: readonly unknown[]) => opened.company.change(sql, parameters);
  const amount = (column: string) => `trim_scale("${column}")::text as "${column}"`;

  async function commit(...steps: readonly ProcedureCall[]): Promise<void> {
    expect(await econnect.run(steps, PATIENT)).toBeNull();
  }
  /** The errors of the first step that is refused, of which nothing stays. */
  async function attempt(...steps: readonly ProcedureCall[]): Promise<readonly number[]> {
    const answer = await econnect.rehearse(steps, [], PATIENT);
    return isRefused(answer) ? answer.codes : [];
  }

  it('are written with their number, batch and distributions, and counted on their customer', async () => {
    await commit(
      receipt({ I_vDOCNUMBR: 'pay-1', I_vTRXDSCRN: 'txn_1' }),
      receipt({ I_vDOCNUMBR: 'PAY-2', I_vCHEKBKID: 'CANADA' }),
    );
    expect(
      await look(
        `select rtrim("DOCNUMBR") as number, rtrim("CHEKBKID") as checkbook, rtrim("TRXDSCRN") as text, rtrim("CURNCYID") as currency, ${amount('CURTRXAM')}
         from "RM10201" where "DOCNUMBR" in ('PAY-1', 'PAY-2') order by 1`,
      ),
    ).toEqual([
      { number: 'PAY-1', checkbook: 'OPERATING', text: 'txn_1', currency: 'Z-US$', CURTRXAM: '500' },
      { number: 'PAY-2', checkbook: 'CANADA', text: '', currency: 'Z-US$', CURTRXAM: '500' },
    ]);
    expect(
      await look(`select "DCSTATUS" as status, rtrim("BCHSOURC") as source from "RM00401" where "DOCNUMBR" = 'PAY-1'`),
    ).toEqual([{ status: 1, source: 'RM_Cash' }]);
    expect(
      await look(
        `select "NUMOFTRX" as count, ${amount('BCHTOTAL')} from "SY00500" where "BCHSOURC" = 'RM_Cash' and "BACHNUMB" = 'WEBPAY261123'`,
      ),
    ).toEqual([{ count: 2, BCHTOTAL: '1000' }]);
    expect(
      await look(
        `select "DISTTYPE" as type, ${amount('DEBITAMT')}, ${amount('CRDTAMNT')} from "RM10101" where "DOCNUMBR" = 'PAY-1' order by "SEQNUMBR"`,
      ),
    ).toEqual([
      { type: 1, DEBITAMT: '500', CRDTAMNT: '0' },
      { type: 3, DEBITAMT: '0', CRDTAMNT: '500' },
    ]);
    expect(await look(`select ${amount('UNPSTDCA')} from "RM00103" where "CUSTNMBR" = 'BRINDLE'`)).toEqual([
      { UNPSTDCA: '1000' },
    ]);
  });

  it.each<readonly [string, Parameters, readonly number[]]>([
    ['NULL where a value is needed', { I_vCHEKBKID: null }, [1]],
    ['no customer', { I_vCUSTNMBR: '' }, [2]],
    ['no number', { I_vDOCNUMBR: ' ' }, [3]],
    ['no batch', { I_vBACHNUMB: '' }, [5]],
    ['a number of 18 characters', { I_vDOCNUMBR: 'PYMT00000000000018' }, [12004]],
    ['a number that is used', { I_vDOCNUMBR: 'PYMT26-0311' }, [7]],
    ['no such checkbook', { I_vCHEKBKID: 'NOWHERE' }, [12]],
    ['a closed checkbook', { I_vCHEKBKID: 'CLOSED' }, [9512]],
    ['no such type', { I_vCSHRCTYP: 3, I_vCRCARDID: '' }, [14]],
    ['a card without its name', { I_vCRCARDID: '' }, [16]],
    ['no such card', { I_vCRCARDID: 'DINERS' }, [17]],
    ['a card that customers do not pay with', { I_vCRCARDID: 'OURS' }, [17]],
    ['a card with a check', { I_vCSHRCTYP: 0 }, [23]],
    ['a check number with cash', { I_vCSHRCTYP: 1, I_vCRCARDID: '', I_vCHEKNMBR: '1' }, [22]],
    ['no such customer', { I_vCUSTNMBR: 'NOBODY' }, [24]],
    ['a batch that is being posted', { I_vBACHNUMB: 'POSTING' }, [25]],
    ['a batch that is approved', { I_vBACHNUMB: 'APPROVED' }, [5627]],
    ['no such currency', { I_vCURNCYID: 'Z-XX' }, [232]],
    [
      'a check that the customer has sent before',
      { I_vCUSTNMBR: 'HARGATE', I_vCSHRCTYP: 0, I_vCRCARDID: '', I_vCHEKNMBR: '40203' },
      [11481],
    ],
  ])('are refused for %s', async (_, over, codes) => {
    expect(await attempt(receipt(over))).toEqual(codes);
  });

  it('take a check number that another customer has sent', async () => {
    expect(await attempt(receipt({ I_vCSHRCTYP: 0, I_vCRCARDID: '', I_vCHEKNMBR: '40203' }))).toEqual([]);
  });

  describe('are applied', () => {
    it('to an invoice, and both get smaller before anybody has posted the receipt', async () => {
      await commit(receipt({ I_vDOCNUMBR: 'APPLIED' }), apply({ I_vAPFRDCNM: 'applied', I_vDISTKNAM: '2.50' }));
      expect(
        await look(`select ${['CURTRXAM', 'DISTKNAM'].map(amount).join(', ')} from "RM20101" where "DOCNUMBR" = 'INV26-0902'`),
      ).toEqual([{ CURTRXAM: '9307.5', DISTKNAM: '2.5' }]);
      expect(
        await look(`select ${['CURTRXAM', 'DISTKNAM'].map(amount).join(', ')} from "RM10201" where "DOCNUMBR" = 'APPLIED'`),
      ).toEqual([{ CURTRXAM: '400', DISTKNAM: '2.5' }]);
      expect(
        await look(
          `select "POSTED" as posted, rtrim("CUSTNMBR") as customer, ${amount('APPTOAMT')}, "DATE1"::date::text as date
           from "RM20201" where "APFRDCNM" = 'APPLIED'`,
        ),
      ).toEqual([{ posted: 0, customer: 'BRINDLE', APPTOAMT: '100', date: '2026-11-23' }]);
    });

    it('with the discount that is in time where none is said, and with none where 0 is', async () => {
      const discounted = { I_vAPTODCNM: 'INV26-0990' };
      const taken = `select ${amount('DISTKNAM')} from "RM20201" where "APTODCNM" = 'INV26-0990' and "APFRDCNM" = $1`;
      await commit(receipt({ I_vDOCNUMBR: 'NONE' }), apply({ ...discounted, I_vAPFRDCNM: 'NONE' }));
      expect(await look(taken, 'NONE')).toEqual([{ DISTKNAM: '0' }]);
      await commit(
        receipt({ I_vDOCNUMBR: 'LATE' }),
        apply({ ...discounted, I_vAPFRDCNM: 'LATE', I_vDISTKNAM: null, I_vAPPLYDATE: '20261206' }),
      );
      expect(await look(taken, 'LATE')).toEqual([{ DISTKNAM: '0' }]);
      await commit(receipt({ I_vDOCNUMBR: 'INTIME' }), apply({ ...discounted, I_vAPFRDCNM: 'INTIME', I_vDISTKNAM: null }));
      expect(await look(taken, 'INTIME')).toEqual([{ DISTKNAM: '25' }]);
    });

    it('as credits are, and the customer’s balance moves by the discount alone', async () => {
      const balance = `select trim_scale("CUSTBLNC")::text as balance from "RM00103" where "CUSTNMBR" = 'BRINDLE'`;
      const [before] = (await look(balance)) as { balance: string }[];
      await commit(
        apply({ I_vAPFRDCNM: 'CRED26-0077', I_vAPFRDCTY: 7, I_vAPTODCNM: 'FIN26-0009', I_vAPTODCTY: 4, I_vAPPTOAMT: '141.15' }),
      );
      expect(
        await look(`select ${amount('CURTRXAM')}, "DINVPDOF"::date::text as paid from "RM20101" where "DOCNUMBR" = 'FIN26-0009'`),
      ).toEqual([{ CURTRXAM: '0', paid: '2026-11-23' }]);
      expect(await look(`select ${amount('CURTRXAM')} from "RM20101" where "DOCNUMBR" = 'CRED26-0077'`)).toEqual([
        { CURTRXAM: '471.35' },
      ]);
      expect(await look(balance)).toEqual([before]);
      expect(await look(`select "POSTED" as posted from "RM20201" where "APFRDCNM" = 'CRED26-0077'`)).toEqual([{ posted: 1 }]);
    });

    it.each<readonly [string, Parameters, readonly number[]]>([
      ['NULL where a value is needed', { I_vWROFAMNT: null }, [562]],
      ['no invoice', { I_vAPTODCNM: '' }, [563]],
      ['no payment', { I_vAPFRDCNM: '' }, [564]],
      ['a negative amount', { I_vAPPTOAMT: '-1' }, [565]],
      ['an invoice as a payment', { I_vAPFRDCTY: 1 }, [184]],
      ['a payment as an invoice', { I_vAPTODCTY: 9 }, [1660]],
      ['a scheduled payment', { I_vAPTODCTY: 2 }, [1660]],
      ['a warranty', { I_vAPTODCTY: 6 }, [1660]],
      ['no such invoice', { I_vAPTODCNM: 'NOTHING' }, [568]],
      ['an invoice that is not posted', { I_vAPTODCNM: 'INV26-1009' }, [568]],
      ['a voided invoice', { I_vAPTODCNM: 'INV26-0733' }, [568]],
      ['no such payment', { I_vAPFRDCNM: 'NOTHING' }, [569]],
      ['a deposit of a sales order', { I_vAPFRDCNM: 'PYMT26-0338' }, [569]],
      ['more than the invoice was', { I_vAPPTOAMT: '9410.01' }, [570, 574, 664]],
      ['more than remains of the invoice', { I_vAPTODCNM: 'FIN26-0009', I_vAPTODCTY: 4, I_vAPPTOAMT: '1' }, [574]],
      ['a discount beyond the invoice', { I_vDISTKNAM: '9400' }, [574]],
      ['more than the payment has', { I_vAPPTOAMT: '500.01' }, [664]],
      ["another customer's invoice", { I_vAPTODCNM: 'INV26-0944' }, [165]],
      ['an invoice in another currency', { I_vAPTODCNM: 'INV26-1002' }, [165, 4694]],
    ])('but not for %s', async (_, over, codes) => {
      expect(await attempt(receipt(), apply(over))).toEqual(codes);
    });

    it('once to each document', async () => {
      expect(await attempt(receipt(), apply(), apply())).toEqual([670]);
    });

    it("to a child's invoice by its parent", async () => {
      const parent = receipt({ I_vCUSTNMBR: 'NORTHFLD-HQ' });
      expect(await attempt(parent, apply({ I_vAPTODCNM: 'INV26-0971' }))).toEqual([]);
      expect(await attempt(parent, apply({ I_vAPTODCNM: 'INV26-0993' }))).toEqual([165]);
    });
  });

  it('are refused, cut and answered for nobody as every other transaction', async () => {
    const count = async () => (await look(`select 1 from "RM10201" where "DOCNUMBR" = 'TROUBLED'`)).length;
    const steps = [receipt({ I_vDOCNUMBR: 'TROUBLED' }), apply({ I_vAPFRDCNM: 'TROUBLED' })];
    opened.company.trouble.makeWrites({ refuseWith: 574 });
    expect(await econnect.run(steps, PATIENT)).toMatchObject({ codes: [574] });
    opened.company.trouble.makeWrites({ cutBeforeCommit: true });
    await expect(econnect.run(steps, PATIENT)).rejects.toThrow();
    expect(await count()).toBe(0);
    opened.company.trouble.makeWrites({ loseAnswer: true });
    await expect(econnect.run(steps, PATIENT)).rejects.toThrow();
    expect(await count()).toBe(1);
  });
});
