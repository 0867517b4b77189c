import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  isRefused,
  NUMBER_PROCEDURES,
  type NumberCall,
  type NumberProcedureName,
  PROCEDURES,
  type ProcedureCall,
  type ProcedureName,
  parameterTypes,
} from '../../src/gp/index.js';
import type { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { SandboxEConnect } from '../../src/sandbox/sandbox-econnect.js';
import { type OpenCompany, PATIENT, SANDBOX_PLACES } from '../support/companies.js';

type Parameters = Readonly<Record<string, string | number | null>>;

/** A call that GP's procedures have, also of those that the gateway does not call. */
const step = (procedure: string, parameters: Parameters) => ({ procedure, parameters }) as unknown as ProcedureCall;

const LINE = {
  I_vSOPTYPE: 2,
  I_vSOPNUMBE: 'TRIAL',
  I_vCUSTNMBR: 'HARGATE',
  I_vDOCDATE: '2026-11-23',
  I_vITEMNMBR: 'CWR-12',
  I_vQUANTITY: '10',
  I_vUNITPRCE: '11.95',
  I_vXTNDPRCE: '119.50',
};
const HEADER = {
  I_vSOPTYPE: 2,
  I_vDOCID: 'STDORD',
  I_vSOPNUMBE: 'TRIAL',
  I_vDOCDATE: '2026-11-23',
  I_vCUSTNMBR: 'HARGATE',
  I_vBACHNUMB: 'WEB-26-11-23',
  I_vSUBTOTAL: '119.50',
  I_vDOCAMNT: '119.50',
  I_vTRDISAMT: '0',
};
const PAYMENT = {
  I_vSOPTYPE: 2,
  I_vSOPNUMBE: 'TRIAL',
  I_vCUSTNMBR: 'HARGATE',
  I_vDOCAMNT: '50',
  I_vPYMTTYPE: 3,
  I_vCARDNAME: 'VISA',
};
const TAX = {
  I_vSOPTYPE: 2,
  I_vSOPNUMBE: 'TRIAL',
  I_vCUSTNMBR: 'HARGATE',
  I_vTAXDTLID: 'IL-SALES',
  I_vLNITMSEQ: 16384,
  I_vSALESAMT: '119.50',
  I_vSTAXAMNT: '7.47',
};
const HOLD = { I_vSOPTYPE: 2, I_vSOPNUMBE: 'TRIAL', I_vPRCHLDID: 'WEB' };

const line = (over: Parameters = {}) => step('taSopLineIvcInsert', { ...LINE, ...over });
const header = (over: Parameters = {}) => step('taSopHdrIvcInsert', { ...HEADER, ...over });
const payment = (over: Parameters = {}) => step('taCreateSopPaymentInsertRecord', { ...PAYMENT, ...over });
const tax = (over: Parameters = {}) => step('taSopLineIvcTaxInsert', { ...TAX, ...over });
const fields = (over: Parameters = {}) => step('taSopUserDefined', { I_vSOPTYPE: 2, I_vSOPNUMBE: 'TRIAL', ...over });
const hold = (over: Parameters = {}) => step('taSopUpdateCreateProcessHold', { ...HOLD, ...over });
const customer = (over: Parameters = {}) => step('taUpdateCreateCustomerRcd', { I_vCUSTNMBR: 'NEWCO', ...over });

/** All of a line is to be back-ordered. */
const WAITS = { I_vQUANTITY: '0', I_vQTYTBAOR: '10' };

/** A text that no procedure has room for. */
const LONG = 'x'.repeat(600);

describe.each(SANDBOX_PLACES)('eConnect in $place', ({ open }) => {
  let opened: OpenCompany<SandboxCompany>;
  let econnect: SandboxEConnect;

  beforeAll(async () => {
    opened = await open();
    econnect = new SandboxEConnect(opened.company);
  });
  afterAll(() => opened.close());
  afterEach(() => opened.company.trouble.makeWrites({}));

  /** Commits the steps, which all have to succeed. */
  async function commit(...steps: readonly ProcedureCall[]): Promise<void> {
    expect(await econnect.run(steps, PATIENT)).toBeNull();
  }
  /** The errors of the first step that is refused, of which nothing stays. */
  async function attempt(...steps: readonly ProcedureCall[]): Promise<readonly number[]> {
    const answer = await econnect.rehearse(steps, [], PATIENT);
    return isRefused(answer) ? answer.codes : [];
  }
  const look = (sql: string, ...parameters: readonly unknown[]) => opened.company.change(sql, parameters);
  const ofOrder = (number: string, columns: string, table: string) =>
    look(`select ${columns} from "${table}" where "SOPNUMBE" = $1 and "SOPTYPE" = 2 order by "DEX_ROW_ID"`, number);
  const amount = (column: string) => `trim_scale("${column}")::text as "${column}"`;
  const stock = async (item: string, site = 'CENTRAL') =>
    (await look(
      `select "RCRDTYPE" as type, trim_scale("ATYALLOC")::text as allocated, trim_scale("QTYBKORD")::text as back_ordered
       from "IV00102" where "ITEMNMBR" = $1 and "LOCNCODE" in ('', $2) order by 1`,
      item,
      site,
    )) as readonly { readonly type: number; readonly allocated: string; readonly back_ordered: string }[];
  const summary = (account: string) =>
    look(
      `select ${['ONORDAMT', 'DEPRECV', 'UNPSTOSA', 'UNPSTOCA'].map(amount).join(', ')} from "RM00103" where "CUSTNMBR" = $1`,
      account,
    );

  describe('an order', () => {
    it('is written with its lines, taxes, fields, hold and batch, allocated, and counted on its customer', async () => {
      const [before, sum] = await stock('CWR-12');
      await commit(
        line({ I_vSOPNUMBE: 'web-1', I_vITEMNMBR: 'cwr-12', I_vTAXAMNT: '7.47', I_vCMMTTEXT: 'Engrave them' }),
        line({ I_vSOPNUMBE: 'WEB-1', I_vITEMNMBR: 'CHG-PALLET', I_vQUANTITY: '1', I_vUNITPRCE: '15', I_vXTNDPRCE: '15' }),
        tax({ I_vSOPNUMBE: 'WEB-1' }),
        tax({ I_vSOPNUMBE: 'WEB-1', I_vTAXTYPE: 1, I_vFREIGHT: '20', I_vFRTTXAMT: '1.25' }),
        fields({ I_vSOPNUMBE: 'WEB-1', I_vUSERDEF1: 'shop-4711', I_vUSRTAB01: 'Web' }),
        header({
          I_vSOPNUMBE: 'WEB-1',
          I_vSUBTOTAL: '134.50',
          I_vTAXAMNT: '7.47',
          I_vFREIGHT: '20',
          I_vFRTTXAMT: '1.25',
          I_vDOCAMNT: '163.22',
          I_vTAXSCHID: 'IL-SALES',
          I_vCSTPONBR: 'po-9',
          I_vNOTETEXT: 'From the shop',
        }),
        hold({ I_vSOPNUMBE: 'WEB-1' }),
      );
      expect(
        await ofOrder(
          'WEB-1',
          `rtrim("CUSTNAME") as name, rtrim("CSTPONBR") as po, rtrim("PYMTRMID") as terms, rtrim("PRSTADCD") as ship_to, rtrim("ADDRESS1") as street,
           rtrim("LOCNCODE") as site, rtrim("SHIPMTHD") as method, "DUEDATE"::date::text as due, "MSTRNUMB" as master, ${amount('DOCAMNT')}, ${amount('ACCTAMNT')}`,
          'SOP10100',
        ),
      ).toEqual([
        {
          name: 'Hargate Millwork Company',
          po: 'PO-9',
          terms: '2% 10/Net 30',
          ship_to: 'SHOP',
          street: '1824 Loomis Street',
          site: 'CENTRAL',
          method: 'GROUND',
          due: '2026-11-23',
          master: 3000,
          DOCAMNT: '163.22',
          ACCTAMNT: '163.22',
        },
      ]);
      const lines = ['LNITMSEQ', 'QUANTITY', 'QTYTOINV', 'QTYREMAI', 'ATYALLOC', 'XTNDPRCE', 'ORTAXAMT'].map(amount).join(', ');
      expect(await ofOrder('WEB-1', `rtrim("ITEMNMBR") as item, rtrim("PRCLEVEL") as level, ${lines}`, 'SOP10200')).toEqual([
        {
          item: 'CWR-12',
          level: 'CONTRACTOR',
          LNITMSEQ: '16384',
          QUANTITY: '10',
          QTYTOINV: '10',
          QTYREMAI: '10',
          ATYALLOC: '10',
          XTNDPRCE: '119.5',
          ORTAXAMT: '7.47',
        },
        {
          item: 'CHG-PALLET',
          level: 'STANDARD',
          LNITMSEQ: '32768',
          QUANTITY: '1',
          QTYTOINV: '1',
          QTYREMAI: '1',
          ATYALLOC: '0',
          XTNDPRCE: '15',
          ORTAXAMT: '0',
        },
      ]);
      expect(await ofOrder('WEB-1', `"LNITMSEQ" as line, ${amount('STAXAMNT')}, ${amount('FRTTXAMT')}`, 'SOP10105')).toEqual(
        expect.arrayContaining([
          { line: 0, STAXAMNT: '7.47', FRTTXAMT: '1.25' },
          { line: 16384, STAXAMNT: '7.47', FRTTXAMT: '0' },
          { line: 2147483646, STAXAMNT: '0', FRTTXAMT: '1.25' },
        ]),
      );
      expect(await ofOrder('WEB-1', 'rtrim("USERDEF1") as one, rtrim("USRTAB01") as list', 'SOP10106')).toEqual([
        { one: 'shop-4711', list: 'Web' },
      ]);
      expect(await ofOrder('WEB-1', '"CMMTTEXT" as text', 'SOP10202')).toEqual([{ text: 'Engrave them' }]);
      expect(await ofOrder('WEB-1', 'rtrim("PRCHLDID") as hold, "DELETE1" as removed', 'SOP10104')).toEqual([
        { hold: 'WEB', removed: 0 },
      ]);
      expect(
        await look(`select "NUMOFTRX" as orders, ${amount('BCHTOTAL')} from "SY00500" where "BACHNUMB" = 'WEB-26-11-23'`),
      ).toEqual([{ orders: 1, BCHTOTAL: '163.22' }]);
      expect(await stock('CWR-12')).toEqual([
        { ...before, allocated: String(Number(before?.allocated) + 10) },
        { ...sum, allocated: String(Number(sum?.allocated) + 10) },
      ]);
      // 134.50 on top of what there was: freight and tax do not count.
      expect(await summary('HARGATE')).toEqual([{ ONORDAMT: '2375.25', DEPRECV: '0', UNPSTOSA: '118.2', UNPSTOCA: '0' }]);
    });

    it('is refused the second time, by the line while it is open and by the header in any case', async () => {
      await commit(line({ I_vSOPNUMBE: 'ONCE' }), header({ I_vSOPNUMBE: 'ONCE' }));
      expect(await attempt(line({ I_vSOPNUMBE: 'ONCE' }))).toEqual([2221]);
      expect(await attempt(header({ I_vSOPNUMBE: 'ONCE' }))).toEqual([56]);
      expect(await attempt(line({ I_vSOPNUMBE: 'ORD26-001900' }), header({ I_vSOPNUMBE: 'ORD26-001900' }))).toContain(56);
    });

    it('is changed where that is asked for, and counts once', async () => {
      const before = await stock('CWR-12');
      const onOrder = await summary('BRINDLE');
      const of = { I_vSOPNUMBE: 'CHANGED', I_vCUSTNMBR: 'BRINDLE', I_vLOCNCODE: 'CENTRAL' };
      await commit(line(of), header(of));
      await commit(
        line({ ...of, I_vLNITMSEQ: 16384, I_vUpdateIfExists: 1, I_vQUANTITY: '4', I_vXTNDPRCE: '47.80' }),
        header({ ...of, I_vUpdateExisting: 1, I_vSUBTOTAL: '47.80', I_vDOCAMNT: '47.80' }),
      );
      expect(await ofOrder('CHANGED', amount('ATYALLOC'), 'SOP10200')).toEqual([{ ATYALLOC: '4' }]);
      expect((await stock('CWR-12')).map(({ allocated }) => Number(allocated))).toEqual(
        before.map(({ allocated }) => Number(allocated) + 4),
      );
      expect(onOrder).toEqual([expect.objectContaining({ ONORDAMT: '30110' })]);
      expect(await summary('BRINDLE')).toEqual([expect.objectContaining({ ONORDAMT: '30157.8' })]);
    });

    it('takes a kit with its components, which are allocated in its place', async () => {
      const before = await stock('BATT-18-4');
      await commit(
        line({ I_vSOPNUMBE: 'KIT', I_vITEMNMBR: 'KIT-DRILL', I_vQUANTITY: '2', I_vUNITPRCE: '300', I_vXTNDPRCE: '600' }),
        header({ I_vSOPNUMBE: 'KIT', I_vSUBTOTAL: '600', I_vDOCAMNT: '600' }),
      );
      expect(
        await ofOrder(
          'KIT',
          `rtrim("ITEMNMBR") as item, "CMPNTSEQ" as part, ${['QUANTITY', 'ATYALLOC', 'QTYFULFI'].map(amount).join(', ')}`,
          'SOP10200',
        ),
      ).toEqual([
        { item: 'KIT-DRILL', part: 0, QUANTITY: '2', ATYALLOC: '0', QTYFULFI: '0' },
        { item: 'PT-DRILL-18', part: 16384, QUANTITY: '2', ATYALLOC: '2', QTYFULFI: '2' },
        { item: 'BATT-18-4', part: 32768, QUANTITY: '4', ATYALLOC: '4', QTYFULFI: '4' },
        { item: 'CHRG-18', part: 49152, QUANTITY: '2', ATYALLOC: '2', QTYFULFI: '2' },
      ]);
      // A kit costs what its components cost.
      expect(
        await look(`select sum(case when "CMPNTSEQ" = 0 then "EXTDCOST" else -"EXTDCOST" end)::float as difference,
          sum("EXTDCOST") > 0 as costs from "SOP10200" where "SOPNUMBE" = 'KIT'`),
      ).toEqual([{ difference: 0, costs: true }]);
      expect((await stock('BATT-18-4')).map(({ allocated }) => Number(allocated))).toEqual(
        before.map(({ allocated }) => Number(allocated) + 4),
      );
    });

    it('goes to its lines’ own addresses', async () => {
      await commit(
        line({ I_vSOPNUMBE: 'SPLIT' }),
        line({ I_vSOPNUMBE: 'SPLIT', I_vPRSTADCD: 'YARD', I_vReqShipDate: '2026-12-01', I_vSHIPMTHD: 'LTL' }),
        line({ I_vSOPNUMBE: 'SPLIT', I_vPRSTADCD: 'YARD', I_vADDRESS1: 'Gate 9' }),
        header({ I_vSOPNUMBE: 'SPLIT', I_vSUBTOTAL: '358.50', I_vDOCAMNT: '358.50' }),
      );
      expect(
        await ofOrder(
          'SPLIT',
          `rtrim("PRSTADCD") as code, rtrim("ADDRESS1") as street, rtrim("CITY") as city, "Flags" as own, "ReqShipDate"::date::text as day, rtrim("SHIPMTHD") as method`,
          'SOP10200',
        ),
      ).toEqual([
        { code: 'SHOP', street: '1824 Loomis Street', city: 'Chicago', own: 0, day: '2026-11-23', method: 'GROUND' },
        { code: 'YARD', street: '4100 Archer Avenue', city: 'Chicago', own: 0, day: '2026-12-01', method: 'LTL' },
        { code: 'YARD', street: 'Gate 9', city: 'Chicago', own: 1, day: '2026-11-23', method: 'GROUND' },
      ]);
    });

    it('gets the customer’s discount where none is passed, and GP’s totals with it', async () => {
      const of = { I_vSOPNUMBE: 'DISCOUNT', I_vCUSTNMBR: 'QUARRYMAN' };
      await commit(line(of), header({ ...of, I_vTRDISAMT: null, I_vSUBTOTAL: '0', I_vDOCAMNT: '0' }));
      const columns = ['SUBTOTAL', 'TRDISAMT', 'TRDISPCT', 'DOCAMNT'].map(amount).join(', ');
      expect(await ofOrder('DISCOUNT', columns, 'SOP10100')).toEqual([
        { SUBTOTAL: '119.5', TRDISAMT: '2.99', TRDISPCT: '250', DOCAMNT: '116.51' },
      ]);
      expect(await ofOrder('DISCOUNT', amount('TRDISAMT'), 'SOP10200')).toEqual([{ TRDISAMT: '2.99' }]);
    });

    it('gets GP’s taxes where that is asked for', async () => {
      const of = { I_vSOPNUMBE: 'TAXED' };
      await commit(line(of), header({ ...of, I_vCREATETAXES: 1, I_vDEFTAXSCHDS: 1, I_vDOCAMNT: '0', I_vSUBTOTAL: '0' }));
      const columns = ['ORTAXAMT', 'DOCAMNT'].map(amount).join(', ');
      expect(await ofOrder('TAXED', columns, 'SOP10100')).toEqual([{ ORTAXAMT: '7.47', DOCAMNT: '126.97' }]);
    });

    it('has the dates and the status of an order: its terms begin with the invoice', async () => {
      await commit(line({ I_vSOPNUMBE: 'DATES' }), header({ I_vSOPNUMBE: 'DATES' }));
      const dates = ['DUEDATE', 'DISCDATE', 'GLPOSTDT', 'Tax_Date'].map((name) => `"${name}"::date::text as "${name}"`);
      expect(await ofOrder('DATES', `"SOPSTATUS" as status, ${dates.join(', ')}`, 'SOP10100')).toEqual([
        { status: 1, DUEDATE: '2026-11-23', DISCDATE: '1900-01-01', GLPOSTDT: '1900-01-01', Tax_Date: '1900-01-01' },
      ]);
      await commit(line({ I_vSOPNUMBE: 'BILL', I_vSOPTYPE: 3 }), header({ I_vSOPNUMBE: 'BILL', I_vSOPTYPE: 3, I_vDOCID: 'INV' }));
      expect(await look(`select "DUEDATE"::date::text as due from "SOP10100" where "SOPNUMBE" = 'BILL'`)).toEqual([
        { due: '2026-12-23' },
      ]);
    });

    it('has on its lines the salesperson and territory that were passed, and on its header those of the cards', async () => {
      const of = { I_vSOPNUMBE: 'SELLERS' };
      await commit(
        line(of),
        line({ ...of, I_vSLPRSNID: 'ADA', I_vSALSTERR: 'MIDWEST', I_vQUANTITY: '6', I_vQTYTBAOR: '4' }),
        header({ ...of, I_vSUBTOTAL: '239', I_vDOCAMNT: '239' }),
      );
      const columns = 'rtrim("SLPRSNID") as seller, rtrim("SALSTERR") as territory';
      expect(await ofOrder('SELLERS', columns, 'SOP10100')).toEqual([{ seller: 'ADA', territory: 'MIDWEST' }]);
      // PURCHSTAT 2: what is back-ordered has to be bought.
      expect(await ofOrder('SELLERS', `${columns}, rtrim("CCode") as country, "PURCHSTAT" as purchase`, 'SOP10200')).toEqual([
        { seller: '', territory: '', country: '', purchase: 1 },
        { seller: 'ADA', territory: 'MIDWEST', country: '', purchase: 2 },
      ]);
    });

    it('in another currency has both amounts', async () => {
      const of = { I_vSOPNUMBE: 'CANADIAN', I_vCUSTNMBR: 'NIPIGON', I_vLOCNCODE: 'CENTRAL' };
      await commit(line({ ...of, I_vITEMNMBR: 'DISC5-G60', I_vUOFM: 'Pack' }), header({ ...of, I_vXCHGRATE: '0.75' }));
      const columns = ['ORSUBTOT', 'SUBTOTAL', 'CURRNIDX'].map(amount).join(', ');
      expect(await ofOrder('CANADIAN', columns, 'SOP10100')).toEqual([
        { ORSUBTOT: '119.5', SUBTOTAL: '89.63', CURRNIDX: '1001' },
      ]);
      expect(await ofOrder('CANADIAN', '"CURRNIDX"', 'SOP10200')).toEqual([{ CURRNIDX: 1001 }]);
      expect(await attempt(line({ ...of, I_vSOPNUMBE: 'X', I_vCURNCYID: 'Z-US$' }), header({ ...of, I_vSOPNUMBE: 'X' }))).toEqual(
        [9370],
      );
    });

    it('in another currency is converted at the rate of its day, and needs an exchange table with one', async () => {
      const of = { I_vSOPNUMBE: 'RATED', I_vCUSTNMBR: 'NIPIGON', I_vLOCNCODE: 'CENTRAL' };
      const steps = [
        line({ ...of, I_vITEMNMBR: 'DISC5-G60', I_vUOFM: 'Pack', I_vTAXAMNT: '10' }),
        tax({ I_vSOPNUMBE: 'RATED', I_vCUSTNMBR: 'NIPIGON', I_vSTAXAMNT: '10' }),
        header({ ...of, I_vTAXAMNT: '10', I_vDOCAMNT: '129.50', I_vTAXSCHID: 'IL-SALES' }),
      ];
      await commit(...steps);
      expect(await ofOrder('RATED', ['ORSUBTOT', 'SUBTOTAL'].map(amount).join(', '), 'SOP10100')).toEqual([
        { ORSUBTOT: '119.5', SUBTOTAL: '85.44' },
      ]);
      expect(await ofOrder('RATED', '"CURRNIDX"', 'SOP10105')).toEqual([{ CURRNIDX: 1001 }, { CURRNIDX: 1001 }]);
      const other = (number: string) => [
        line({ ...of, I_vSOPNUMBE: number, I_vITEMNMBR: 'DISC5-G60', I_vUOFM: 'Pack' }),
        header({ ...of, I_vSOPNUMBE: number }),
      ];
      await look(`update "DYNAMICS"."MC00100" set "EXPNDATE" = '2026-11-22' where "EXGTBLID" = 'CAD-SELL'`);
      expect(await attempt(...other('OLD'))).toEqual([726]);
      await look(`update "MC40301" set "RATETPID" = 'BUY' where "CURNCYID" = 'Z-C$'`);
      expect(await attempt(...other('NONE'))).toEqual([356, 726]);
      await look(`update "MC40301" set "RATETPID" = 'SELL' where "CURNCYID" = 'Z-C$'`);
      await look(
        `update "DYNAMICS"."MC00100" set "EXPNDATE" = '2099-12-31' where "EXGTBLID" = 'CAD-SELL' and "EXCHDATE" = '2026-11-01'`,
      );
    });

    it('in another currency has the rate that its exchange table allows: of the day, of days before, or of the next', async () => {
      const rules = (columns: string) => look(`update "DYNAMICS"."MC40300" set ${columns} where "EXGTBLID" = 'CAD-SELL'`);
      const rateOf = async (number: string) => {
        const of = { I_vSOPNUMBE: number, I_vCUSTNMBR: 'NIPIGON', I_vLOCNCODE: 'CENTRAL' };
        const steps = [line({ ...of, I_vITEMNMBR: 'DISC5-G60', I_vUOFM: 'Pack' }), header(of)];
        const errors = await attempt(...steps);
        if (errors.length > 0) return errors;
        await commit(...steps);
        const [written] = (await ofOrder(number, amount('XCHGRATE'), 'SOP10100')) as { XCHGRATE: string }[];
        return written?.XCHGRATE;
      };
      await rules('"TRXDTDEF" = 0');
      expect(await rateOf('EXACT')).toEqual([726]);
      await rules('"TRXDTDEF" = 1, "DATELMTS" = 1, "PRVDSLMT" = 21');
      expect(await rateOf('LIMIT')).toEqual([726]);
      await look(`insert into "DYNAMICS"."MC00100" ("EXGTBLID", "CURNCYID", "EXCHDATE", "TIME1", "XCHGRATE", "EXPNDATE") values
        ('CAD-SELL', 'Z-C$', '2026-11-23', '1900-01-01 08:00', 0.72, '2099-12-31'),
        ('CAD-SELL', 'Z-C$', '2026-11-23', '1900-01-01 12:00', 0.73, '2099-12-31'),
        ('CAD-SELL', 'Z-C$', '2026-11-24', '1900-01-01', 0.74, '2099-12-31')`);
      expect(await rateOf('LATEST')).toBe('0.73');
      await rules('"TRXDTDEF" = 0, "DATELMTS" = 0, "PRVDSLMT" = 0');
      expect(await rateOf('OF-THE-DAY')).toBe('0.73');
      await look(`delete from "DYNAMICS"."MC00100" where "EXCHDATE" = '2026-11-23'`);
      await rules('"TRXDTDEF" = 2');
      expect(await rateOf('NEXT')).toBe('0.74');
      await rules('"TRXDTDEF" = 1');
      expect(await rateOf('PREVIOUS')).toBe('0.715');
      await look(`delete from "DYNAMICS"."MC00100" where "EXCHDATE" = '2026-11-24'`);
    });

    it('in another currency keeps the rate of a table by which GP divides as the table has it', async () => {
      await look(`update "DYNAMICS"."MC40300" set "RTCLCMTD" = 1 where "EXGTBLID" = 'CAD-SELL'`);
      const of = { I_vSOPNUMBE: 'DIVIDED', I_vCUSTNMBR: 'NIPIGON', I_vLOCNCODE: 'CENTRAL' };
      await commit(line({ ...of, I_vITEMNMBR: 'DISC5-G60', I_vUOFM: 'Pack' }), header(of));
      const columns = [...['ORSUBTOT', 'SUBTOTAL', 'XCHGRATE'].map(amount), '"RTCLCMTD"'].join(', ');
      // 119.50 / 0.715
      expect(await ofOrder('DIVIDED', columns, 'SOP10100')).toEqual([
        { ORSUBTOT: '119.5', SUBTOTAL: '167.13', XCHGRATE: '0.715', RTCLCMTD: 1 },
      ]);
      await look(`update "DYNAMICS"."MC40300" set "RTCLCMTD" = 0 where "EXGTBLID" = 'CAD-SELL'`);
    });

    it('is held as its document id says', async () => {
      await commit(line({ I_vSOPNUMBE: 'HELD', I_vDOCID: 'REVIEWORD' }), header({ I_vSOPNUMBE: 'HELD', I_vDOCID: 'REVIEWORD' }));
      expect(await ofOrder('HELD', 'rtrim("PRCHLDID") as hold', 'SOP10104')).toEqual([{ hold: 'WEB' }]);
    });
  });

  describe('a line', () => {
    it.each<readonly [string, Parameters, readonly number[]]>([
      ['NULL where a value is needed', { I_vDOCID: null }, [101]],
      ['no number', { I_vSOPNUMBE: '' }, [102]],
      ['no such type', { I_vSOPTYPE: 7 }, [104]],
      ['no such site', { I_vLOCNCODE: 'NOWHERE' }, [106, 110]],
      ['a closed site', { I_vLOCNCODE: 'OLDTOWN' }, [11807, 110]],
      ['no such item', { I_vITEMNMBR: 'NOTHING', I_vUOFM: 'Each' }, [108]],
      ['an item that is not kept at the site', { I_vLOCNCODE: 'CABLEYARD' }, [110]],
      ['an inactive item', { I_vITEMNMBR: 'SDR-S14', I_vUOFM: 'Each' }, [11755]],
      ['an item inactive at the site', { I_vITEMNMBR: 'CUT-9', I_vLOCNCODE: 'EAST' }, [11808]],
      [
        'an item inactive at the site and without a price',
        { I_vITEMNMBR: 'CUT-9', I_vLOCNCODE: 'EAST', I_vPRCLEVEL: 'WEBONLY' },
        [9177, 11808],
      ],
      ['no such salesperson', { I_vSLPRSNID: 'NOBODY' }, [179]],
      ['no such territory', { I_vSALSTERR: 'NOWHERE' }, [245]],
      ['returned pieces on an order', { I_vQTYONHND: '1' }, [215]],
      ['a wrong extended price', { I_vXTNDPRCE: '119.49' }, [299]],
      ['a kit to be dropshipped', { I_vITEMNMBR: 'KIT-DRILL', I_vDROPSHIP: 1 }, [303]],
      ['a markdown above the price', { I_vMRKDNAMT: '12', I_vDEFEXTPRICE: 1 }, [451]],
      ['a kit’s shortage option', { I_vITEMNMBR: 'KIT-DRILL', I_vQtyShrtOpt: 4 }, [592]],
      ['no such customer', { I_vCUSTNMBR: 'NOBODY' }, [598]],
      ['a level that does not exist', { I_vPRCLEVEL: 'OLDPROMO' }, [928]],
      ['no prices at the level', { I_vITEMNMBR: 'WEDGE-12', I_vPRCLEVEL: 'GOVT' }, [9177]],
      ['a negative quantity', { I_vQUANTITY: '-1', I_vXTNDPRCE: '-11.95' }, [788]],
      ['no such shipping method', { I_vSHIPMTHD: 'BALLOON' }, [927]],
      ['a kit at a site that one component lacks', { I_vITEMNMBR: 'KIT-WRENCH', I_vLOCNCODE: 'WEST' }, [110]],
      ['a kit at a site that it lacks itself', { I_vITEMNMBR: 'KIT-CORD', I_vLOCNCODE: 'CABLEYARD' }, [110]],
      ['a service at a site that it lacks', { I_vITEMNMBR: 'SVC-BENCH', I_vLOCNCODE: 'CABLEYARD' }, [110]],
      ['a kit with an inactive component', { I_vITEMNMBR: 'KIT-BUSH' }, [11755]],
      ['a kit to back-order of which a component may not wait', { I_vITEMNMBR: 'KIT-WELD', ...WAITS }, [4776]],
      ['a kit in parts', { I_vITEMNMBR: 'KIT-DRILL', I_vQTYCANCE: '1', I_vDEFEXTPRICE: 1 }, [2231]],
      ['parts above the total', { I_vTOTALQTY: '9', I_vXTNDPRCE: '107.55' }, [4777]],
      ['too many decimals', { I_vUNITPRCE: '11.955', I_vXTNDPRCE: '119.55' }, [4646]],
      ['too many decimals in the amount', { I_vXTNDPRCE: '119.501' }, [4647, 299]],
      ['a price for nothing', { I_vQUANTITY: '0' }, [4644]],
      ['a back order that the item does not allow', { I_vITEMNMBR: 'BRG-6208-2RS', I_vQTYTBAOR: '1', I_vDEFEXTPRICE: 1 }, [4776]],
      ['a unit that the schedule lacks', { I_vUOFM: 'Barrel' }, [5313]],
      ['two markdowns', { I_vMRKDNAMT: '1', I_vMRKDNPCT: '10' }, [7803]],
      ['more quantity decimals than the item has', { I_vQUANTITY: '1.5', I_vXTNDPRCE: '17.93' }, [8503, 11454]],
      ['no such ship-to address', { I_vPRSTADCD: 'MOON' }, [9551]],
      ['two kinds of comments', { I_vCMMTTEXT: 'one', I_vCOMMENT_1: 'two' }, [2296]],
      ['a customer over the limit', { I_vCUSTNMBR: 'LOCKHAVEN', I_vLOCNCODE: 'CENTRAL', I_vCKCreditLimit: 1 }, [1152]],
      ['more serial numbers than there are', { I_vITEMNMBR: 'HELM-AD', I_vQUANTITY: '900', I_vDEFEXTPRICE: 1 }, [1536]],
      [
        'everything that is wrong, at once',
        { I_vCUSTNMBR: 'NOBODY', I_vITEMNMBR: 'NOTHING', I_vLOCNCODE: 'NOWHERE', I_vXTNDPRCE: '1', I_vSHIPMTHD: 'BALLOON' },
        [598, 106, 108, 927, 299],
      ],
    ])('is refused for %s', async (_, over, errors) => {
      expect(await attempt(line(over))).toEqual(errors);
    });

    it('is refused for a sequence that is taken', async () => {
      expect(await attempt(line(), line({ I_vLNITMSEQ: 16384 }))).toEqual([450]);
    });

    it('finds an item by the customer’s own number', async () => {
      const own = { I_vCUSTNMBR: 'KESTREL', I_vSOPNUMBE: 'OWN', I_vLOCNCODE: 'CENTRAL' };
      await commit(line({ ...own, I_vITEMNMBR: 'KRF-20011' }), header(own));
      expect(await ofOrder('OWN', 'rtrim("ITEMNMBR") as item', 'SOP10200')).toEqual([{ item: 'BRG-6204-2RS' }]);
    });

    it('of an invoice has a code of its own for the extended price', async () => {
      expect(await attempt(line({ I_vSOPTYPE: 3, I_vXTNDPRCE: '1' }))).toEqual([722]);
    });

    it('takes a percent off, and computes the extended price then', async () => {
      await commit(
        line({ I_vSOPNUMBE: 'PERCENT', I_vMRKDNPCT: '12.5', I_vXTNDPRCE: '0' }),
        header({ I_vSOPNUMBE: 'PERCENT', I_vSUBTOTAL: '104.60', I_vDOCAMNT: '104.60' }),
      );
      expect(await ofOrder('PERCENT', ['MRKDNAMT', 'MRKDNPCT', 'XTNDPRCE'].map(amount).join(', '), 'SOP10200')).toEqual([
        { MRKDNAMT: '1.49', MRKDNPCT: '1250', XTNDPRCE: '104.6' },
      ]);
    });

    it('distinguishes NULL, a blank and nothing', async () => {
      const of = { I_vSOPNUMBE: 'NULLS' };
      await commit(
        line(of),
        line({ ...of, I_vSHIPMTHD: null, I_vPRSTADCD: null }),
        line({ ...of, I_vSHIPMTHD: '', I_vPRSTADCD: '', I_vSLPRSNID: '' }),
        header({ ...of, I_vSUBTOTAL: '358.50', I_vDOCAMNT: '358.50', I_vPYMTRMID: '' }),
      );
      expect(
        await ofOrder('NULLS', 'rtrim("SHIPMTHD") as method, rtrim("PRSTADCD") as code, rtrim("SLPRSNID") as seller', 'SOP10200'),
      ).toEqual([
        { method: 'GROUND', code: 'SHOP', seller: '' },
        { method: 'GROUND', code: 'SHOP', seller: '' },
        { method: '', code: '', seller: '' },
      ]);
      expect(await ofOrder('NULLS', 'rtrim("PYMTRMID") as terms', 'SOP10100')).toEqual([{ terms: '' }]);
    });

    it('cuts texts to the length of the parameter', async () => {
      const of = { I_vSOPNUMBE: 'CUT' };
      await commit(line({ ...of, I_vITEMDESC: LONG, I_vADDRESS1: LONG }), header({ ...of, I_vREFRENCE: LONG }));
      expect(await ofOrder('CUT', 'length("ITEMDESC") as text, length("ADDRESS1") as street', 'SOP10200')).toEqual([
        { text: 100, street: 60 },
      ]);
      expect(await ofOrder('CUT', 'length("REFRENCE") as text', 'SOP10100')).toEqual([{ text: 30 }]);
    });

    it('needs the parameters that SQL Server would', async () => {
      const { I_vQUANTITY: _, ...without } = LINE;
      await expect(attempt(step('taSopLineIvcInsert', without))).rejects.toThrow();
      await expect(econnect.run([step('taSopLineIvcInsert', without)], PATIENT)).rejects.toThrow(
        "Procedure or function 'taSopLineIvcInsert' expects parameter '@I_vQUANTITY', which was not supplied.",
      );
      await expect(econnect.run([line({ I_vCOLOR: 'red' })], PATIENT)).rejects.toThrow(
        '@I_vCOLOR is not a parameter for procedure taSopLineIvcInsert.',
      );
      await expect(econnect.run([step('drop table', {})], PATIENT)).rejects.toThrow(TypeError);
    });

    // 50 of 64 are free at CENTRAL where 14 are allocated.
    it.each<readonly [string, number, Parameters, object]>([
      ['override', 2, {}, { QUANTITY: '60', QTYTOINV: '60', QTYTBAOR: '0', QTYCANCE: '0', ATYALLOC: '60' }],
      [
        'sell the balance',
        1,
        { I_vDEFEXTPRICE: 1 },
        { QUANTITY: '50', QTYTOINV: '50', QTYTBAOR: '0', QTYCANCE: '0', ATYALLOC: '50' },
      ],
      ['back order all', 3, {}, { QUANTITY: '60', QTYTOINV: '0', QTYTBAOR: '60', QTYCANCE: '0', ATYALLOC: '0' }],
      ['back order the balance', 4, {}, { QUANTITY: '60', QTYTOINV: '50', QTYTBAOR: '10', QTYCANCE: '0', ATYALLOC: '50' }],
      ['cancel all', 5, {}, { QUANTITY: '60', QTYTOINV: '0', QTYTBAOR: '0', QTYCANCE: '60', ATYALLOC: '0' }],
      ['cancel the balance', 6, {}, { QUANTITY: '60', QTYTOINV: '50', QTYTBAOR: '0', QTYCANCE: '10', ATYALLOC: '50' }],
    ])('that is short can %s', async (_, option, over, quantities) => {
      await look(
        `update "IV00102" set "ATYALLOC" = 14, "QTYBKORD" = 0 where "ITEMNMBR" = 'CWR-12' and ("LOCNCODE" = 'CENTRAL' or "RCRDTYPE" = 1)`,
      );
      const number = `SHORT-${option}`;
      await commit(
        line({ I_vSOPNUMBE: number, I_vQUANTITY: '60', I_vXTNDPRCE: '717', I_vQtyShrtOpt: option, ...over }),
        header({ I_vSOPNUMBE: number, I_vDEFPRICING: 1 }),
      );
      const [row] = await ofOrder(number, Object.keys(quantities).map(amount).join(', '), 'SOP10200');
      expect(row).toEqual(quantities);
      const { ATYALLOC, QTYTBAOR } = row as { ATYALLOC: string; QTYTBAOR: string };
      const moved = { allocated: String(14 + Number(ATYALLOC)), back_ordered: QTYTBAOR };
      expect(await stock('CWR-12')).toEqual([
        { type: 1, ...moved },
        { type: 2, ...moved },
      ]);
    });

    it('gets the last pieces once, though two ask at once', async () => {
      await look(
        `update "IV00102" set "ATYALLOC" = 54 where "ITEMNMBR" = 'CWR-12' and ("LOCNCODE" = 'CENTRAL' or "RCRDTYPE" = 1)`,
      );
      const order = (number: string) => commit(line({ I_vSOPNUMBE: number, I_vQtyShrtOpt: 4 }), header({ I_vSOPNUMBE: number }));
      await Promise.all([order('LAST-1'), order('LAST-2')]);
      const rows = await look(
        `select ${amount('ATYALLOC')}, ${amount('QTYTBAOR')} from "SOP10200" where "SOPNUMBE" in ('LAST-1', 'LAST-2') order by "ATYALLOC"`,
      );
      expect(rows).toEqual([
        { ATYALLOC: '0', QTYTBAOR: '10' },
        { ATYALLOC: '10', QTYTBAOR: '0' },
      ]);
    });
  });

  describe('a parameter', () => {
    const procedures = [...Object.keys(PROCEDURES), ...Object.keys(NUMBER_PROCEDURES)] as (ProcedureName | NumberProcedureName)[];
    it.each(procedures)('of %s has the type that the gateway declares for it', async (procedure) => {
      const declared = (await look(
        `select attname::text as name, format_type(atttypid, atttypmod) as type from pg_attribute
           where attrelid = $1::regclass and attnum > 0`,
        `"${procedure}_parameters"`,
      )) as readonly { readonly name: string; readonly type: string }[];
      const inServersWords = (type: string) =>
        type.replace('character varying', 'varchar').replace('character', 'char').replace('integer', 'int');
      const types = Object.fromEntries(declared.map(({ name, type }) => [name, inServersWords(type)]));
      expect(types).toMatchObject(parameterTypes(procedure));
    });

    it.each(
      (Object.keys(PROCEDURES) as ProcedureName[]).flatMap((procedure) =>
        Object.keys(PROCEDURES[procedure].required).map((parameter) => [procedure, parameter] as const),
      ),
    )('is needed by %s: %s', async (procedure, parameter) => {
      const others = Object.keys(PROCEDURES[procedure].required).filter((name) => name !== parameter);
      const types = parameterTypes(procedure);
      const parameters = Object.fromEntries(others.map((name) => [name, types[name] === 'datetime' ? '20261123' : '1']));
      await expect(attempt(step(procedure, parameters))).rejects.toThrow(`expects parameter '@${parameter}'`);
    });

    it.each<readonly [string, Parameters]>([
      ['a date before 1753', { I_vReqShipDate: '0001-01-01' }],
      ['the last date before 1753', { I_vDOCDATE: '1752-12-31' }],
      ['a date that is none', { I_vReqShipDate: '2026-02-30' }],
      ['a date in a form that depends on the language of the login', { I_vUSERDATE: '2026-11-23' }],
      ['a number with 15 digits before its point', { I_vUNITPRCE: '100000000000000' }],
      ['a whole number beyond 32 bits', { I_vLNITMSEQ: '2147483648' }],
      ['a small number beyond 16 bits', { I_vDROPSHIP: '32768' }],
      ['a control character', { I_vITEMDESC: 'bell \u0007' }],
      ['U+0000', { I_vITEMDESC: 'nul \0' }],
    ])('takes no %s, and the transaction cannot go on', async (_, over) => {
      await expect(econnect.run([line(over)], PATIENT)).rejects.toThrow();
    });

    it('loses letters of other code pages, and what is too long, without a word', async () => {
      const number = { I_vSOPNUMBE: 'LETTERS' };
      await commit(line({ ...number, I_vITEMDESC: `naïve – 東 ${LONG}` }), header(number));
      const [row] = await ofOrder('LETTERS', 'rtrim("ITEMDESC") as text', 'SOP10200');
      expect(row).toEqual({ text: `naïve – ? ${LONG}`.slice(0, 100) });
    });
  });

  describe('a header', () => {
    it.each<readonly [string, Parameters, readonly number[]]>([
      ['NULL where a value is needed', { I_vTAXAMNT: null }, [53]],
      ['no batch', { I_vBACHNUMB: '' }, [54]],
      ['no such type', { I_vSOPTYPE: 9 }, [898]],
      ['no such site', { I_vLOCNCODE: 'NOWHERE' }, [59]],
      ['a closed site', { I_vLOCNCODE: 'OLDTOWN' }, [11809]],
      ['payments that were not made', { I_vPYMTRCVD: '10' }, [60]],
      ['no such tax schedule', { I_vTAXSCHID: 'MARS' }, [61]],
      ['no such freight schedule', { I_vFRTSCHID: 'MARS' }, [890]],
      ['no such miscellaneous schedule', { I_vMSCSCHID: 'MARS' }, [891]],
      ['taxes without rows and schedule', { I_vTAXAMNT: '1', I_vDOCAMNT: '120.50' }, [82, 799, 62, 868]],
      ['freight tax without rows', { I_vFRTTXAMT: '1', I_vDOCAMNT: '120.50' }, [799, 62, 85]],
      ['miscellaneous tax without rows', { I_vMSCTXAMT: '1', I_vDOCAMNT: '120.50' }, [799, 62, 86]],
      ['a wrong markdown', { I_vMRKDNAMT: '3' }, [64]],
      ['no such customer', { I_vCUSTNMBR: 'NOBODY' }, [66]],
      ['a wrong subtotal', { I_vSUBTOTAL: '119.49' }, [67]],
      ['no such document id', { I_vDOCID: 'OTHER' }, [68]],
      ['no such salesperson', { I_vSLPRSNID: 'NOBODY' }, [178]],
      ['an inactive salesperson', { I_vSLPRSNID: 'EMIL' }, [9538]],
      ['a wrong total', { I_vFREIGHT: '5' }, [235]],
      ['no such territory', { I_vSALSTERR: 'NOWHERE' }, [244]],
      ['no such currency', { I_vCURNCYID: 'GOLD' }, [724, 9370]],
      ['a discount available above the total', { I_vDISAVAMT: '200' }, [735]],
      ['a negative amount', { I_vFREIGHT: '-1', I_vDOCAMNT: '118.50' }, [786]],
      ['no such bill-to address', { I_vPRBTADCD: 'MOON' }, [818]],
      ['no such ship-to address', { I_vPRSTADCD: 'MOON' }, [867]],
      ['too many decimals', { I_vFREIGHT: '1.005', I_vDOCAMNT: '120.505' }, [832]],
      ['taxes of two kinds', { I_vCREATETAXES: 1, I_vUSINGHEADERLEVELTAXES: 1, I_vTAXAMNT: '1' }, [859, 866, 82, 799, 235]],
      ['both comments', { I_vCMMTTEXT: 'one', I_vCOMMENT_1: 'two' }, [2296]],
      ['a discount above the subtotal', { I_vTRDISAMT: '130', I_vDOCAMNT: '0' }, [4602, 235, 735, 7122]],
      ['no such terms', { I_vPYMTRMID: 'Whenever' }, [7032]],
      ['two discounts', { I_vTRDISAMT: '1', I_vTRADEPCT: '1', I_vDOCAMNT: '118.50' }, [7802]],
      [
        'everything that is wrong, at once',
        { I_vSUBTOTAL: '1', I_vDOCAMNT: '2', I_vPYMTRCVD: '3', I_vPRSTADCD: 'MOON', I_vPYMTRMID: 'Whenever' },
        [867, 7032, 67, 235, 60],
      ],
    ])('is refused for %s', async (_, over, errors) => {
      expect(await attempt(line(), header(over))).toEqual(errors);
    });

    it.each<readonly [string, string, Parameters, readonly number[]]>([
      ['an inactive customer, of whom it says nothing else', 'DUNMORE', { I_vPYMTRMID: 'Whenever', I_vSUBTOTAL: '1' }, [1790]],
      ['a customer on hold, where that is asked', 'COBALT', { I_vCKHOLD: 1 }, [1541]],
      ['a customer on hold, where nobody asks', 'COBALT', {}, []],
      ['a customer over the limit, where that is asked', 'LOCKHAVEN', { I_vCKCreditLimit: 1 }, [1791]],
      ['a customer over the limit, where nobody asks', 'LOCKHAVEN', {}, []],
      ['a customer without credit', 'FENNWICK', { I_vCKCreditLimit: 1 }, [1791]],
      ['a customer with old debts', 'GRAYFORD', { I_vCKCreditLimit: 1 }, [1792]],
      ['a customer without a limit', 'BRINDLE', { I_vCKCreditLimit: 1 }, []],
    ])('meets %s', async (_, account, over, errors) => {
      const of = { I_vCUSTNMBR: account, I_vLOCNCODE: 'CENTRAL' };
      expect(await attempt(line({ ...of, I_vPRCLEVEL: 'STANDARD' }), header({ ...of, ...over }))).toEqual(errors);
    });

    it.each<readonly [string, Parameters, readonly number[]]>([
      [
        'an amount, of a document that comes to less',
        { I_vPYMTRMID: '10th next month', I_vTRDISAMT: '100', I_vDOCAMNT: '19.50' },
        [735],
      ],
      ['a percentage, of a document that is nearly free', { I_vTRDISAMT: '118', I_vDOCAMNT: '1.50' }, [735]],
      [
        'an amount, where the discount is passed',
        { I_vPYMTRMID: '10th next month', I_vTRDISAMT: '100', I_vDOCAMNT: '19.50', I_vDISAVAMT: '0' },
        [],
      ],
    ])('works the terms discount out: %s', async (_, over, errors) => {
      expect(await attempt(line(), header(over))).toEqual(errors);
    });

    it('allows what the limit just allows, and deducts no deposit of its own', async () => {
      const of = { I_vCUSTNMBR: 'HARGATE' };
      const steps = (total: string, ...more: ProcedureCall[]) => [
        line({ ...of, I_vQUANTITY: '1', I_vUNITPRCE: total, I_vXTNDPRCE: total }),
        ...more,
        header({
          ...of,
          I_vSUBTOTAL: total,
          I_vDOCAMNT: total,
          I_vCKCreditLimit: 1,
          ...(more.length > 0 && { I_vPYMTRCVD: '50' }),
        }),
      ];
      const [room] = await look(
        `select (c."CRLMTAMT" - "CUSTBLNC" - "UNPSTDSA" - "UNPSTOSA" - "ONORDAMT" + "UNPSTDCA" + "UNPSTOCA" + "DEPRECV")::numeric(19,2)::text as amount
         from "RM00103" join "RM00101" as c using ("CUSTNMBR") where "CUSTNMBR" = 'HARGATE'`,
      );
      const { amount: exact } = room as { amount: string };
      const above = (Number(exact) + 0.01).toFixed(2);
      expect(await attempt(...steps(exact))).toEqual([]);
      expect(await attempt(...steps(above))).toEqual([1791]);
      expect(await attempt(...steps(above, payment()))).toEqual([1791]);
    });

    it('refuses back orders where the document id allows none, and a batch that is being posted', async () => {
      const of = { I_vDOCID: 'STRICTORD' };
      expect(await attempt(line({ ...of, I_vQUANTITY: '6', I_vQTYTBAOR: '4' }), header(of))).toEqual([2696]);
      await look(`insert into "SY00500" ("BCHSOURC", "BACHNUMB", "MKDTOPST") values ('Sales Entry', 'POSTING', 1)`);
      expect(await attempt(line(), header({ I_vBACHNUMB: 'posting' }))).toEqual([5616]);
    });
  });

  describe('taxes', () => {
    it.each<readonly [string, readonly ProcedureCall[], readonly number[]]>([
      ['NULL', [tax({ I_vSTAXAMNT: null })], [456]],
      ['no detail', [tax({ I_vTAXDTLID: '' })], [457]],
      ['no such detail', [tax({ I_vTAXDTLID: 'MARS' })], [605]],
      ['no such type of document', [tax({ I_vSOPTYPE: 7 })], [604]],
      ['the same detail twice', [tax(), tax()], [793]],
      ['the same freight detail twice', [tax({ I_vTAXTYPE: 1 }), tax({ I_vTAXTYPE: 1 })], [794]],
      ['the same miscellaneous detail twice', [tax({ I_vTAXTYPE: 2 }), tax({ I_vTAXTYPE: 2 })], [795]],
    ])('are refused for %s', async (_, steps, errors) => {
      expect(await attempt(...steps)).toEqual(errors);
    });

    it('have to be those of the lines', async () => {
      const taxed = { I_vTAXAMNT: '7.47', I_vDOCAMNT: '126.97', I_vTAXSCHID: 'IL-SALES' };
      expect(await attempt(line({ I_vTAXAMNT: '7.47' }), tax(), header(taxed))).toEqual([]);
      expect(await attempt(line(), tax(), header(taxed))).toEqual([868]);
      expect(await attempt(line({ I_vTAXAMNT: '7.47' }), tax({ I_vLNITMSEQ: 0 }), header(taxed))).toEqual([62]);
      expect(
        await attempt(line(), tax({ I_vLNITMSEQ: 0, I_vSALESAMT: '0' }), header({ ...taxed, I_vUSINGHEADERLEVELTAXES: 1 })),
      ).toEqual([]);
    });
  });

  describe('payments', () => {
    it.each<readonly [string, Parameters, readonly number[]]>([
      ['NULL', { I_vDOCAMNT: null }, [35]],
      ['no customer', { I_vCUSTNMBR: '' }, [36]],
      ['a number that exists', { I_vDOCNUMBR: 'PYMT26-0338' }, [42]],
      ['no such card', { I_vCARDNAME: 'GOLDCARD' }, [48]],
      ['nothing', { I_vDOCAMNT: '0' }, [109]],
      ['no such checkbook', { I_vPYMTTYPE: 1, I_vCHEKBKID: 'MATTRESS' }, [212]],
      ['a quote', { I_vSOPTYPE: 1 }, [581]],
      ['a check without its number', { I_vPYMTTYPE: 2 }, [753]],
      ['no such kind', { I_vPYMTTYPE: 7 }, [3426]],
      ['no such action', { I_vAction: 4 }, [3427]],
      ['an order, by a payment that is no deposit', { I_vPYMTTYPE: 4 }, [4006]],
      ['an invoice, by a deposit', { I_vSOPTYPE: 3 }, [3640]],
      ['a card that is recorded, with a number', { I_vPYMTTYPE: 6, I_vDOCNUMBR: 'MINE' }, [6618]],
    ])('are refused for %s', async (_, over, errors) => {
      expect(await attempt(payment(over))).toEqual(errors);
    });

    it('of types 1 to 3 need the next journal entry and the audit trail of deposits, of type 6 neither', async () => {
      const card = payment({ I_vPYMTTYPE: 6 });
      await look(`update "SY01000" set "TRXSRCPX" = 'XXXXX' where "TRXSRCPX" = 'SLSDP'`);
      expect(await attempt(payment())).toEqual([15]);
      const [setup] = await look('delete from "GL40000" returning "NJRNLENT"');
      expect(await attempt(payment())).toEqual([37, 15]);
      expect(await attempt(card)).toEqual([]);
      await look('insert into "GL40000" ("SETUPKEY", "NJRNLENT") values (1, $1)', (setup as { NJRNLENT: number }).NJRNLENT);
      await look(`update "SY01000" set "TRXSRCPX" = 'SLSDP' where "TRXSRCPX" = 'XXXXX'`);
    });

    it('of types 1 to 3 are posted as deposits, of type 6 only recorded', async () => {
      const of = { I_vSOPNUMBE: 'PAID', I_vCUSTNMBR: 'FENNWICK', I_vLOCNCODE: 'CENTRAL' };
      const { I_vLOCNCODE: _, ...by } = of;
      await commit(
        line(of),
        payment({ ...by, I_vRCTNCCRD: '************4242', I_vAUTHCODE: 'A1' }),
        payment({ ...by, I_vPYMTTYPE: 1, I_vDOCAMNT: '20' }),
        payment({ ...by, I_vPYMTTYPE: 6, I_vDOCAMNT: '30' }),
        header({ ...of, I_vPYMTRCVD: '100' }),
      );
      const columns = `"PYMTTYPE" as type, ${amount('AMNTPAID')}, rtrim("DOCNUMBR") as number, "SEQNUMBR" as sequence,
        rtrim("TRXSORCE") as trail, "DEPSTATS" as status`;
      const posted = {
        number: expect.stringMatching(/^PYMT26-03\d\d$/),
        trail: expect.stringMatching(/^SLSDP\d{8}$/),
        status: 0,
      };
      expect(await ofOrder('PAID', columns, 'SOP10103')).toEqual([
        { type: 3, AMNTPAID: '50', sequence: 16384, ...posted },
        { type: 1, AMNTPAID: '20', sequence: 32768, ...posted },
        { type: 6, AMNTPAID: '30', number: '', sequence: 49152, trail: '', status: 0 },
      ]);
      expect(await summary('FENNWICK')).toEqual([expect.objectContaining({ ONORDAMT: '214.5', DEPRECV: '165', UNPSTOCA: '0' })]);
      expect(await ofOrder('PAID', ['PYMTRCVD', 'DEPRECVD', 'ACCTAMNT'].map(amount).join(', '), 'SOP10100')).toEqual([
        { PYMTRCVD: '100', DEPRECVD: '70', ACCTAMNT: '19.5' },
      ]);
      await commit(payment({ ...by, I_vDOCAMNT: '19.50' }));
      expect(await ofOrder('PAID', ['PYMTRCVD', 'DEPRECVD', 'ACCTAMNT'].map(amount).join(', '), 'SOP10100')).toEqual([
        { PYMTRCVD: '119.5', DEPRECVD: '89.5', ACCTAMNT: '0' },
      ]);
      expect(await summary('FENNWICK')).toEqual([expect.objectContaining({ DEPRECV: '184.5' })]);
    });
  });

  describe('holds and fields', () => {
    it('need the order, and a hold that is known or described', async () => {
      expect(await attempt(hold())).toEqual([87]);
      expect(await attempt(line(), header(), hold({ I_vPRCHLDID: 'NEW' }))).toEqual([88]);
      expect(await attempt(line(), header(), hold({ I_vPRCHLDID: 'NEW', I_vDSCRIPTN: 'A new one' }))).toEqual([]);
      expect(await attempt(fields({ I_vSOPNUMBE: '' }))).toEqual([135]);
    });

    it('are removed by an update', async () => {
      const of = { I_vSOPNUMBE: 'RELEASED' };
      await commit(line(of), header(of), hold(of), hold({ ...of, I_vDELETE1: 1, I_vUpdateSopIfExists: 1 }));
      expect(await ofOrder('RELEASED', '"DELETE1" as removed', 'SOP10104')).toEqual([{ removed: 1 }]);
    });
  });

  describe('numbers', () => {
    const sopNumber = (id: string, type = 2, step = 1): NumberCall => ({
      procedure: 'taGetSopNumber',
      parameters: { I_tSOPTYPE: type, I_cDOCID: id, I_tInc_Dec: step },
    });
    const next = (id: string, type = 2, step = 1) => econnect.nextNumber(sopNumber(id, type, step), PATIENT);

    it('count up by document id, else by type, skip those taken, and come back', async () => {
      const taken = { I_vSOPNUMBE: 'ORD00000101' };
      await commit(line(taken), header(taken));
      const numbers = [];
      for (const [id, step] of [
        ['STRICTORD'],
        ['STRICTORD'],
        ['REVIEWORD'],
        ['REVIEWORD'],
        ['REVIEWORD', 0],
        ['REVIEWORD'],
      ] as const) {
        numbers.push(await next(id, 2, step ?? 1));
      }
      expect(numbers).toEqual(
        ['ORD00000100', 'ORD00000102', 'REV00999', 'REV01000', 'REV01000', 'REV01000'].map((number) => ({ number })),
      );
      expect(await next('NOSUCH')).toEqual({ procedure: 'taGetSopNumber', codes: [3411] });
      expect(await next('STDORD', 8)).toEqual({ procedure: 'taGetSopNumber', codes: [3388] });
    });

    it('are different for all who ask at once', async () => {
      const numbers = await Promise.all(Array.from({ length: 5 }, () => next('BATCHORD')));
      expect(new Set(numbers)).toEqual(new Set(['20', '21', '22', '23', '24'].map((end) => ({ number: `ORD26-0020${end}` }))));
    });

    it('of payments come from receivables', async () => {
      const call = { procedure: 'taGetPaymentNumber', parameters: { I_vDOCTYPE: 9, I_vInc_Dec: 1 } } as const;
      expect(await econnect.nextNumber(call, PATIENT)).toEqual({ number: expect.stringMatching(/^PYMT26-03\d\d$/) });
    });
  });

  describe('customers', () => {
    it('are made with an address and its mail, and can order', async () => {
      await commit(
        customer({
          I_vCUSTNAME: 'New Company',
          I_vADRSCODE: 'MAIN',
          I_vADDRESS1: '1 First Street',
          I_vPHNUMBR1: '31255501990000',
          I_vUseCustomerClass: 1,
          I_vCUSTCLAS: 'RETAIL',
          I_vCUSTDISC: '1.5',
          I_vTAXSCHID: 'IL-SALES',
        }),
        step('taCreateCustomerAddress', {
          I_vCUSTNMBR: 'NEWCO',
          I_vADRSCODE: 'dock',
          I_vCITY: 'Joliet',
          I_vLOCNCODE: 'CENTRAL',
        }),
        step('taCreateInternetAddresses', {
          I_vMaster_Type: 'CUS',
          I_vMaster_ID: 'NEWCO',
          I_vADRSCODE: 'MAIN',
          I_vINET1: 'a@example.com',
        }),
        line({ I_vSOPNUMBE: 'FIRST', I_vCUSTNMBR: 'NEWCO' }),
        header({ I_vSOPNUMBE: 'FIRST', I_vCUSTNMBR: 'NEWCO' }),
      );
      expect(
        await look(
          `select rtrim("CUSTNAME") as name, rtrim("STMTNAME") as statement, rtrim("PRSTADCD") as ship_to, rtrim("PHONE1") as phone, "CUSTDISC" as discount,
           rtrim("PRCLEVEL") = (select rtrim("PRCLEVEL") from "RM00201" where "CLASSID" = 'RETAIL') as level from "RM00101" where "CUSTNMBR" = 'NEWCO'`,
        ),
      ).toEqual([
        { name: 'New Company', statement: 'New Company', ship_to: 'MAIN', phone: '31255501990000', discount: 150, level: true },
      ]);
      expect(
        await look(
          `select rtrim("ADRSCODE") as code, rtrim("ADDRESS1") as street, rtrim("CITY") as city from "RM00102" where "CUSTNMBR" = 'NEWCO' order by 1`,
        ),
      ).toEqual([
        { code: 'DOCK', street: '', city: 'Joliet' },
        { code: 'MAIN', street: '1 First Street', city: '' },
      ]);
      expect(await look(`select rtrim("INET1") as mail from "SY01200" where "Master_ID" = 'NEWCO'`)).toEqual([
        { mail: 'a@example.com' },
      ]);
      expect(await summary('NEWCO')).toEqual([expect.objectContaining({ ONORDAMT: '119.5' })]);
    });

    it('keep what is NULL and lose what is blank', async () => {
      await commit(customer({ I_vCUSTNMBR: 'STARLING', I_vCUSTNAME: null, I_vCNTCPRSN: '', I_vHOLD: 1 }));
      expect(
        await look(
          `select rtrim("CUSTNAME") as name, rtrim("CNTCPRSN") as contact, "HOLD" as hold from "RM00101" where "CUSTNMBR" = 'STARLING'`,
        ),
      ).toEqual([{ name: 'Starling Event Rigging', contact: '', hold: 1 }]);
    });

    it.each<readonly [Parameters, readonly number[]]>([
      [{ I_vHOLD: 2, I_vINACTIVE: 2 }, [1620, 1621]],
      [{ I_vCRLMTTYP: 3 }, [4617]],
      [{ I_vCRLMTTYP: 1, I_vCRLMTAMT: '5' }, [7128]],
      [{ I_vCUSTDISC: '101' }, [5897]],
    ])('are refused with %j', async (over, errors) => {
      expect(await attempt(customer({ I_vCUSTNMBR: 'WRONG', ...over }))).toEqual(errors);
    });
  });

  describe('a transaction', () => {
    const order = (number: string) => [line({ I_vSOPNUMBE: number }), header({ I_vSOPNUMBE: number })];
    const found = (number: string) =>
      look(
        `select 1 as here from "SOP10200" where "SOPNUMBE" = $1 union all select 2 from "SOP10100" where "SOPNUMBE" = $1`,
        number,
      );

    it('leaves nothing when it is rolled back', async () => {
      const before = [await stock('CWR-12'), await summary('HARGATE')];
      expect(await attempt(line({ I_vSOPNUMBE: 'UNDONE' }), header({ I_vSOPNUMBE: 'UNDONE' }))).toEqual([]);
      expect(await found('UNDONE')).toEqual([]);
      expect([await stock('CWR-12'), await summary('HARGATE')]).toEqual(before);
    });

    it('can be refused, the next so many calls, but not a number', async () => {
      opened.company.trouble.makeWrites({ refuseWith: 2079 }, { refuseWith: { next: 1 } });
      const number = { procedure: 'taGetSopNumber', parameters: { I_tSOPTYPE: 2, I_cDOCID: 'STDORD', I_tInc_Dec: 1 } } as const;
      expect(await econnect.nextNumber(number, PATIENT)).toEqual({ number: expect.any(String) });
      expect(await econnect.run(order('REFUSED'), PATIENT)).toEqual({ procedure: 'taSopLineIvcInsert', codes: [2079] });
      expect(await found('REFUSED')).toEqual([]);
      expect(await econnect.run(order('REFUSED'), PATIENT)).toBeNull();
    });

    it('can be a deadlock’s victim, and go through the next time', async () => {
      opened.company.trouble.makeWrites({ deadlock: true }, { deadlock: { next: 1 } });
      await expect(econnect.run(order('VICTIM'), PATIENT)).rejects.toMatchObject({ code: '40P01' });
      expect(await found('VICTIM')).toEqual([]);
      await econnect.run(order('VICTIM'), PATIENT);
      expect(await found('VICTIM')).toHaveLength(2);
    });

    it('can be cut off before the commit, and lose the answer after it, with the same error', async () => {
      opened.company.trouble.makeWrites({ cutBeforeCommit: true });
      await expect(econnect.run(order('GONE-1'), PATIENT)).rejects.toMatchObject({ code: 'ECONNRESET' });
      opened.company.trouble.makeWrites({ loseAnswer: true });
      await expect(econnect.run(order('GONE-2'), PATIENT)).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect([await found('GONE-1'), await found('GONE-2')].map(({ length }) => length)).toEqual([0, 2]);
    });

    it('can hang, frees who gives up, and goes on when the trouble ends; questions do not hang with it', async () => {
      opened.company.trouble.makeWrites({ hangWrites: true });
      const impatient = new AbortController();
      const given = econnect.run(order('HANGS-1'), impatient.signal);
      const waits = econnect.run(order('HANGS-2'), PATIENT);
      impatient.abort(new Error('enough'));
      await expect(given).rejects.toThrow('enough');
      expect(await opened.company.gp.selectFrom('MC40000').select('FUNLCURR').execute()).toHaveLength(1);
      opened.company.trouble.makeWrites({});
      expect(await waits).toBeNull();
      expect([await found('HANGS-1'), await found('HANGS-2')].map(({ length }) => length)).toEqual([0, 2]);
    });

    it('is rolled back when its caller gives up in the middle', async () => {
      const impatient = new AbortController();
      const [first, last] = order('MIDDLE') as [ProcedureCall, ProcedureCall];
      const givesUp = {
        ...last,
        get parameters() {
          impatient.abort(new Error('enough'));
          return last.parameters;
        },
      } as ProcedureCall;
      await expect(econnect.run([first, givesUp], impatient.signal)).rejects.toThrow('enough');
      expect(await found('MIDDLE')).toEqual([]);
    });

    it('meets trouble by chance, the same for the same seed, and does not meet that of questions', async () => {
      const outcomes = async (seed: number) => {
        opened.company.trouble.makeWrites({ cutBeforeCommit: true }, { cutBeforeCommit: { probability: 0.5, seed } });
        const met: boolean[] = [];
        for (let round = 0; round < 12; round++) {
          met.push(
            await econnect.run([], PATIENT).then(
              () => true,
              () => false,
            ),
          );
        }
        return met;
      };
      const first = await outcomes(1);
      expect(new Set(first)).toEqual(new Set([true, false]));
      expect(await outcomes(1)).toEqual(first);
      opened.company.trouble.makeWrites({});
      opened.company.trouble.make({ failing: true });
      expect(await attempt(line())).toEqual([]);
      opened.company.trouble.make({});
    });

    it('counts each procedure as a question', async () => {
      opened.company.trouble.resetQuestions();
      await attempt(line(), line(), header({ I_vSUBTOTAL: '239', I_vDOCAMNT: '239' }));
      expect(opened.company.trouble.questions).toBe(3);
    });
  });

  it('has a text for every error', async () => {
    const codes = [53, 54, 56, 67, 101, 235, 299, 1541, 1790, 1791, 2221, 9177];
    const known = await look(
      'select "ErrorCode" as code from "DYNAMICS"."taErrorCode" where "ErrorCode" = any($1) order by 1',
      codes,
    );
    expect(known).toEqual(codes.map((code) => ({ code })));
  });
});
