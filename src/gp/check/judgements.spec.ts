import { describe, expect, it } from 'vitest';
import { Exact } from '../../values/exact.js';
import { asAccountNumber, asSku } from '../../values/identifiers.js';
import { parameterTypes } from '../econnect/procedures.js';
import { OPTIONAL_COLUMNS } from '../sql/optional-columns.js';
import { OPTIONAL_TABLES, TABLES_WITH_STAMP_TRIGGERS } from '../used-objects.js';
import { priceCheck, stockCheck } from './agreement-checks.js';
import { changesCheck } from './changes-checks.js';
import type { Check, CheckedCompany, CheckedSettings } from './check.js';
import { depositsCheck, exchangeCheck } from './entry-checks.js';
import { withoutAnswer } from './no-answer.js';
import { CALLED_PROCEDURES, COST_WITHOUT, proceduresCheck, tablesCheck } from './rights-checks.js';
import { databaseCheck, isolationCheck, loginsCheck, serverCheck } from './server-checks.js';
import { currenciesCheck, documentCheck, namesCheck, quoteDocumentCheck, sitesCheck, versionCheck } from './setup-checks.js';
import { triggersCheck } from './stamps-checks.js';
import { clockCheck, latencyCheck } from './time-checks.js';

const SETTINGS: CheckedSettings = {
  documentId: null,
  batchId: 'STOREFRONT',
  quotes: { documentId: null, batchId: 'WEBQUOTES' },
  cardName: null,
  customerClass: null,
  accountFields: new Map(),
  productFields: new Map(),
  currencyCodes: new Map(),
  timeZone: 'America/Chicago',
  changes: 'auto',
  locks: 'wait',
  deadlineMs: 800,
  promotions: 'ignore',
};
const COMPANY = { isSandbox: false, databaseName: 'TWO' } as CheckedCompany;

/** What a check makes of an answer. */
function judged<Answer>(check: Check<Answer>, answer: Answer, settings: Partial<CheckedSettings> = {}) {
  return check.judge(answer, { ...SETTINGS, ...settings }, COMPANY);
}

/** Findings by their level, and where they are given, their words. */
function findings(...expected: readonly (readonly [level: string, text?: unknown, todo?: unknown])[]) {
  return expected.map(([level, text = expect.any(String), todo]) => ({ level, text, ...(todo !== undefined && { todo }) }));
}

