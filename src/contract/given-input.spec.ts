import { buildSchema, type GraphQLField } from 'graphql';
import { describe, expect, it } from 'vitest';
import { inputFaults, withGivenInput } from './given-input.js';

const SCHEMA = buildSchema(`
  type Query { ask(input: AskInput!, other: String): Boolean, plain(text: String): Boolean }
  input AskInput { key: ID!, text: String, unit: String = "Each", count: Int, list: [PartInput!], to: PlaceInput, must: PartInput }
  input PartInput { name: String!, value: String, transactionId: String }
  input PlaceInput @oneOf { code: String, part: PartInput }
`);

/** What a resolver gets as its input, and what is wrong with it. */
function given(input: object) {
  const field = SCHEMA.getQueryType()?.getFields()['ask'] as GraphQLField<unknown, unknown>;
  let seen: object = {};
  withGivenInput(field, (_: unknown, args: Record<string, unknown>) => {
    seen = args['input'] as object;
  })(undefined, { input });
  return { seen, faults: inputFaults(seen).map(({ field: path, problem }) => `${path.join('.')} ${problem}`) };
}

/** Unicode's blanks, and what is not to be seen. */
const BLANKS = [
  '',
  ' ',
  '\t\r\n',
  '\u0085',
  '\u00a0',
  '\u00ad',
  '\u180e',
  '\u2003',
  '\u200b',
  '\u2028',
  '\u2060',
  '\u2800',
  '\u3000',
  '\u3164',
  '\ufeff',
  ' \u200d ',
];

describe('What is given in an input', () => {
  it.each(BLANKS)('is no text of blanks: %j is absent, has the default, or is missing', (blank) => {
    expect(given({ key: blank, text: blank, unit: blank })).toEqual({
      seen: { key: '', unit: 'Each' },
      faults: ['key must not be blank'],
    });
  });

  it.each(BLANKS)('is no object that has nothing but %j', (blank) => {
    expect(given({ key: 'a', to: { code: blank }, list: [{ name: 'x', value: blank }, { name: blank }] })).toEqual({
      seen: { key: 'a', list: [{ name: 'x' }, { name: '' }] },
      faults: ['list.1.name must not be blank'],
    });
  });

  it('has no card number in a free text, at any place, and every other text and each name as it was sent', () => {
    const CARD = '4111 1111 1111 1111';
    const MASKED = '**** **** **** 1111';
    const part = { name: CARD, value: `pay with ${CARD}` };
    expect(given({ key: CARD, text: CARD, list: [part], to: { part }, must: part })).toEqual({
      seen: {
        key: CARD,
        text: MASKED,
        list: [{ name: MASKED, value: `pay with ${MASKED}` }],
        to: { part: { name: MASKED, value: `pay with ${MASKED}` } },
        must: { name: MASKED, value: `pay with ${MASKED}` },
      },
      faults: [],
    });
  });

  it("is a transaction's ID as it was sent, where no network has such a card; else a fault, and masked", () => {
    const CHANCE = '8515131751004932';
    expect(given({ key: 'a', must: { name: CHANCE, transactionId: CHANCE } })).toEqual({
      seen: { key: 'a', must: { name: '************4932', transactionId: CHANCE } },
      faults: [],
    });
    expect(given({ key: 'a', list: [{ name: 'x', transactionId: 'pi 4111-1111-1111-1111' }] })).toEqual({
      seen: { key: 'a', list: [{ name: 'x', transactionId: 'pi ****-****-****-1111' }] },
      faults: ["list.0.transactionId must not have a card's number"],
    });
  });

  it('is everything else that was sent, also null', () => {
    const input = { key: 'a', text: ' b ', count: 0, to: { part: { name: 'x', value: null } }, must: null };
    expect(given(input)).toEqual({ seen: input, faults: [] });
  });

  it.each([
    ['\0', 'U+0000'],
    ['\ud83d', 'U+D83D'],
    ['\udc00', 'U+DC00'],
  ])('has no %j, which is named', (letter, name) => {
    expect(given({ key: `a${letter}b`, list: [{ name: `${letter}x` }] }).faults).toEqual([
      `key has ${name}, which no system can keep`,
      `list.0.name has ${name}, which no system can keep`,
    ]);
    expect(given({ key: 'a😀' }).faults).toEqual([]);
  });

  it('is left alone where there is no input', () => {
    const field = SCHEMA.getQueryType()?.getFields()['plain'] as GraphQLField<unknown, unknown>;
    const resolve = () => undefined;
    expect(withGivenInput(field, resolve)).toBe(resolve);
  });
});
