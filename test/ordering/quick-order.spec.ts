import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../support/test-gateway.js';

const QUICK = `query ($lines: [QuickOrderLineInput!]!) { quickOrder(lines: $lines) {
  code match product { sku } candidates { sku } quantity unitOfMeasure problems { code field message }
} }`;
const OWN = 'query ($skus: [ID!]!) { products(skus: $skus) { sku customerPartNumber } }';

let gateway: TestGateway;
let marta: string;
let nell: string;

beforeAll(async () => {
  gateway = await TestGateway.start({ GP_PRODUCT_FIELDS: 'barcode=ITMGEDSC', QUICK_ORDER_CODE_FIELDS: 'barcode' });
  marta = await gateway.signIn('marta.quill@example.com');
  nell = await gateway.signIn('nell.hargate@example.com');
});
afterEach(() => gateway.gp.make({}));
afterAll(() => gateway?.stop());

const change = (sql: string, parameters?: unknown[]) => gateway.gateway.sandbox.change(sql, parameters);

async function quick(lines: readonly Record<string, unknown>[], token?: string) {
  const { status, data, errors } = await gateway.ask(QUICK, { lines }, token);
  if (status !== 200 || errors) throw new Error(JSON.stringify({ status, errors }));
  return data.quickOrder;
}
async function found(code: string, token?: string) {
  const [line] = await quick([{ code }], token);
  return line && [line.match, line.product?.sku ?? null, ...line.candidates.map(({ sku }) => sku)];
}
async function problems(line: Record<string, unknown>, token = nell): Promise<string[]> {
  const [, second] = await quick([{ code: 'CUT-4' }, line], token);
  return second?.problems.map(({ code, field }) => `${code} ${field?.join('.')}`) ?? [];
}

describe('A code that was typed', () => {
  it.each([
    ['the SKU', 'CUT-4', ['SKU', 'CUT-4']],
    ['the SKU in other letters, with blanks around it', '  brg-6204-2rs ', ['SKU', 'BRG-6204-2RS']],
    ['the SKU without its separators', 'BRG6204 2RS', ['ALIAS', 'BRG-6204-2RS']],
    ['the SKU with other separators', 'brg/6204/2rs', ['ALIAS', 'BRG-6204-2RS']],
    ['the SKU in full-width letters', 'ＣＵＴ－４', ['SKU', 'CUT-4']],
    ['nothing that there is', 'NO-SUCH-CODE', ['NONE', null]],
    ['blank', '   ', ['NONE', null]],
    ['of letters that no database takes', 'CUT\u00004', ['ALIAS', 'CUT-4']],
    ['longer than any number', 'X'.repeat(300), ['NONE', null]],
  ])('is found where it is %s', async (_, code, result) => {
    expect(await found(code, nell)).toEqual(result);
    expect(await found(code)).toEqual(result);
  });

  it("is the account's own part number, for nobody else", async () => {
    expect(await found('krf-20011', marta)).toEqual(['CUSTOMER_PART_NUMBER', 'BRG-6204-2RS']);
    expect(await found('KRF-20011', nell)).toEqual(['NONE', null]);
    expect(await found('KRF-20011')).toEqual(['NONE', null]);
  });

  it('is the SKU first, as GP has it, and then the part number', async () => {
    await change(
      `insert into "SOP60300" ("ITEMNMBR", "CUSTNMBR", "CUSTITEMNMBR") values ('CUT-6', 'KESTREL', 'CUT-4'), ('CWR-12', 'KESTREL', 'BRG62042RS')`,
    );
    expect(await found('CUT-4', marta)).toEqual(['SKU', 'CUT-4']);
    expect(await found('BRG62042RS', marta)).toEqual(['CUSTOMER_PART_NUMBER', 'CWR-12']);
  });

  it('is a value of a custom field that the merchant has named for it', async () => {
    expect(await found('Thinner', nell)).toEqual(['ALIAS', 'THINNER-MS']);
    expect(await found('cutoff whl', nell)).toEqual(['AMBIGUOUS', null, 'CUT-14', 'CUT-4', 'CUT-6', 'CUT-9']);
  });

  it('is told as ambiguous with its candidates where it may mean several', async () => {
    await change(
      `insert into "SOP60300" ("ITEMNMBR", "CUSTNMBR", "CUSTITEMNMBR") values ('CUT-4', 'KESTREL', 'BLADE'), ('CUT-9', 'KESTREL', 'BLADE')`,
    );
    expect(await found('Blade', marta)).toEqual(['AMBIGUOUS', null, 'CUT-4', 'CUT-9']);
    const [line] = await quick([{ code: 'Blade', quantity: '2', unitOfMeasure: 'Each' }], marta);
    expect(line).toMatchObject({
      code: 'Blade',
      quantity: '2',
      unitOfMeasure: 'Each',
      problems: [{ code: 'UNKNOWN_PRODUCT', field: ['lines', '0', 'code'] }],
    });
  });
});