describe('The check of the server', () => {
  const server = (version: string) => ({ version, edition: 'Standard Edition (64-bit)', level: 'RTM' });

  it('names its release and edition', () => {
    expect(judged(serverCheck, server('15.0.4375.4'))).toMatchObject(
      findings(['ok', 'SQL Server 2019 (15.0.4375.4, RTM), Standard Edition (64-bit)']),
    );
    expect(judged(serverCheck, server('10.50.6000.34'))).toMatchObject(findings(['missing']));
    expect(judged(serverCheck, server('18.0.1.1'))).toMatchObject(findings(['note']));
  });

  const database = {
    name: 'TWO',
    compatibility: 150,
    collation: 'SQL_Latin1_General_CP1_CI_AS',
    codePage: 1252,
    access: 'MULTI_USER',
    state: 'ONLINE',
    readOnly: 0,
  };

  it('names what of the database would be in the way', () => {
    expect(judged(databaseCheck, database)).toMatchObject(
      findings(['ok', 'TWO: compatibility level 150, collation SQL_Latin1_General_CP1_CI_AS']),
    );
    expect(judged(databaseCheck, { ...database, collation: 'Latin1_General_BIN' })).toMatchObject(
      findings(['ok', 'TWO: compatibility level 150, collation Latin1_General_BIN, which tells capitals from small letters']),
    );
    expect(judged(databaseCheck, { ...database, compatibility: 90 })).toMatchObject(findings(['missing']));
    expect(judged(databaseCheck, { ...database, readOnly: 1, access: 'SINGLE_USER', codePage: 1250 })).toMatchObject(
      findings(
        ['missing', 'TWO is read-only: no order can be handed over'],
        ['warning', 'TWO is in SINGLE_USER'],
        ['warning', 'TWO keeps texts in code page 1250'],
      ),
    );
  });

  it('says whether reads wait for locks', () => {
    const facts = { rowVersions: false, snapshots: 0, systemDatabase: 'DYNAMICS   ', systemSnapshots: 0 };
    expect(judged(isolationCheck, { ...facts, rowVersions: true })).toMatchObject(findings(['ok']));
    expect(judged(isolationCheck, { ...facts, snapshots: 1, systemSnapshots: 1 })).toMatchObject(findings(['ok']));
    expect(judged(isolationCheck, { ...facts, snapshots: 1 })).toMatchObject(
      findings(['warning', undefined, expect.stringMatching(/^alter database \[DYNAMICS\] set allow_snapshot_isolation on:/)]),
    );
    expect(judged(isolationCheck, facts)).toMatchObject(
      findings([
        'warning',
        undefined,
        expect.stringContaining('[TWO] set allow_snapshot_isolation on; alter database [DYNAMICS]'),
      ]),
    );
  });

  it('warns of logins that may do too much, and of one login for everything', () => {
    const login = (name: string, may = {}) => ({ login: name, owner: 0, dyngrp: 0, sysadmin: 0, ...may });
    expect(judged(loginsCheck, [login('read'), login('orders')])).toMatchObject(
      findings(['ok', 'read reads, orders hands orders over']),
    );
    expect(judged(loginsCheck, [login('sa', { sysadmin: 1, owner: 1 }), login('orders', { dyngrp: 1 })])).toMatchObject(
      findings(
        ['warning', 'sa, which reads, is in sysadmin and db_owner: it may do far more than that'],
        ['warning', 'orders, which hands orders over, is in DYNGRP: it may do far more than that'],
      ),
    );
    expect(judged(loginsCheck, [login('gp'), login('gp')])).toMatchObject(
      findings(['warning', 'gp reads and hands orders over']),
    );
  });
});

