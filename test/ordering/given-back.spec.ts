import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { orderOf, place, problemsOf } from './checkout.js';

const RUNS = 60;
const ORDER = `query Given($number: String!) {
  order(number: $number) {
    __typename
    ... on Order {
      comment
      customFields { name value }
      lines { comment attributes { name value } }
    }
  }
}`;

type Given = { readonly order: { readonly __typename: string } };

/** What separates, escapes and ends in the texts that GP keeps, and letters that its code page just has. */
const PIECES = [
  'a',
  'Zn',
  '7',
  ':',
  ': ',
  '\\',
  '\\n',
  '-',
  '---',
  '\n',
  '\r\n',
  '\r',
  ' ',
  ',',
  '"',
  "'",
  '|',
  '{',
  'é',
  '€',
  'ÿ',
  '<b>',
  '%s',
];
const text = (most: number) => fc.array(fc.constantFrom(...PIECES), { maxLength: most }).map((pieces) => pieces.join(''));
const said = (given: string) => given.trim() !== '';
const named = fc.array(fc.record({ name: text(6).filter(said), value: text(12) }), { maxLength: 5 });

/** GP's windows know one line break, and no blanks at the ends. */
const kept = (given: string) => given.replaceAll(/\r\n|\r/g, '\n').trim();
const keptFields = (fields: readonly { readonly name: string; readonly value: string }[]) =>
  fields.map(({ name, value }) => ({ name: kept(name).replaceAll(/\s*\n\s*/g, ' '), value: kept(value) }));

describe('What placeOrder takes', () => {
  let gateway: TestGateway;
  let token: string;
  const databases: string[] = [];

  beforeAll(async () => {
    databases.push(await createDatabase(), await createDatabase());
    const [DATABASE_URL, GP_URL] = databases;
    gateway = await TestGateway.start({ DATABASE_URL, GP_URL });
    token = await gateway.signIn('nell.hargate@example.com');
  });

  afterAll(async () => {
    await gateway?.stop();
    for (const database of databases) await dropDatabase(database);
  });

  it('is given back by order: comments, the choices of a line, and custom fields', async () => {
    let key = 0;
    await fc.assert(
      fc.asyncProperty(text(20), text(20), named, named, async (comment, lineComment, attributes, customFields) => {
        const input = orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92', comment: lineComment, attributes }], {
          idempotencyKey: `given-back-${key++}`,
          comment,
          customFields,
        });
        const { submission, userErrors } = await place(gateway, input, token);
        expect(userErrors).toEqual([]);
        expect(submission?.status).toBe('PUSHED');
        // On a busy machine GP may not answer within the soft timeout.
        const order = await vi.waitFor(async () => {
          const { data } = await gateway.ask<Given>(ORDER, { number: submission?.orderNumber }, token);
          expect(data.order.__typename).toBe('Order');
          return data.order;
        });
        expect(order).toEqual({
          __typename: 'Order',
          comment: kept(comment) || null,
          customFields: keptFields(customFields),
          lines: [{ comment: kept(lineComment) || null, attributes: keptFields(attributes) }],
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('is whole to the last character: a comment for which GP has no room, with the dashes that go below it, is refused', async () => {
    const commented = (length: number) => {
      const end = '\n---\nEngraving: none';
      const comment = `${'x'.repeat(length - end.length)}${end}`;
      return { comment, input: orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92', comment }]) };
    };
    expect(await problemsOf(gateway, commented(500).input, token)).toEqual(['INVALID_INPUT lines.0.comment']);
    const { comment, input } = commented(496);
    const { submission } = await place(gateway, input, token);
    const { data } = await gateway.ask<Given>(ORDER, { number: submission?.orderNumber }, token);
    expect(data.order).toMatchObject({ lines: [{ comment, attributes: [] }] });
  });

  it('is told without what staff wrote in GP below it, and not at all of an order without a reference', async () => {
    const input = orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }], {
      customFields: [{ name: 'Campaign', value: 'Autumn' }],
    });
    const { submission } = await place(gateway, input, token);
    const number = submission?.orderNumber ?? '';
    const change = (sql: string) => gateway.gateway.sandbox.change(sql, [number]);
    const fields = async () => {
      await gateway.forgetFacts();
      const { data, errors } = await gateway.ask<{ order: { customFields: unknown } }>(ORDER, { number }, token);
      expect(errors).toBeUndefined();
      return data.order.customFields;
    };
    await change(`update "SY03900" set "TXTFIELD" = "TXTFIELD" || chr(13) || 'Mood: the buyer was rude' where "NOTEINDX" =
      (select "NOTEINDX" from "SOP10100" where "SOPTYPE" = 2 and "SOPNUMBE" = $1)`);
    expect(await fields()).toEqual([{ name: 'Campaign', value: 'Autumn' }]);
    await change(`update "SOP10106" set "USERDEF1" = '' where "SOPNUMBE" = $1`);
    expect(await fields()).toEqual([]);
  });
});
