import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxCommands } from '../../src/console/sandbox-commands.js';
import { LiveReaders } from '../../src/live/index.js';
import { quotePolicy } from '../../src/quotes/quote.policy.js';
import { TestGateway } from '../support/test-gateway.js';
import { orderOfQuote, orderQuote, problemsIn, quoteOf, requestOf, requestQuote } from './quoting.js';

let gateway: TestGateway;
let commands: SandboxCommands;
let nell: string;

beforeAll(async () => {
  gateway = await TestGateway.start();
  commands = new SandboxCommands(gateway.gateway.sandbox);
  nell = await gateway.signIn('nell.hargate@example.com');
});
afterAll(() => gateway?.stop());

const ask = async () => {
  const lines = [
    { sku: 'CUT-4', quantity: '10' },
    { sku: 'HCS5-38-2-ZN', quantity: '3', unitOfMeasure: 'Box' },
  ];
  const { submission } = await requestQuote(gateway, requestOf(lines), nell);
  if (!submission?.orderNumber) throw new Error('GP has no such quote yet.');
  return submission.orderNumber;
};
const seen = (number: string) => {
  gateway.gateway.app.get(LiveReaders).forget([quotePolicy.namespace]);
  return quoteOf(gateway, number, nell);
};

describe('npm run sandbox -- quote', () => {
  it('prices the lines of a request, which then can be ordered', async () => {
    const number = await ask();
    expect(await commands.run(['quote', number.toLowerCase(), '1.50', '20'])).toEqual({
      lines: [`The quote ${number} is priced, in all 75.00 USD:`, 'CUT-4  10 Each at 1.5', 'HCS5-38-2-ZN  3 Box at 20'],
      exitCode: 0,
    });
    const quote = await seen(number);
    expect(quote).toMatchObject({
      status: 'OPEN',
      lines: [{ unitPrice: { amount: '1.50' } }, { unitPrice: { amount: '20.0000' }, extendedPrice: { amount: '60.00' } }],
      total: { amount: '75.00', currency: 'USD' },
    });
    const { submission, userErrors } = await orderQuote(gateway, orderOfQuote(quote), nell);
    expect(userErrors).toEqual([]);
    expect(submission).toMatchObject({ status: 'PUSHED', order: { total: { amount: '75.00' } } });
    expect((await seen(number)).status).toBe('ORDERED');
    expect(await commands.run(['quote', number])).toEqual({
      lines: [`GP has no quote ${number} that can be priced.`],
      exitCode: 1,
    });
  });

  it('leaves lines without a price as they are', async () => {
    const number = await ask();
    const { total } = await seen(number);
    expect((await commands.run(['quote', number])).exitCode).toBe(0);
    expect(await seen(number)).toMatchObject({ status: 'OPEN', total });
  });

  it("changes nothing where a price has more decimals than GP's window takes, as such a quote could not be ordered", async () => {
    const number = await ask();
    expect(await commands.run(['quote', number, '1.255', '20'])).toEqual({
      lines: ['GP has prices of CUT-4 with 2 decimals at most.'],
      exitCode: 1,
    });
    expect((await seen(number)).status).toBe('REQUESTED');
    expect((await commands.run(['quote', number, '1.250', '20.0001'])).exitCode).toBe(0);
  });

  it('changes nothing where there are more prices than lines', async () => {
    const number = await ask();
    expect(await commands.run(['quote', number, '1', '2', '3'])).toEqual({
      lines: [`The quote ${number} has fewer lines than prices were given: 2.`],
      exitCode: 1,
    });
    const requested = await seen(number);
    expect(requested.status).toBe('REQUESTED');
    expect(problemsIn(await orderQuote(gateway, orderOfQuote(requested), nell))).toEqual([['QUOTE_NOT_READY', 'quoteNumber']]);
  });
});