describe('The check of tables and procedures', () => {
  const column = (table: string, name: string, found: object = {}) => ({ table, column: name, allowed: 1, length: 15, ...found });

  it('names each table and column that is missing, and what that costs', () => {
    expect(judged(tablesCheck, [column('RM00101', 'CUSTNMBR'), column('RM00102', 'ZIP')])).toMatchObject(
      findings(['ok', '2 tables with 2 columns are there, and may be read']),
    );
    expect(
      judged(
        tablesCheck,
        [
          column('RM00101', 'CUSTNMBR', { length: null }),
          column('RM00101', 'HAIRCOLR', { length: null }),
          column('RM00102', 'CCode', { length: null }),
          column('IV00101', 'ITEMNMBR', { allowed: 0 }),
          column('DYNAMICS.MC40200', 'CURNCYID', { allowed: null, length: null }),
        ],
        { accountFields: new Map([['hair', 'HAIRCOLR']]) },
      ),
    ).toMatchObject(
      findings(
        ['missing', 'RM00101.CUSTNMBR is not there'],
        ['missing', 'RM00101.HAIRCOLR, which GP_ACCOUNT_FIELDS names, is not there'],
        ['warning', 'RM00102.CCode is not there: addresses have the name of their country alone'],
        ['missing', 'IV00101 may not be read', expect.stringContaining('npm run gp -- grants')],
        ['missing', 'DYNAMICS.MC40200 is not there, or may not be seen'],
      ),
    );
  });

  it('knows what each column of later releases is for', () => {
    const optional = Object.values(OPTIONAL_COLUMNS).flatMap((columns) => Object.keys(columns));
    expect(Object.keys(COST_WITHOUT).sort()).toEqual([...new Set(optional)].sort());
  });

  it('names each procedure and parameter that is missing', () => {
    const found = CALLED_PROCEDURES.flatMap((procedure) =>
      Object.keys(parameterTypes(procedure)).map((parameter) => ({ procedure, parameter: `@${parameter}`, allowed: 1 })),
    );
    expect(judged(proceduresCheck, found)).toMatchObject(findings(['ok']));
    const older = found
      .filter(({ procedure }) => procedure !== 'taGetPaymentNumber')
      .filter(({ parameter }) => !['@I_vEmailToAddress', '@I_vBACHNUMB'].includes(parameter))
      .map((row) => (row.procedure === 'taSopUserDefined' ? { ...row, allowed: 0 } : row));
    expect(judged(proceduresCheck, older)).toMatchObject(
      findings(
        ['missing', 'taSopUserDefined may not be called'],
        ['missing', '@I_vBACHNUMB of taSopHdrIvcInsert, @I_vBACHNUMB of taRMCashReceiptInsert are not there'],
        ['note', '@I_vEmailToAddress of taCreateInternetAddresses is not there, as in an older GP'],
        ['missing', 'taGetPaymentNumber is not there, or may not be called'],
      ).map((finding) => ({ ...finding, text: expect.stringContaining(finding.text as string) })),
    );
  });

  it('tells what has one cure in one line, with the list', () => {
    const uncallable = CALLED_PROCEDURES.map((procedure) => ({ procedure, parameter: null, allowed: 0 }));
    expect(judged(proceduresCheck, uncallable)).toMatchObject(
      findings(['missing', `${CALLED_PROCEDURES.join(', ')} may not be called`, expect.stringContaining('npm run gp -- grants')]),
    );
    expect(judged(proceduresCheck, [])).toMatchObject(
      findings(['missing', `${CALLED_PROCEDURES.join(', ')} are not there, or may not be called`]),
    );
    const unreadable = ['RM00101', 'RM00102'].map((table) => column(table, 'CUSTNMBR', { allowed: 0 }));
    expect(judged(tablesCheck, unreadable)).toMatchObject(findings(['missing', 'RM00101, RM00102 may not be read']));
    const addresses = ['SOP10100', 'SOP10200'].map((table) => column(table, 'ShipToName', { length: null }));
    expect(judged(tablesCheck, addresses)).toMatchObject(
      findings([
        'warning',
        'SOP10100.ShipToName, SOP10200.ShipToName are not there: ship-to addresses have no name of their own',
      ]),
    );
    expect(judged(triggersCheck, [])).toMatchObject(
      findings(['warning', expect.stringContaining(`${TABLES_WITH_STAMP_TRIGGERS.join(', ')} have no triggers of GP's`)]),
    );
  });

  it('has no need of tables that only the check reads', () => {
    const found = Object.keys(OPTIONAL_TABLES).map((table) => column(table, 'X', { allowed: null, length: null }));
    expect(new Set(judged(tablesCheck, [column('RM00101', 'CUSTNMBR'), ...found]).map(({ level }) => level))).toEqual(
      new Set(['ok', 'note']),
    );
  });

  it('warns of stamps that nothing keeps', () => {
    const all = TABLES_WITH_STAMP_TRIGGERS.map((table) => ({ table, trigger: `zDT_${table}U`, disabled: 0 }));
    expect(judged(triggersCheck, all)).toMatchObject(findings(['ok']));
    const some = all.filter(({ table }) => table !== 'IV00104');
    expect(judged(triggersCheck, [...some, { table: 'IV00102', trigger: 'zDT_IV00102D', disabled: 1 }])).toMatchObject(
      findings(
        ['warning', expect.stringContaining("IV00104 has no trigger of GP's (zDT_...)")],
        ['warning', expect.stringContaining('zDT_IV00102D of IV00102 is switched off'), 'enable trigger zDT_IV00102D on IV00102'],
      ),
    );
  });

  it('does without a procedure that one thing alone needs, and says what is lost', () => {
    const found = CALLED_PROCEDURES.flatMap((procedure) =>
      Object.keys(parameterTypes(procedure)).map((parameter) => ({ procedure, parameter: `@${parameter}`, allowed: 1 })),
    );
    for (const allowed of [null, 0]) {
      const without = found.flatMap((row) =>
        row.procedure !== 'taSopVoidDocument' ? [row] : allowed === null ? [] : [{ ...row, allowed }],
      );
      const lost =
        'orders that are in GP cannot be cancelled through the storefront, and a quote that it orders stays open in GP';
      expect(judged(proceduresCheck, without)).toMatchObject(
        findings(['note', `taSopVoidDocument is not there, or may not be called: ${lost}`], ['ok']),
      );
    }
  });
});

