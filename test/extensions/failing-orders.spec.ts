import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SubmissionsCommands } from '../../src/console/submissions-commands.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { JobDesk } from '../../src/jobs/index.js';
import { JsonLog } from '../../src/observability/index.js';
import { SubmissionDesk, SubmissionEventLog, SubmissionsService } from '../../src/submissions/index.js';
import { Clock } from '../../src/values/clock.js';
import { orderOf, place } from '../ordering/checkout.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
const PATIENT_MS = 60_000;

const BROKEN = `
export const mapOrder = ({ reference, shipTo }) => {
  if (reference === 'THROWS') throw new Error('not for ' + shipTo.address.line1);
  if (reference === 'LOOPS') for (;;);
  if (reference === 'CHANGES-TOTAL') return { total: '0.01' };
  return { batch: 'WEB-1' };
};`;
const MENDED = `export const mapOrder = () => ({ batch: 'WEB-2' });`;

describe("An order for which a merchant's function fails", () => {
  const folders = new TemporaryFolders();
  const places: Record<string, string> = {};
  const lines: string[] = [];
  let gateway: TestGateway;

  const start = (orders: string) =>
    TestGateway.start({
      ...places,
      GP_EXTENSIONS: folders.write({ 'orders.mjs': orders }),
      GP_EXTENSIONS_TIMEOUT_MS: '5000',
      ORDER_PUSH_PATIENCE_MS: '30000',
    });
  const app = () => gateway.gateway.app;
  const desk = () => new SubmissionDesk(app().get(GatewayDatabase), app().get(SubmissionEventLog), app().get(Clock));
  const batchesOf = async (reference: string) =>
    (
      (await gateway.gateway.sandbox.change(`select trim("BACHNUMB") as batch from "SOP10100" where trim("REFRENCE") = $1`, [
        reference,
      ])) as { batch: string }[]
    ).map(({ batch }) => batch);

  async function placed(reference: string) {
    const order = orderOf([CUT_4], {
      reference,
      customer: { email: `${reference.toLowerCase()}@example.org`, name: 'A Visitor' },
      shipTo: {
        address: { line1: '1 Secret Street', city: 'Joliet', region: 'IL', postalCode: '60433', country: 'United States' },
      },
      payments: [{ method: 'CARD', amount: '19.20', transactionId: 'txn_1', account: 'VISA' }],
    });
    const { submission, userErrors } = await place(gateway, order);
    expect(userErrors).toEqual([]);
    return submission;
  }

  beforeAll(async () => {
    places.DATABASE_URL = await createDatabase();
    places.GP_URL = await createDatabase();
    gateway = await start(BROKEN);
    Logger.overrideLogger(new JsonLog('info', { write: (line) => lines.push(line) }));
  });
  afterAll(async () => {
    await gateway?.stop();
    await Promise.all(Object.values(places).map(dropDatabase));
    folders.remove();
  });

  it.each([
    { reference: 'THROWS', reason: 'orders.mjs:3:37, mapOrder: Error' },
    { reference: 'LOOPS', reason: 'orders.mjs, mapOrder: it took longer than 5000 ms' },
    { reference: 'CHANGES-TOTAL', reason: 'orders.mjs, mapOrder: "total" cannot be changed; what can be is ' },
  ])(
    'is accepted and waits where it $reference, and an operator reads why in the log and by the command',
    async ({ reference, reason }) => {
      expect(await placed(reference)).toMatchObject({ status: 'RECEIVED', orderNumber: null });
      const [submission] = await desk().named(reference, 1);
      const lastFault = expect.stringContaining(`EXTENSION_FAILED: ${reason}`);
      expect(submission).toMatchObject({ status: 'RECEIVED', lastFault, documentNumber: null });
      const ofSubmission = lines.map((line) => JSON.parse(line)).filter((line) => line.submission === submission?.id);
      expect(ofSubmission).toContainEqual(
        expect.objectContaining({
          fault: expect.objectContaining({ code: 'EXTENSION_FAILED', message: expect.stringContaining(reason) }),
        }),
      );
      const shown = await new SubmissionsCommands(desk(), app().get(JobDesk)).run(['show', reference]);
      expect(shown.lines).toContainEqual(expect.stringContaining(`after EXTENSION_FAILED: ${reason}`));
      for (const line of [...lines, ...shown.lines]) expect(line).not.toContain('Secret Street');
      expect(submission?.nextAttemptAt).not.toBeNull();
      expect(await batchesOf(reference)).toEqual([]);
    },
  );

  it('holds no other order up', async () => {
    expect(await placed('WORKS')).toMatchObject({ status: 'PUSHED' });
    expect(await batchesOf('WORKS')).toEqual(['WEB-1']);
  });

  it('comes to GP once, when the function is mended', async () => {
    await gateway.stop();
    gateway = await start(MENDED);
    for (const reference of ['THROWS', 'LOOPS', 'CHANGES-TOTAL']) {
      const [submission] = await desk().named(reference, 1);
      const id = submission?.id ?? '';
      await desk().retry(id);
      expect(await app().get(SubmissionsService).pushNow(id, PATIENT_MS)).toMatchObject({ status: 'PUSHED' });
      expect(await batchesOf(reference)).toEqual(['WEB-2']);
    }
  });
});
