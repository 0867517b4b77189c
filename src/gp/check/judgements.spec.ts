import { describe, expect, it } from 'vitest';
import { Exact } from '../../values/exact.js';
import { asSku } from '../../values/identifiers.js';
import { parameterTypes } from '../econnect/procedures.js';
import { OPTIONAL_COLUMNS } from '../sql/optional-columns.js';
import { STAMPED_TABLES } from '../used-objects.js';
import { priceCheck, stockCheck } from './agreement-checks.js';
import type { Check, CheckedCompany, CheckedSettings } from './check.js';
import { CALLED_PROCEDURES, COST_WITHOUT, proceduresCheck, tablesCheck } from './rights-checks.js';
import { databaseCheck, isolationCheck, loginsCheck, serverCheck } from './server-checks.js';
import { documentCheck, namesCheck, sitesCheck, versionCheck } from './setup-checks.js';
import { triggersCheck } from './stamps-checks.js';
import { clockCheck, latencyCheck } from './time-checks.js';

const SETTINGS: CheckedSettings = {
  documentId: null,
  batchId: 'STOREFRONT',
  cardName: null,
  customerClass: null,
  accountFields: new Map(),
  productFields: new Map(),
  currencyCodes: new Map(),
  timeZone: 'America/Chicago',
  deadlineMs: 800,
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
        ['missing', 'taSopHdrIvcInsert has no @I_vBACHNUMB'],
        ['note', 'taCreateInternetAddresses has no @I_vEmailToAddress, which later versions of GP have: it is left out'],
        ['missing', 'taGetPaymentNumber is not there, or may not be called'],
      ),
    );
  });

  it('warns of stamps that nothing keeps', () => {
    const all = STAMPED_TABLES.map((table) => ({ table, trigger: `zDT_${table}U`, disabled: 0 }));
    expect(judged(triggersCheck, all)).toMatchObject(findings(['ok']));
    const some = all.filter(({ table }) => table !== 'IV00104');
    expect(judged(triggersCheck, [...some, { table: 'IV00102', trigger: 'zDT_IV00102D', disabled: 1 }])).toMatchObject(
      findings(
        ['warning', expect.stringContaining('zDT_IV00102D of IV00102 is switched off'), 'enable trigger zDT_IV00102D on IV00102'],
        ['warning', expect.stringContaining('IV00104 has no trigger zDT_IV00104')],
      ),
    );
  });
});

describe('The check of the company', () => {
  const version = { systemDatabase: 'DYNAMICS', major: 18, minor: 5, build: 1635 };

  it('names the version of GP, and a database that is no company of it', () => {
    expect(judged(versionCheck, version)).toMatchObject(
      findings(['ok', 'GP 2018 or 18.x (18.5.1635), system database DYNAMICS']),
    );
    expect(judged(versionCheck, { ...version, major: 11 })).toMatchObject(findings(['warning']));
    expect(judged(versionCheck, { ...version, major: undefined })).toMatchObject(
      findings(['missing', 'DYNAMICS does not know the company TWO (SY01500, DU000020)']),
    );
  });

  it('looks for what the settings name', () => {
    const documents = { ids: ['STDORD', 'WEB'], usual: 'STDORD' };
    expect(judged(documentCheck, documents)).toMatchObject(findings(['ok', "orders are entered as STDORD, GP's own default"]));
    expect(judged(documentCheck, documents, { documentId: 'web' })).toMatchObject(findings(['ok']));
    expect(judged(documentCheck, documents, { documentId: 'SHOP' })).toMatchObject(
      findings(['missing', 'GP has no document ID SHOP for orders (GP_ORDER_DOCUMENT)', 'there are STDORD, WEB']),
    );
    expect(judged(documentCheck, { ids: ['WEB'], usual: '' })).toMatchObject(
      findings(['missing', expect.any(String), 'set GP_ORDER_DOCUMENT: there are WEB']),
    );
    const names = { batches: 1, cards: ['VISA'], checkbooks: ['FIRST'], classes: ['RETAIL'] };
    expect(judged(namesCheck, names, { cardName: 'VISA', customerClass: 'RETAIL' })).toMatchObject(
      findings(['ok'], ['ok'], ['ok']),
    );
    expect(judged(namesCheck, { ...names, checkbooks: [] }, { cardName: 'GOLD', customerClass: 'WEB' })).toMatchObject(
      findings(
        ['ok'],
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

  it("compares prices and stock with GP's own", () => {
    const priced = (own: string, gps: string | null) => ({
      sku: asSku('CUT-9'),
      unit: 'Each',
      own: new Exact(own),
      gps: gps === null ? null : new Exact(gps),
    });
    expect(judged(priceCheck, { customer: 'HARGATE', priced: [priced('1.92', '1.92000')] })).toMatchObject(findings(['ok']));
    expect(judged(priceCheck, { customer: 'HARGATE', priced: [priced('1.92', '1.85')] })).toMatchObject(
      findings(['warning', 'CUT-9 costs HARGATE 1.92 in the unit Each, and 1.85 in GP']),
    );
    expect(judged(priceCheck, { customer: 'HARGATE', priced: undefined })).toMatchObject(findings(['note']));
    const row = (type: number, onHand: string) => ({ ITEMNMBR: 'CUT-9', RCRDTYPE: type, onHand, allocated: '0' });
    expect(judged(stockCheck, [row(1, '5.00000'), row(2, '2.00000'), row(2, '3.00000')])).toMatchObject(findings(['ok']));
    expect(judged(stockCheck, [row(1, '6.00000'), row(2, '2.00000'), row(2, '3.00000')])).toMatchObject(findings(['warning']));
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