describe('The check of the company', () => {
  const version = { systemDatabase: 'DYNAMICS', isKnown: true, major: 18, minor: 5, build: 1635 };

  it('names the version of GP, and a database that is no company of it', () => {
    expect(judged(versionCheck, version)).toMatchObject(
      findings(['ok', 'GP 2018 or 18.x (18.5.1635), system database DYNAMICS']),
    );
    expect(judged(versionCheck, { ...version, major: 11 })).toMatchObject(findings(['warning']));
    expect(judged(versionCheck, { ...version, isKnown: false, major: undefined })).toMatchObject(
      findings(['missing', 'DYNAMICS does not know the company TWO (SY01500)']),
    );
    // As in a company whose GP has no such table.
    expect(judged(versionCheck, { ...version, major: undefined })).toMatchObject(findings(['note']));
  });

  it('looks for what the settings name', () => {
    const documents = { ids: ['STDORD', 'WEB'], neverOrdered: ['STDORD', 'WEB'], usual: 'STDORD' };
    expect(judged(documentCheck, documents)).toMatchObject(findings(['ok', "orders are entered as STDORD, GP's own default"]));
    expect(judged(documentCheck, documents, { documentId: 'web' })).toMatchObject(findings(['ok']));
    expect(judged(documentCheck, documents, { documentId: 'SHOP' })).toMatchObject(
      findings(['missing', 'GP has no document ID SHOP for orders (GP_ORDER_DOCUMENT)', 'there are STDORD, WEB']),
    );
    expect(judged(documentCheck, { ids: ['WEB'], neverOrdered: [], usual: '' })).toMatchObject(
      findings(['missing', expect.any(String), 'set GP_ORDER_DOCUMENT: there are WEB']),
    );
    const quotes = (documentId: string) => ({ quotes: { documentId, batchId: 'WEBQUOTES' } });
    expect(judged(quoteDocumentCheck, { ids: ['QUOTE'], neverOrdered: [], usual: 'QUOTE' })).toMatchObject(
      findings(['ok', "quotes are entered as QUOTE, GP's own default"]),
    );
    expect(judged(quoteDocumentCheck, { ids: ['QUOTE'], neverOrdered: [], usual: 'QUOTE' }, quotes('WEBQTE'))).toMatchObject(
      findings(['warning', 'GP has no document ID WEBQTE for quotes (GP_QUOTE_DOCUMENT)', 'there are QUOTE']),
    );
    expect(judged(quoteDocumentCheck, { ids: ['QUOTE'], neverOrdered: ['QUOTE'], usual: 'QUOTE' })).toMatchObject(
      findings(
        ['warning', 'quotes of the document ID QUOTE cannot become orders (SOP40200.QUOTOORD): none can be asked for'],
        ['ok'],
      ),
    );
    const names = { batches: 1, quoteBatches: 0, cards: ['VISA'], checkbooks: ['FIRST'], classes: ['RETAIL'] };
    expect(judged(namesCheck, names, { cardName: 'VISA', customerClass: 'RETAIL' })).toMatchObject(
      findings(['ok'], ['note'], ['ok'], ['ok']),
    );
    expect(
      judged(namesCheck, { ...names, quoteBatches: 1, checkbooks: [] }, { cardName: 'GOLD', customerClass: 'WEB' }),
    ).toMatchObject(
      findings(
        ['ok'],
        ['ok', 'requests for quotes go into the batch WEBQUOTES'],
        ['missing', 'GP has no card GOLD (GP_ORDER_CARD)', 'there are VISA'],
        ['missing', 'GP has no customer class WEB (GP_NEW_CUSTOMER_CLASS)', 'there are RETAIL'],
        ['warning'],
      ),
    );
  });

  it('needs a site', () => {
    const site = (code: string, inactive = 0) => ({ LOCNCODE: code, INACTIVE: inactive });
    expect(judged(sitesCheck, [site('EAST'), site('WEST', 1)])).toMatchObject(findings(['ok', 'EAST, 1 inactive']));
    expect(judged(sitesCheck, [site('WEST', 1)])).toMatchObject(findings(['missing']));
  });

  it('says that prices come from price sheets, and whether their promotions hold', () => {
    const setup = {
      functionalCurrency: [{ FUNLCURR: 'Z-US$' }],
      currency: [{ CURNCYID: 'Z-US$', DECPLCUR: '3', ISOCURRC: 'USD' }],
      receivables: [{ PRCLEVEL: 'RETAIL' }],
      priceLevel: [],
      sales: [],
      document: [],
      extendedPricing: [],
    };
    const currency = ['ok', 'the functional currency is Z-US$ (USD)'] as const;
    expect(judged(currenciesCheck, setup)).toMatchObject(findings(currency));
    const extended = { ...setup, extendedPricing: [{ CMPANYID: '1' }] };
    expect(judged(currenciesCheck, extended)).toMatchObject(
      findings(currency, [
        'note',
        'extended pricing is on: prices come from price sheets, and their promotions do not hold',
        'GP_PROMOTIONS=apply, where they hold in the storefront',
      ]),
    );
    expect(judged(currenciesCheck, extended, { promotions: 'show' })).toMatchObject(findings(currency, ['ok']));
    expect(judged(currenciesCheck, extended, { promotions: 'apply' })).toMatchObject(
      findings(currency, ['ok', 'extended pricing is on: prices come from price sheets, whose promotions are applied']),
    );
  });

  it('does not accept "US$" as a currency code, and names the column of GP that has it', () => {
    const currency = (id: string, code: string) => ({ CURNCYID: id, DECPLCUR: '3', ISOCURRC: code });
    const setup = {
      functionalCurrency: [{ FUNLCURR: 'Z-US$' }],
      currency: [currency('Z-US$', 'US$'), currency('Z-C$', 'cad')],
      receivables: [{ PRCLEVEL: 'RETAIL' }],
      priceLevel: [],
      sales: [],
      document: [],
      extendedPricing: [],
    };
    const mistyped = ['warning', 'there is no ISO code in DYNAMICS.MC40200.ISOCURRC: "US$" of Z-US$'] as const;
    expect(judged(currenciesCheck, setup)).toMatchObject(
      findings(['missing', 'the functional currency "Z-US$" has no ISO code', 'GP_CURRENCY_CODES=Z-US$=USD'], mistyped),
    );
    expect(judged(currenciesCheck, setup, { currencyCodes: new Map([['Z-US$', 'USD']]) })).toMatchObject(
      findings(['ok', 'the functional currency is Z-US$ (USD)'], mistyped),
    );
  });

  it("compares prices and stock with GP's own", () => {
    const priced = (own: string, gps: string | null) => ({
      sku: asSku('CUT-9'),
      unit: 'Each',
      own: new Exact(own),
      gps: gps === null ? null : new Exact(gps),
    });
    const prices = (gps: string) => ({ customer: asAccountNumber('HARGATE'), priced: [priced('1.92', gps)], trouble: null });
    expect(judged(priceCheck, prices('1.92000'))).toMatchObject(findings(['ok']));
    expect(judged(priceCheck, prices('1.85'))).toMatchObject(
      findings(['warning', 'CUT-9 costs HARGATE 1.92 in the unit Each, and 1.85 in GP']),
    );
    expect(judged(priceCheck, { customer: null, priced: [], trouble: 'it may not be called' })).toMatchObject(
      findings(['note', 'prices are not compared: it may not be called']),
    );
    const row = (type: number, onHand: string) => ({ ITEMNMBR: 'CUT-9', RCRDTYPE: type, onHand, allocated: '0' });
    expect(judged(stockCheck, [row(1, '5.00000'), row(2, '2.00000'), row(2, '3.00000')])).toMatchObject(findings(['ok']));
    expect(judged(stockCheck, [row(1, '6.00000'), row(2, '2.00000'), row(2, '3.00000')])).toMatchObject(findings(['warning']));
  });
});

