import { expect } from 'vitest';
import { Paperwork } from '../ordering/paperwork.js';
import type { TestGateway } from '../support/test-gateway.js';
import type { FieldCase } from './field-case.js';

const ORDER = `query ($number: String!) {
  order(number: $number) { ... on Order { status lines { quantity quantityShipped discount { amount } extendedPrice { amount } } } }
}`;

/** An order of HARGATE with one line, as its buyer sees it. */
async function seen(gateway: TestGateway, number: string, line: Readonly<Record<string, string | number>>) {
  const paper = new Paperwork((sql) => gateway.gateway.sandbox.change(sql));
  await paper.order(number, { CUSTNMBR: 'HARGATE' });
  await paper.line(number, line);
  const { data } = await gateway.ask(ORDER, { number }, await gateway.signIn('nell.hargate@example.com'));
  return data.order;
}

export const ORDERS_FACTS_CASES: readonly FieldCase[] = [
  {
    name: 'allocated-is-not-shipped',
    right: 'nothing has shipped of an order whose pieces GP has allocated',
    check: async (gateway) => {
      const line = { QUANTITY: 5, QTYREMAI: 5, QTYFULFI: 5, ATYALLOC: 5, QTYPRINV: 0 };
      expect(await seen(gateway, 'FIELD-ALLOCATED', line)).toMatchObject({ status: 'OPEN', lines: [{ quantityShipped: '0' }] });
    },
  },
  {
    name: 'discount-cent',
    right: "a line's price less its discount is what it costs, to the cent",
    check: async (gateway) => {
      const line = { QUANTITY: 4, QTYREMAI: 4, ORUNTPRC: 112.998, ORMRKDAM: 45.1992, MRKDNTYP: 1, OXTNDPRC: 271.2 };
      expect(await seen(gateway, 'FIELD-CENT', line)).toMatchObject({
        lines: [{ discount: { amount: '180.79' }, extendedPrice: { amount: '271.20' } }],
      });
      const cancelled = await seen(gateway, 'FIELD-CANCELLED', { ...line, QTYCANCE: 1, QTYREMAI: 3 });
      expect(cancelled).toMatchObject({ lines: [{ quantity: '4', discount: { amount: '180.79' } }] });
    },
  },
];
