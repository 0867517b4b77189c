import type { CalendarDate } from '../../src/values/calendar-date.js';

/**
 * A process of the gateway's own code that stands still in the middle of its work, as one in a debugger or on a machine that is
 * moved does. Run with the built gateway's folder as a URL, what to do, and the database.
 */
const [, , dist = '', work = '', url = ''] = process.argv;

const built = (path: string) => import(new URL(path, dist).href) as Promise<unknown>;
const standStill = () => process.kill(process.pid, 'SIGSTOP');

if (work === 'credit') {
  const { GatewayDatabase } = (await built(
    'database/gateway-database.js',
  )) as typeof import('../../src/database/gateway-database.js');
  const { sql } = (await import('kysely')) as typeof import('kysely');
  const database = await GatewayDatabase.open({ url } as Parameters<typeof GatewayDatabase.open>[0]);
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(4711)`.execute(transaction);
    standStill();
    await sql`select 1`.execute(transaction);
  });
} else {
  const { SandboxCompany } = (await built('sandbox/sandbox-company.js')) as typeof import('../../src/sandbox/sandbox-company.js');
  const { SandboxEConnect } = (await built(
    'sandbox/sandbox-econnect.js',
  )) as typeof import('../../src/sandbox/sandbox-econnect.js');
  const { readCompanyFolder, SHIPPED_COMPANY } = (await built(
    'sandbox/company-folder.js',
  )) as typeof import('../../src/sandbox/company-folder.js');
  const company = await SandboxCompany.open({
    company: readCompanyFolder(SHIPPED_COMPANY),
    url,
    timeZone: 'UTC',
    warn: () => undefined,
  });
  const econnect = new SandboxEConnect(company);
  const patient = new AbortController().signal;
  if (work === 'number') {
    const { EConnectOrderIntake } = (await built(
      'gp/econnect/econnect-order-intake.js',
    )) as typeof import('../../src/gp/econnect/econnect-order-intake.js');
    const setup = { documentId: null, batchId: 'STOREFRONT', cardName: 'VISA', customerClass: null };
    await new EConnectOrderIntake(econnect, company.gp, setup).reserveNumber(patient);
  } else {
    const line = {
      procedure: 'taSopLineIvcInsert',
      parameters: {
        I_vSOPTYPE: 2,
        I_vSOPNUMBE: 'STANDS-STILL',
        I_vCUSTNMBR: 'HARGATE',
        I_vDOCDATE: '2026-11-23' as CalendarDate,
        I_vITEMNMBR: 'CWR-12',
        I_vQUANTITY: '1',
        I_vUNITPRCE: '11.95',
        I_vXTNDPRCE: '11.95',
      },
    } as const;
    const fields = {
      procedure: 'taSopUserDefined',
      // Asked for between the two calls.
      get parameters() {
        standStill();
        return { I_vSOPTYPE: 2, I_vSOPNUMBE: 'STANDS-STILL' };
      },
    } as const;
    await econnect.run([line, fields], patient);
  }
}
process.exit();
