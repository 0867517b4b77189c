import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const SHIPMENTS = `query ($number: String!) { order(number: $number) { ... on Order {
  status lines { lineNumber quantity quantityShipped quantityBackordered }
  shipments { number date carrier shippingMethod shipTo { code } trackingNumbers { number url }
    lines { lineNumber sku quantity unitOfMeasure warehouse { code } } }
} } }`;
const UPS = '1Z999AA10123456784';

let gateway: TestGateway;
let databases: string[];
let nell: string;
let otis: string;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({
    DATABASE_URL: databases[0],
    GP_URL: databases[1],
    SHIPPING_CARRIERS: 'GROUND=UPS,LTL=Lark Freight,NEXT DAY=Somebody',
    CARRIER_LINKS: 'Lark Freight=https://freight.example/track?pro={number}',
  });
  nell = await gateway.signIn('nell.hargate@example.com');
  otis = await gateway.signIn('otis.brindle@example.com');
});
beforeEach(() => gateway.forgetFacts());
afterEach(() => gateway.gp.make({}));
afterAll(async () => {
  await gateway?.stop();
  for (const database of databases ?? []) await dropDatabase(database);
});

const change = (sql: string, parameters?: unknown[]) => gateway.gateway.sandbox.change(sql, parameters);

async function order(number: string, token: string) {
  const { data, errors } = await gateway.ask(SHIPMENTS, { number }, token);
  if (errors) throw new Error(JSON.stringify(errors));
  if (!data.order || !('shipments' in data.order)) throw new Error('There is no such order.');
  return data.order;
}

describe('The shipments of an order', () => {
  it('are its invoices, in the order of their dates, with what left on each', async () => {
    const { shipments, lines } = await order('ORD26-001840', nell);
    expect(shipments.map(({ number }) => number)).toEqual(['INV26-0871', 'INV26-0944']);
    for (const line of lines) {
      const shipped = shipments.flatMap((shipment) => shipment.lines).filter(({ lineNumber }) => lineNumber === line.lineNumber);
      expect(shipped.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(Number(line.quantityShipped));
    }
  });

  it('are told of a back order, whose rest is still to come', async () => {
    const { shipments, lines } = await order('ORD26-001975', otis);
    expect(shipments.map(({ number, carrier }) => [number, carrier])).toEqual([['INV26-0990', 'Lark Freight']]);
    expect(lines.some(({ quantityBackordered }) => Number(quantityBackordered) > 0)).toBe(true);
    expect(shipments[0]?.trackingNumbers).toEqual([
      { number: 'PRO 88100417', url: 'https://freight.example/track?pro=PRO88100417' },
    ]);
  });

  it('are also told of each invoice: what left on it', async () => {
    const query =
      'query ($number: String!) { invoice(number: $number) { ... on Invoice { orderNumber shipments { number carrier } } } }';
    const shipmentsOf = async (number: string, token: string) => (await gateway.ask(query, { number }, token)).data.invoice;
    expect(await shipmentsOf('INV26-0871', nell)).toEqual({
      orderNumber: 'ORD26-001840',
      shipments: [{ number: 'INV26-0871', carrier: expect.anything() }],
    });
    // Entered without an order.
    expect(await shipmentsOf('INV26-0640', nell)).toEqual({
      orderNumber: null,
      shipments: [{ number: 'INV26-0640', carrier: 'UPS' }],
    });
    expect(await shipmentsOf('INV26-0871', otis)).toBeNull();
  });

  it('are none before anything has left', async () => {
    expect((await order('ORD26-002014', nell)).shipments).toEqual([]);
  });

  it('have the numbers that are typed after posting at the next reading, with a link where the number is one of the carrier', async () => {
    const before = (await order('ORD26-001900', nell)).shipments[0];
    expect(before).toMatchObject({ number: 'INV26-1001', carrier: 'UPS', shippingMethod: 'GROUND' });
    expect(before?.trackingNumbers.every(({ url }) => url === null)).toBe(true);
    await change(`insert into "SOP10107" ("SOPNUMBE", "SOPTYPE", "Tracking_Number") values ('INV26-1001', 3, $1)`, [UPS]);
    await gateway.forgetFacts();
    const after = (await order('ORD26-001900', nell)).shipments[0];
    expect(after?.trackingNumbers).toContainEqual({ number: UPS, url: `https://www.ups.com/track?tracknum=${UPS}` });
    expect(after?.trackingNumbers).toHaveLength((before?.trackingNumbers.length ?? 0) + 1);
  });

  it('have no number that was typed on the order where there are several, and have it where there is one', async () => {
    await change(
      `insert into "SOP10107" ("SOPNUMBE", "SOPTYPE", "Tracking_Number") values ('ORD26-001840', 2, 'T-1'), ('ORD26-001975', 2, 'T-2')`,
    );
    await gateway.forgetFacts();
    const numbers = (shipment?: { readonly trackingNumbers: readonly { readonly number: string }[] }) =>
      shipment?.trackingNumbers.map(({ number }) => number);
    for (const shipment of (await order('ORD26-001840', nell)).shipments) expect(numbers(shipment)).not.toContain('T-1');
    expect(numbers((await order('ORD26-001975', otis)).shipments[0])).toContain('T-2');
  });

  it('count a voided invoice as nothing', async () => {
    await change(`update "SOP30200" set "VOIDSTTS" = 1 where "SOPNUMBE" = 'INV26-0944'`);
    await gateway.forgetFacts();
    expect((await order('ORD26-001840', nell)).shipments.map(({ number }) => number)).toEqual(['INV26-0871']);
  });

  it('cost no question beside the order', async () => {
    await order('ORD26-001900', nell);
    await gateway.forgetFacts();
    gateway.gp.resetQuestions();
    await gateway.ask('{ order(number: "ORD26-001900") { ... on Order { number } } }', {}, nell);
    const { questions } = gateway.gp;
    await gateway.forgetFacts();
    gateway.gp.resetQuestions();
    await order('ORD26-001900', nell);
    expect(gateway.gp.questions).toBeLessThanOrEqual(questions + 1);
  });
});
