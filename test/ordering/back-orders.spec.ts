import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../support/test-gateway.js';
import { CHECK_CART, orderOf, place, problemsOf } from './checkout.js';

const STOCK = `query ($sku: ID!) {
  product(sku: $sku) { availability { ... on Availability { status totalAvailable backorderable } } }
}`;
const FAR_TOO_MANY = { sku: 'CUT-4', quantity: '5000' };

describe('Under a document ID that allows no back orders', () => {
  let gateway: TestGateway;
  let otis: string;

  beforeAll(async () => {
    gateway = await TestGateway.start({ GP_ORDER_DOCUMENT: 'STRICTORD' });
    // Brindlewood has unlimited credit.
    otis = await gateway.signIn('otis.brindle@example.com');
  });
  afterAll(() => gateway?.stop());

  const change = (sql: string) => gateway.gateway.sandbox.change(sql);
  const stockOf = async (sku: string) => (await gateway.ask(STOCK, { sku }, otis)).data.product?.availability;
  const check = async (line: object) => (await gateway.ask(CHECK_CART, { input: { lines: [line] } }, otis)).data.checkCart;
  const priced = async (line: { readonly sku: string; readonly quantity: string }) => {
    const price = (await check(line)).lines[0]?.price;
    if (!price || !('unitPrice' in price)) throw new Error(`${line.sku} has no price.`);
    return { ...line, unitPrice: price.unitPrice.amount };
  };

  it('no more is ordered than is there, though the item may be back-ordered', async () => {
    expect(await change(`select "ALWBKORD" as allowed from "IV00101" where "ITEMNMBR" = 'CUT-4'`)).toEqual([{ allowed: 1 }]);
    const { lines, problems } = await check(FAR_TOO_MANY);
    expect(problems).toEqual([{ code: 'INSUFFICIENT_STOCK', field: ['lines', '0', 'quantity'] }]);
    expect(lines).toMatchObject([{ quantityAvailable: expect.stringMatching(/^[1-9]/), quantityBackordered: '0' }]);
    const order = orderOf([await priced(FAR_TOO_MANY)]);
    expect(await problemsOf(gateway, order, otis)).toEqual(['INSUFFICIENT_STOCK lines.0.quantity']);
  });

  it('GP takes what is there', async () => {
    const { submission } = await place(gateway, orderOf([await priced({ sku: 'CUT-4', quantity: '2' })]), otis);
    expect(submission).toMatchObject({ status: 'PUSHED' });
  });

  it('stock says that nothing goes on back-order', async () => {
    expect(await stockOf('CUT-4')).toMatchObject({ status: 'IN_STOCK', backorderable: false });
    const [gone] = await change(`select trim(i."ITEMNMBR") as sku from "IV00101" as i join "IV00102" as q using ("ITEMNMBR")
      where i."ITEMTYPE" = 1 and i."ALWBKORD" = 1 and i."INACTIVE" = 0 and q."RCRDTYPE" = 1 and q."QTYONHND" <= q."ATYALLOC" limit 1`);
    expect(await stockOf((gone as { sku: string }).sku)).toMatchObject({ status: 'OUT_OF_STOCK', backorderable: false });
  });
});