describe('The check of what orders need', () => {
  const deposits = { journal: [{}], auditTrail: [{}] };

  it('looks for the next journal entry and the audit trail code of deposits', () => {
    expect(judged(depositsCheck, deposits)).toMatchObject(findings(['ok']));
    expect(judged(depositsCheck, { journal: [], auditTrail: [] })).toMatchObject(
      findings(['warning', expect.stringContaining('37')], ['warning', expect.stringContaining('15')]),
    );
    expect(judged(depositsCheck, { ...deposits, auditTrail: [] }, { cardName: 'VISA' })).toMatchObject(
      findings(['missing', expect.stringContaining('SY01000 has no audit trail code SLSDP')]),
    );
    expect(judged(depositsCheck, { journal: undefined, auditTrail: [{}] })).toEqual([]);
  });

  const exchange = {
    functional: 'Z-US$          ',
    usualRateType: 'SELL',
    customers: [
      { CURNCYID: '', RATETPID: '' },
      { CURNCYID: 'Z-US$', RATETPID: '' },
      { CURNCYID: 'Z-C$', RATETPID: '' },
      { CURNCYID: 'Z-MX$', RATETPID: 'AVERAGE' },
    ],
    tables: [{ CURNCYID: 'Z-C$', RATETPID: 'SELL', EXGTBLID: 'CAD-SELL' }],
    rates: [{ CURNCYID: 'Z-C$', EXGTBLID: 'CAD-SELL' }],
  };

  it('looks for an exchange table, and a rate of today, of each currency of a customer', () => {
    expect(judged(exchangeCheck, exchange)).toMatchObject(
      findings(['warning', expect.stringMatching(/^Z-MX\$ by the rate type AVERAGE has no exchange table \(MC40301\).*356/)]),
    );
    const customers = exchange.customers.slice(0, 3);
    expect(judged(exchangeCheck, { ...exchange, customers })).toMatchObject(findings(['ok', 'Z-C$ can be converted today']));
    expect(judged(exchangeCheck, { ...exchange, customers, rates: [] })).toMatchObject(
      findings(['warning', expect.stringMatching(/^Z-C\$ by the rate type SELL has no exchange rate of today \(MC00100\).*726/)]),
    );
    expect(judged(exchangeCheck, { ...exchange, customers: exchange.customers.slice(0, 2), tables: undefined })).toMatchObject(
      findings(['ok', "every customer buys in the company's own currency"]),
    );
    expect(judged(exchangeCheck, { ...exchange, rates: undefined })).toEqual([]);
  });
});