describe('A line', () => {
  it('has its problems with their paths', async () => {
    expect(await problems({ code: 'NO-SUCH' })).toEqual(['UNKNOWN_PRODUCT lines.1.code']);
    expect(await problems({ code: 'HCS5-38-2-ZN', unitOfMeasure: 'Barrel' })).toEqual([
      'INVALID_UNIT_OF_MEASURE lines.1.unitOfMeasure',
    ]);
    expect(await problems({ code: 'HCS5-38-2-ZN', quantity: '0' })).toEqual(['INVALID_QUANTITY lines.1.quantity']);
    expect(await problems({ code: 'HCS5-38-2-ZN', quantity: '1.5' })).toEqual(['INVALID_QUANTITY lines.1.quantity']);
    expect(await problems({ code: 'NO-SUCH', quantity: '-1' })).toEqual([
      'UNKNOWN_PRODUCT lines.1.code',
      'INVALID_QUANTITY lines.1.quantity',
    ]);
  });

  it('that can be ordered has none, and its unit as the product has it', async () => {
    const lines = await quick(
      [
        { code: 'HCS5-38-2-ZN', quantity: '2', unitOfMeasure: 'box' },
        { code: 'THHN-12-BK', quantity: '1.25' },
        { code: 'CUT-4' },
      ],
      nell,
    );
    expect(lines.map(({ quantity, unitOfMeasure, problems }) => ({ quantity, unitOfMeasure, problems }))).toEqual([
      { quantity: '2', unitOfMeasure: 'Box', problems: [] },
      { quantity: '1.25', unitOfMeasure: expect.any(String), problems: [] },
      { quantity: null, unitOfMeasure: expect.any(String), problems: [] },
    ]);
  });

  it('is answered in its place, also where it is repeated', async () => {
    const codes = ['CUT-6', 'NONE-1', 'CUT-4', 'CUT-6'];
    expect(
      (
        await quick(
          codes.map((code) => ({ code })),
          nell,
        )
      ).map(({ code, product }) => [code, product?.sku]),
    ).toEqual([
      ['CUT-6', 'CUT-6'],
      ['NONE-1', undefined],
      ['CUT-4', 'CUT-4'],
      ['CUT-6', 'CUT-6'],
    ]);
  });

  it('of a code that cannot be looked up says so, and a SKU is found all the same', async () => {
    gateway.gp.make({ failing: true });
    const [sku, other] = await quick([{ code: 'CUT-4' }, { code: 'NEVER-ASKED' }], marta);
    expect(sku).toMatchObject({ match: 'SKU', problems: [] });
    expect(other).toMatchObject({
      match: 'NONE',
      problems: [{ code: 'TEMPORARILY_UNAVAILABLE', field: ['lines', '1', 'code'] }],
    });
  });
});

describe('500 lines', () => {
  it('cost GP three questions at most, and none once they are known', async () => {
    const { data } = await gateway.ask('{ catalog(first: 100) { nodes { sku } } }', {}, nell);
    const skus = data.catalog.nodes.map(({ sku }) => sku);
    const lines = Array.from({ length: 500 }, (_, index) => ({
      code: index < 250 ? (skus[index % skus.length] ?? '') : `NEW-${index}`,
      quantity: '1',
    }));
    gateway.gp.resetQuestions();
    await quick(lines, nell);
    expect(gateway.gp.questions).toBeGreaterThan(0);
    expect(gateway.gp.questions).toBeLessThanOrEqual(3);
    gateway.gp.resetQuestions();
    await quick(lines, nell);
    expect(gateway.gp.questions).toBe(0);
  });

  it('are the most', async () => {
    const lines = Array.from({ length: 501 }, () => ({ code: 'CUT-4' }));
    const { errors } = await gateway.ask(QUICK, { lines }, nell);
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(await quick([], nell)).toEqual([]);
  });
});

describe("A product's part number", () => {
  it("is that of the viewer's account, at one question a page and none for the next", async () => {
    const skus = ['HCS5-38-2-ZN', 'BRG-6204-2RS', 'CWR-12', 'GLV-CUT5-L'];
    await gateway.ask('query ($skus: [ID!]!) { products(skus: $skus) { sku } }', { skus }, marta);
    gateway.gp.resetQuestions();
    const { data } = await gateway.ask(OWN, { skus }, marta);
    expect(data.products.map((product) => product?.customerPartNumber)).toEqual([
      'KRF-10442',
      'KRF-20011',
      expect.anything(),
      'KRF-90310',
    ]);
    expect(gateway.gp.questions).toBe(1);
    gateway.gp.resetQuestions();
    await gateway.ask(OWN, { skus }, marta);
    expect(gateway.gp.questions).toBe(0);
    for (const token of [nell, undefined]) {
      const other = await gateway.ask(OWN, { skus }, token);
      expect(other.data.products.map((product) => product?.customerPartNumber)).toEqual([null, null, null, null]);
    }
  });

  it('is null where GP does not say, and the page comes', async () => {
    gateway.gp.make({ failing: true });
    const { data, errors } = await gateway.ask(OWN, { skus: ['CUT-9'] }, marta);
    expect(errors).toBeUndefined();
    expect(data.products).toEqual([{ sku: 'CUT-9', customerPartNumber: null }]);
  });
});
