import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SalesOrder, SalesOrderLine, Tax } from '../../ordering/index.js';
import { decimal, KEYS, orderLine, SETUP, salesOrder } from './order-calls.facts.js';
import { orderCalls } from './order-calls.js';
import { type ProcedureCall, valuesOf } from './procedure-call.js';

/** Decimals of amounts held as whole numbers. No decimal library is used here, so that a mistake with it would be noticed. */
const SCALE = 5;
const ONE = 10n ** BigInt(SCALE);

function scaled(text: unknown): bigint {
  const [whole = '0', fraction = ''] = String(text ?? '0').split('.');
  if (fraction.length > SCALE) throw new Error(`${text} has more decimals than GP keeps`);
  return BigInt(whole + fraction.padEnd(SCALE, '0'));
}

function text(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** price x quantity, half away from zero at the decimals, in SCALE. */
function extended(price: bigint, quantity: bigint, decimals: number): bigint {
  const unit = 10n ** BigInt(2 * SCALE - decimals);
  return ((price * quantity + unit / 2n) / unit) * 10n ** BigInt(SCALE - decimals);
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

/** The errors that eConnect would find by its own equations (sales-orders.md 3). */
function eConnectErrors(calls: readonly ProcedureCall[], order: SalesOrder): number[] {
  const errors: number[] = [];
  const fail = (code: number, applies: boolean) => applies && errors.push(code);
  const of = (procedure: string) => calls.filter((call) => call.procedure === procedure).map(valuesOf);
  const { decimals } = order.currency;
  const fine = (amount: bigint, places: number) => amount % 10n ** BigInt(SCALE - places) === 0n;
  const lines = of('taSopLineIvcInsert');
  const taxes = of('taSopLineIvcTaxInsert');
  const payments = of('taCreateSopPaymentInsertRecord');
  const [header] = of('taSopHdrIvcInsert');
  if (!header || calls.at(-1)?.procedure !== 'taSopHdrIvcInsert') throw new Error('The header is not the last');
  const amount = (name: string) => scaled(header[name]);

  for (const [index, line] of lines.entries()) {
    const places = order.lines[index]?.priceDecimals ?? 0;
    const [price, markdown, quantity] = [scaled(line['I_vUNITPRCE']), scaled(line['I_vMRKDNAMT']), scaled(line['I_vTOTALQTY'])];
    fail(299, extended(price - markdown, quantity, decimals) !== scaled(line['I_vXTNDPRCE']));
    fail(451, markdown > price);
    fail(788, markdown < 0n);
    fail(4646, !fine(price, places) || !fine(markdown, places));
    fail(4647, !fine(scaled(line['I_vXTNDPRCE']), decimals));
    fail(4777, quantity !== scaled(line['I_vQUANTITY']) + scaled(line['I_vQTYTBAOR']));
    const own = taxes.filter((tax) => tax['I_vTAXTYPE'] === 0 && tax['I_vLNITMSEQ'] === line['I_vLNITMSEQ']);
    fail(868, sum(own.map((tax) => scaled(tax['I_vSTAXAMNT']))) !== scaled(line['I_vTAXAMNT']));
  }
  const rowKeys = taxes.map((tax) => `${tax['I_vTAXTYPE']} ${tax['I_vLNITMSEQ']} ${tax['I_vTAXDTLID']}`);
  fail(795, new Set(rowKeys).size !== rowKeys.length);
  fail(67, sum(lines.map((line) => scaled(line['I_vXTNDPRCE']))) !== amount('I_vSUBTOTAL'));
  fail(868, sum(lines.map((line) => scaled(line['I_vTAXAMNT']))) !== amount('I_vTAXAMNT'));
  fail(85, sum(taxes.map((tax) => scaled(tax['I_vFRTTXAMT']))) !== amount('I_vFRTTXAMT'));
  fail(86, sum(taxes.map((tax) => scaled(tax['I_vMSCTXAMT']))) !== amount('I_vMSCTXAMT'));
  fail(
    799,
    sum(taxes.flatMap((tax) => ['I_vSTAXAMNT', 'I_vFRTTXAMT', 'I_vMSCTXAMT'].map((name) => scaled(tax[name])))) !==
      amount('I_vTAXAMNT') + amount('I_vFRTTXAMT') + amount('I_vMSCTXAMT'),
  );
  fail(60, sum(payments.map((payment) => scaled(payment['I_vDOCAMNT']))) !== amount('I_vPYMTRCVD'));
  const parts = ['I_vSUBTOTAL', 'I_vFREIGHT', 'I_vMISCAMNT', 'I_vTAXAMNT', 'I_vFRTTXAMT', 'I_vMSCTXAMT'].map(amount);
  fail(235, sum(parts) - amount('I_vTRDISAMT') !== amount('I_vDOCAMNT'));
  fail(4602, amount('I_vTRDISAMT') > amount('I_vSUBTOTAL'));
  fail(
    786,
    [...parts, amount('I_vTRDISAMT')].some((part) => part < 0n),
  );
  fail(
    832,
    [...parts, amount('I_vTRDISAMT'), amount('I_vPYMTRCVD')].some((part) => !fine(part, decimals)),
  );
  return errors;
}

const DETAILS = ['AVATAX', 'IL-SALES', 'CITY'];

/** Orders that the gateway accepts: every amount has the currency's decimals, and no discount exceeds its amount. */
const orders = fc.constantFrom(0, 2, 3).chain((decimals) => {
  const unit = 10n ** BigInt(SCALE - decimals);
  const amountUpTo = (most: bigint) => fc.bigInt({ min: 0n, max: most / unit }).map((units) => units * unit);
  const written = (value: bigint) => decimal(text(value / unit, decimals));
  const amount = amountUpTo(5_000n * ONE);
  const taxes = fc.array(
    fc.record({ detail: fc.constantFrom(...DETAILS), amount, taxable: amount }).map(
      ({ detail, amount: value, taxable }): Tax => ({
        detail,
        amount: written(value),
        taxableAmount: written(taxable),
        provider: 'AVALARA',
        transactionId: 'T-1',
      }),
    ),
    { maxLength: 4 },
  );
  const line = fc
    .record({
      priceDecimals: fc.integer({ min: 0, max: 5 }),
      price: fc.bigInt({ min: 0n, max: 9_999_999n }),
      quantity: fc.oneof(
        fc.bigInt({ min: 0n, max: 2_000n }).map((whole) => whole * ONE),
        fc.bigInt({ min: 0n, max: 3_000_000n }),
      ),
      waiting: fc.oneof(
        fc.constant(0n),
        fc.bigInt({ min: 1n, max: 500n }).map((whole) => whole * ONE),
      ),
      share: fc.oneof(fc.constantFrom(0, 1_000), fc.integer({ min: 0, max: 1_000 })),
      taxes,
    })
    .filter(({ quantity, waiting }) => quantity + waiting > 0n)
    .map(({ priceDecimals, price, quantity, waiting, share, taxes: own }): { line: SalesOrderLine; net: bigint } => {
      const unitPrice = price * 10n ** BigInt(SCALE - priceDecimals);
      const full = extended(unitPrice, quantity + waiting, decimals);
      const off = ((full / unit) * BigInt(share)) / 1_000n;
      return {
        net: full - off * unit,
        line: orderLine({
          priceDecimals,
          unitPrice: decimal(text(price, priceDecimals)),
          quantity: decimal(text(quantity, SCALE)),
          quantityBackordered: decimal(text(waiting, SCALE)),
          extendedPrice: written(full),
          discount: off === 0n ? null : { amount: written(off * unit), code: 'CODE' },
          taxes: own,
        }),
      };
    });
  const fee = fc.record({ amount, taxes }).map((given) => ({
    value: given.amount,
    fee: { code: 'FEE', description: null, amount: written(given.amount), taxes: given.taxes },
  }));
  return fc
    .record({
      lines: fc.array(line, { minLength: 1, maxLength: 5 }),
      freight: fc.option(fc.record({ amount, share: fc.integer({ min: 0, max: 10 }), taxes })),
      fees: fc.array(fee, { maxLength: 2 }),
      duties: fc.array(fee, { maxLength: 2 }),
      share: fc.oneof(fc.constantFrom(0, 1_000), fc.integer({ min: 0, max: 1_000 })),
      taxes,
      methods: fc.array(fc.constantFrom('CARD', 'BANK_TRANSFER', 'CHECK', 'ON_ACCOUNT'), { minLength: 1, maxLength: 3 }),
    })
    .map(({ lines, freight, fees, duties, share, taxes: own, methods }) => {
      const goods = sum(lines.map(({ net }) => net));
      const off = ((goods / unit) * BigInt(share)) / 1_000n;
      const freightOff = freight ? ((freight.amount / unit) * BigInt(freight.share)) / 10n : 0n;
      const allTaxes = [
        ...lines.flatMap((given) => given.line.taxes),
        ...(freight?.taxes ?? []),
        ...[...fees, ...duties].flatMap((given) => given.fee.taxes),
        ...own,
      ];
      const total =
        goods -
        off * unit +
        (freight?.amount ?? 0n) -
        freightOff * unit +
        sum([...fees, ...duties].map(({ value }) => value)) +
        sum(allTaxes.map((tax) => scaled(tax.amount)));
      const part = total / unit / BigInt(methods.length);
      return salesOrder({
        currency: { ...salesOrder().currency, decimals },
        lines: lines.map((given) => given.line),
        freight: freight && {
          amount: written(freight.amount),
          discount: freightOff === 0n ? null : { amount: written(freightOff * unit), code: null },
          taxes: freight.taxes,
        },
        fees: fees.map((given) => given.fee),
        duties: duties.map((given) => given.fee),
        discount: off === 0n ? null : { amount: written(off * unit), code: 'ALL' },
        taxes: own,
        payments: methods.map((method, index) => ({
          method,
          amount: written((index === 0 ? total / unit - part * BigInt(methods.length - 1) : part) * unit),
          transactionId: 'P-1',
          authorizationCode: null,
          account: null,
          recurrence: null,
        })),
        total: written(total),
        onAccount: methods.includes('ON_ACCOUNT'),
      });
    });
});

describe('The sums of an order', () => {
  it('meet all of the equations of eConnect for any order', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const calls = orderCalls(order, KEYS, SETUP);
        expect(eConnectErrors(calls, order)).toEqual([]);
        expect(calls.slice(-1).map((call) => scaled(valuesOf(call)['I_vDOCAMNT']))).toEqual([scaled(order.total)]);
      }),
      { numRuns: 500 },
    );
  });

  it('keep every tax that was given, by its detail', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const given = [
          ...order.taxes,
          ...order.lines.flatMap(({ taxes }) => taxes),
          ...(order.freight?.taxes ?? []),
          ...[...order.fees, ...order.duties].flatMap(({ taxes }) => taxes),
        ];
        const rows = orderCalls(order, KEYS, SETUP).filter(({ procedure }) => procedure === 'taSopLineIvcTaxInsert');
        for (const detail of DETAILS) {
          const written = rows.map(valuesOf).filter((values) => values['I_vTAXDTLID'] === detail);
          const amounts = written.flatMap((row) =>
            ['I_vSTAXAMNT', 'I_vFRTTXAMT', 'I_vMSCTXAMT'].map((name) => scaled(row[name])),
          );
          expect(sum(amounts)).toBe(sum(given.filter((tax) => tax.detail === detail).map((tax) => scaled(tax.amount))));
        }
      }),
    );
  });
});