describe('The check of Change Tracking', () => {
  const on = { cleanup: 1, retention: 2, unit: 'DAYS' } as const;
  const table = (name: string, found: object = {}) => ({ table: name, tracked: 1, columns: 1, allowed: 1, ...found });
  const tables = [table('IV00101'), table('IV00102', { columns: 0 })];

  it('says whether it is on, and for how long changes are kept', () => {
    expect(judged(changesCheck, { database: on, tables })).toMatchObject(
      findings(
        ['ok', 'Change Tracking is on for the database, and keeps changes for 2 days'],
        ['ok', 'Change Tracking is on for 2 tables, and may be asked'],
      ),
    );
    expect(judged(changesCheck, { database: { cleanup: 0, retention: 1, unit: 'HOURS' }, tables })).toMatchObject(
      findings(['warning'], ['note', expect.stringContaining('changes are kept for 1 hour: ')], ['ok']),
    );
  });

  it('names tables for which it is off, and those that the login may not ask about', () => {
    const some = [table('IV00101', { columns: 0 }), table('RM00101', { tracked: 0 }), table('RM00102', { allowed: 0 })];
    expect(judged(changesCheck, { database: on, tables: some })).toMatchObject(
      findings(
        ['ok'],
        ['warning', expect.stringContaining('off for RM00101'), 'alter table RM00101 enable change_tracking'],
        ['warning', expect.stringContaining('RM00102 may not be seen'), expect.stringContaining('--change-tracking')],
        ['note', expect.stringContaining('does not note the columns of IV00101')],
      ),
    );
  });

  it('goes by what GP_CHANGES asks for', () => {
    const off = { database: undefined, tables: tables.map((each) => ({ ...each, tracked: 0 })) };
    expect(judged(changesCheck, off)).toMatchObject(findings(['note', expect.stringContaining('by stamps')]));
    expect(judged(changesCheck, off, { changes: 'change-tracking' })).toMatchObject(findings(['warning']));
    expect(judged(changesCheck, off, { changes: 'stamps' })).toMatchObject(findings(['ok']));
    expect(judged(changesCheck, { database: on, tables }, { changes: 'off' })).toMatchObject(findings(['note']));
    expect(judged(changesCheck, { database: on, tables }, { locks: 'nolock' })).toMatchObject(findings(['note']));
  });
});

