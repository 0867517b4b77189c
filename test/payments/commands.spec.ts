import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PaymentsCommands } from '../../src/console/payments-commands.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { PaymentDesk } from '../../src/payments/index.js';
import { TestGateway } from '../support/test-gateway.js';
import { Payer } from './paying.js';

describe('The commands for payments', () => {
  let gateway: TestGateway;
  let otis: Payer;
  let commands: PaymentsCommands;
  let today: string;

  const run = async (words: readonly string[], file?: string) =>
    (await commands.run(words, file)).lines.map((line) => line.trim());
  const onAccount = (amount: string) => otis.prepared({ invoices: [], onAccountAmount: amount });
  const reconciled = (file?: string) => run(['reconcile', '--from', today, '--to', today], file);

  beforeAll(async () => {
    gateway = await TestGateway.start({ GP_PAYMENT_CARD: 'VISA' });
    otis = new Payer(gateway, await gateway.signIn('otis.brindle@example.com'));
    commands = new PaymentsCommands(new PaymentDesk(gateway.gateway.app.get(GatewayDatabase)));
    today = gateway.gateway.sandbox.today();
  });
  afterAll(() => gateway?.stop());

  it('say that there is nothing to do', async () => {
    expect(await run(['list', '--all'])).toEqual(['There are no payments yet.']);
    expect(await run(['list'])).toEqual(['Every payment is in GP and applied.']);
    expect(await run(['show', 'nothing'])).toEqual(['There is no payment nothing.']);
  });

  it('show a payment by its key, its transaction and its receipt', async () => {
    const prepared = await otis.prepared({
      invoices: [{ invoiceNumber: 'INV26-0990' }],
      credits: ['CRED26-0077'],
      onAccountAmount: '5',
    });
    const { paymentNumber } = await otis.paid(prepared, { transactionId: 'pi_shown' });
    const shown = await run(['show', prepared.paymentKey]);
    expect(shown).toEqual(
      expect.arrayContaining([
        `payment key   ${prepared.paymentKey}`,
        'account       BRINDLE',
        'status        PUSHED',
        `receipt       ${paymentNumber}`,
        'transaction   pi_shown',
        'amount        17789.60 USD',
        'for INV26-0990: 17784.60 and the terms discount of 25.00',
        'for INV26-0990: 612.50 of the credit CRED26-0077',
        'on account: 5.00',
      ]),
    );
    expect(await run(['show', 'pi_shown'])).toEqual(shown);
    expect(await run(['show', paymentNumber?.toLowerCase() ?? ''])).toEqual(shown);
    expect(await run(['list'])).toEqual(['Every payment is in GP and applied.']);
  });

  it('list what is on its way, and what could not be applied', async () => {
    const prepared = await otis.prepared({ invoices: [{ invoiceNumber: 'FIN26-0009' }] });
    await gateway.gateway.sandbox.change(`update "RM20101" set "CURTRXAM" = 100 where "DOCNUMBR" = 'FIN26-0009'`);
    const { paymentNumber } = await otis.paid(prepared, { transactionId: 'pi_unapplied' });
    gateway.gp.makeWrites({ hangWrites: true });
    const waiting = await onAccount('7');
    await otis.paid(waiting, { transactionId: 'pi_waiting' });
    const lines = await run(['list']);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      new RegExp(`PUSHED +BRINDLE +${paymentNumber} +CARD +pi_unapplied +141.15 USD +41.15 USD not applied`),
    );
    expect(lines[1]).toMatch(/RECEIVED +BRINDLE +- +CARD +pi_waiting +7.00 USD/);
    expect(await run(['show', 'pi_unapplied'])).toEqual(
      expect.arrayContaining(['not applied: 41.15', `not applied: 41.15 of ${paymentNumber} to FIN26-0009`]),
    );
  });

  it("reconcile what was recorded with the provider's file", async () => {
    const file = [
      'id,Amount,Currency,Status,paymentKey (metadata)',
      'pi_shown,"17,789.60",usd,succeeded,',
      'pi_unapplied,141.16,usd,succeeded,',
      'pi_never_told,12.00,usd,succeeded,',
      'pi_failed,12.00,usd,canceled,',
    ].join('\n');
    expect((await reconciled(file)).map((line) => line.replaceAll(/ {2,}/g, ' '))).toEqual([
      'The provider has taken money that is not recorded:',
      'line 4 pi_never_told 12 USD',
      'Recorded, and the provider knows nothing of it:',
      `${today} RECEIVED BRINDLE - CARD pi_waiting 7.00 USD`,
      'Another amount than the provider has taken:',
      expect.stringMatching(/^line 3: 141\.16 USD \S+ PUSHED BRINDLE PYMT26-\d+ CARD pi_unapplied 141\.15 USD/),
      'Recorded, and not in GP:',
      `${today} RECEIVED BRINDLE - CARD pi_waiting 7.00 USD`,
      '1 agrees; 3 do not. 1 row of the file was left out: no payment was made, or money went back.',
    ]);
    expect((await commands.run(['reconcile', '--from', today, '--to', today], file)).exitCode).toBe(1);
    expect((await reconciled())[0]).toBe('3 payments of 17937.75 USD recorded, 2 of them open.');
    expect(await run(['reconcile', '--from', '2020-01-01', '--to', '2020-01-31'])).toEqual([
      '0 payments of 0.00 recorded, 0 of them open.',
    ]);
  });

  it('end a reconciliation with 0 only where all agrees and is in GP', async () => {
    const ended = async (...rows: readonly string[]) => {
      const file = ['id,amount,currency', ...rows].join('\n');
      return (await commands.run(['reconcile', '--from', today, '--to', today], file)).exitCode;
    };
    const all = ['pi_shown,17789.60,usd', 'pi_unapplied,141.15,usd', 'pi_waiting,7.00,usd'];
    // It is not in GP yet.
    expect(await ended(...all)).toBe(1);
    gateway.gp.makeWrites({});
    await vi.waitFor(async () => expect(await ended(...all)).toBe(0), { timeout: 60_000 });
    expect(await ended(...all.slice(1))).toBe(1);
    expect(await ended(...all, 'pi_never_told,1.00,usd')).toBe(1);
    expect(await ended('pi_shown,17789.61,usd', ...all.slice(1))).toBe(1);
  });

  it('name the word that they do not understand, and the line of a file', async () => {
    const first = async (words: readonly string[], file?: string) => (await run(words, file))[0];
    expect(await first(['frobnicate'])).toBe('"frobnicate" is not understood.');
    expect(await first(['list', '--some'])).toBe('"--some" is not understood.');
    expect(await first(['reconcile', '--from', 'yesterday'])).toBe(
      '"yesterday" is not understood: expected a day such as 2026-11-23.',
    );
    expect(await first(['reconcile', '--from'])).toBe('--from: expected a day such as 2026-11-23.');
    expect(await first(['reconcile', '--from', today])).toBe(
      'reconcile: expected --from and --to, each with a day such as 2026-11-23.',
    );
    expect(await first(['reconcile', '--from', '2026-11-02', '--to', '2026-11-01'])).toBe(
      '"2026-11-01" is not understood: expected a day that is not before 2026-11-02.',
    );
    expect(await first(['reconcile', '--from', today, '--to', today], 'id,amount\npi_1,x')).toBe(
      'The file: line 2: expected an amount such as 1234.50.',
    );
    expect(await first(['reconcile', '--from', today, '--from', today, '--to', today])).toBe('--from: expected once.');
    expect(await first(['list', '--all', '--all'])).toBe('--all: expected once.');
    expect((await commands.run(['reconcile'])).exitCode).toBe(2);
  });

  it('list a payment that is open however many have followed it', async () => {
    const desk = new PaymentDesk(gateway.gateway.app.get(GatewayDatabase));
    gateway.gp.makeWrites({});
    await otis.paid(await onAccount('8'));
    await vi.waitFor(async () => expect(await desk.list('open', 500)).toHaveLength(1), { timeout: 60_000 });
    expect(await desk.list('open', 1)).toMatchObject([{ transactionId: 'pi_unapplied' }]);
  });
});
