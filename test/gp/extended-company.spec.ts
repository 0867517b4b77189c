import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSandboxCompany } from '../../src/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { buildGateway, runBuilt } from '../support/built-gateway.js';
import { createDatabase, dropDatabase, onServer } from '../support/databases.js';
import { LOGIN, TdsServer } from '../support/tds/tds-server.js';

/** A price as GP's procedure is asked for it. */
const CALL = `concat_ws(' ', parameters->>'I_vCUSTNMBR', parameters->>'I_vITEMNMBR', (parameters->>'I_vQUANTITY')::numeric,
  parameters->>'I_vUOFM', parameters->>'I_vIncludePromo')`;

interface Drift {
  readonly engine: string;
  readonly compared: number;
  readonly differences: readonly {
    readonly sku: string;
    readonly accountNumber: string;
    readonly quantity: string;
    readonly unitOfMeasure: string;
    readonly own: { readonly amount: string | null };
  }[];
}

const folders = new TemporaryFolders();

describe('npm run gp, of a company on extended pricing', () => {
  let url: string;
  let server: TdsServer;

  beforeAll(async () => {
    await buildGateway();
    url = await createDatabase();
    const opening = { url, company: readSandboxCompany('extended'), timeZone: 'UTC', warn: () => undefined };
    await (await SandboxCompany.open(opening)).close();
    // The commands price on the day of the machine's clock.
    await onServer(
      `update "SOP10110" set "STRTDATE" = "STRTDATE" - interval '20 years', "ENDDATE" = "ENDDATE" + interval '500 years'`,
      url,
    );
    // GP's own procedure, which prices by what the test writes down for it.
    await onServer(
      `create type "taItemListPrice_parameters" as ("I_vCUSTNMBR" text, "I_vITEMNMBR" text, "I_vQUANTITY" text,
        "I_vCURNCYID" text, "I_vUOFM" text, "I_vDOCDATE" text, "I_vIncludePromo" text);
      create table gps_price (call text primary key, price numeric(19,5));
      create function "taItemListPrice"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar, out "I_vUNITPRCE" numeric)
        language sql as $$ select 0, '', coalesce((select price from gps_price where call = ${CALL}), 0) $$`,
      url,
    );
    server = await TdsServer.start(url, { logins: { [LOGIN.user]: LOGIN.password } });
  });
  afterAll(async () => {
    await server?.close();
    await dropDatabase(url);
    folders.remove();
  });

  const run = (words: readonly string[]) =>
    runBuilt('console/gp.js', words, {
      GP_URL: `${server.url}?encrypt=false`,
      GP_PASSWORD: LOGIN.password,
      GP_PROMOTIONS: 'apply',
    });
  const drift = (...words: string[]) => run(['drift', '--samples', '60', '--start', '3', ...words]);

  it("compares prices with GP's own and names the item, customer and quantity of each that differs", async () => {
    const without = JSON.parse((await drift('--json')).stdout) as Drift;
    expect(without).toMatchObject({ engine: 'extended', trouble: null });
    // GP has no price of anything: those that the gateway has differ, and those that it has not either do not.
    expect(without.differences.length).toBeGreaterThan(20);
    expect(without.differences.length).toBeLessThan(without.compared);
    for (const { accountNumber, sku, quantity, unitOfMeasure, own } of without.differences) {
      await onServer(
        `insert into gps_price values ('${accountNumber} ${sku} ${quantity} ${unitOfMeasure} 1', ${own.amount})`,
        url,
      );
    }
    const same = await drift();
    expect(same.stdout).toBe(`${without.compared} prices by extended pricing (--start 3): all GP's own.\n`);
    expect(same.exitCode).toBe(0);

    const [one] = without.differences;
    await onServer(
      `update gps_price set price = price + 0.01 where call like '${one?.accountNumber} ${one?.sku} ${one?.quantity} %'`,
      url,
    );
    const told = (await drift()).stdout.split('\n');
    expect(told[0]).toMatch(
      `${one?.sku} for ${one?.accountNumber}, ${one?.quantity} ${one?.unitOfMeasure}: ${one?.own.amount} here, `,
    );
    expect(told[1]).toMatch(/: 1 not GP's own\.$/);
  });

  it('rehearses an order with what promotions give', async () => {
    const order = {
      input: {
        idempotencyKey: 'rehearsed-promotion',
        reference: 'WEB-1002',
        lines: [
          { sku: 'BRG-6206-2RS', quantity: '20', unitPrice: '5.10' },
          { sku: 'CWR-12', quantity: '1', unitPrice: '7.15' },
        ],
        payments: [{ method: 'ON_ACCOUNT', amount: '109.15' }],
        total: { amount: '109.15', currency: 'USD' },
      },
    };
    const file = join(folders.write({ 'order.json': JSON.stringify(order) }), 'order.json');
    const { stdout, stderr } = await run(['check', '--json', '--order', file, '--account', 'HARGATE']);
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as { findings: readonly object[]; order?: { lines: readonly Record<string, string>[] } };
    expect(report.findings.at(-1)).toMatchObject({ check: 'order', level: 'ok' });
    const lines = report.order?.lines.map(({ ITEMNMBR, ...line }) => [
      ITEMNMBR,
      Number(line['quantity']),
      Number(line['unitPrice']),
    ]);
    expect(lines).toEqual([
      ['BRG-6206-2RS', 20, 5.1],
      ['CWR-12', 1, 7.15],
      ['BRG-6206-2RS', 2, 0],
    ]);
  });
});