describe('A question without a result', () => {
  const said = (fault: unknown) => withoutAnswer(fault);

  it('is told by what the server said, with its number in plain words', () => {
    const fault = (number: number, lack?: string) =>
      Object.assign(new Error('x'), { code: `SQLSERVER_${number}`, number, missing: lack });
    expect(said(fault(229, 'right SELECT on RM00101'))).toMatchObject({
      text: 'GP refuses: right SELECT on RM00101 is missing (SQLSERVER_229)',
    });
    expect(said(fault(1222))).toMatchObject({
      text: "GP's server answers with error 1222: a GP user's lock was not free in time",
      todo: 'try again',
    });
    expect(said(fault(4712))).toMatchObject({ text: "GP's server answers with error 4712" });
  });

  it('is no answer only where there was none', () => {
    expect(said(Object.assign(new Error('x'), { code: 'ECONNRESET' })).text).toBe('GP gave no answer (ECONNRESET)');
    expect(said(new DOMException('x', 'TimeoutError')).text).toBe('GP gave no answer in time');
    expect(said(new TypeError('x')).text).toBe('this could not be looked at (TypeError)');
  });
});

describe('The check of time', () => {
  const now = new Date('2026-11-23T12:00:30Z');

  it('compares the clocks and the zones', () => {
    expect(judged(clockCheck, { aheadMs: 1_200, offsetMinutes: -360, now })).toMatchObject(
      findings(['ok', "the clocks differ by 1 s, and America/Chicago is the server's zone (UTC-06:00)"]),
    );
    expect(judged(clockCheck, { aheadMs: -90_000, offsetMinutes: 330, now })).toMatchObject(
      findings(
        ['warning', "the server's clock is 90 s behind this machine's"],
        ['warning', "the server's local time is UTC+05:30, and GP_TIME_ZONE America/Chicago is UTC-06:00"],
      ),
    );
  });

  it('warns of a way that takes much of what a question may take', () => {
    expect(judged(latencyCheck, [2, 1.26, 60, 1.5, 3])).toMatchObject(
      findings(['ok', 'a round trip takes 2.0 ms, the slowest of 5 took 60 ms']),
    );
    expect(judged(latencyCheck, [300, 290, 310])).toMatchObject(findings(['warning']));
  });
});
