import { buildSchema, execute, type GraphQLObjectType, type OperationDefinitionNode, parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PartlyShared } from '../../contract/partly-shared.js';
import type { RequestContext } from '../../contract/request-context.js';
import { RequestBudget } from '../../live/index.js';
import { RememberedFact } from '../../live/remembered-fact.js';
import { declareShared, describeField } from './field-traits.js';
import { OperationPlan } from './operation-plan.js';
import { RenderedTexts } from './rendered-texts.js';
import { VariantNumbers } from './variant-numbers.js';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const FRESH_UNTIL = NOW + 60_000;
const QUERY = '{ items { name price { amount asOf sites { code km } } } }';
const OWN = new Set(['asOf']);
const OWN_OF_SITE = new Set(['km']);

interface Item {
  readonly name: string;
}

/** Who asks: since when their terms are known, what they pay by, and how far from them the only site is. */
interface Buyer {
  readonly level: object;
  readonly termsAsOf: number;
  readonly places: readonly { readonly km: number }[];
}

const SITE = { code: 'CENTRAL' };

/** A shop whose prices are facts, and the plan of a page of it. */
function shop(maxBytes = 1_000_000) {
  const schema = buildSchema(`
    type Query { items: [Item] }
    type Item { name: String! price: Price }
    type Price { amount: Int! asOf: Float! sites: [Site!]! }
    type Site { code: String! km: Float }
  `);
  const world = {
    items: [{ name: 'bolt' }, { name: 'nut' }] as (Item | null)[],
    facts: new Map<Item, RememberedFact<number>>(),
    /** How often a price was worked out. */
    worked: 0,
  };
  const factOf = (item: Item) => {
    const known = world.facts.get(item) ?? new RememberedFact(item.name.length, NOW - 5_000);
    world.facts.set(item, known);
    return known;
  };
  const type = (name: string) => schema.getType(name) as GraphQLObjectType;
  const property = { isProperty: true, ofParentAndArguments: true, ofFacts: true };
  for (const name of ['Query', 'Item', 'Price', 'Site']) {
    for (const field of Object.values(type(name).getFields())) {
      field.resolve = (source) => (source instanceof PartlyShared ? source.property(field.name) : source[field.name]);
      describeField(field, property);
    }
  }
  const { items } = type('Query').getFields();
  const { price } = type('Item').getFields();
  const { sites } = type('Price').getFields();
  if (!items || !price || !sites) throw new Error('a schema without these fields');
  items.resolve = () => [...world.items];
  describeField(items, { ...property, isProperty: false, ofParentAndArguments: false });
  sites.resolve = ({ nested }: PartlyShared) => nested.map((own) => new PartlyShared('Site', SITE, own, OWN_OF_SITE));
  describeField(sites, { ...property, isProperty: false });
  const buyerOf = ({ viewer }: RequestContext) => viewer as unknown as Buyer;
  price.resolve = (item: Item, _args, context: RequestContext) => {
    const { termsAsOf, places } = buyerOf(context);
    world.worked++;
    if (item.name === 'unpriced') return null;
    const fact = factOf(item);
    context.budget.dependencies?.add(fact, FRESH_UNTIL);
    const own = { asOf: Math.min(fact.asOf, termsAsOf), itemAsOf: fact.asOf };
    return new PartlyShared('Price', { amount: fact.value }, own, OWN, places);
  };
  describeField(price, {
    ...property,
    isProperty: false,
    ofParentAndArguments: false,
    variant: (_args, context) => {
      const { level, termsAsOf, places } = buyerOf(context);
      return {
        key: [level, places.length],
        nested: places,
        own: {
          sharedBy: (own) => ({ asOf: (own as { itemAsOf: number }).itemAsOf, source: 'CACHE' }),
          ofViewer: { asOf: termsAsOf, source: 'CACHE' },
        },
      };
    },
  });
  declareShared(type('Item'));

  const document = parse(QUERY);
  const plan = OperationPlan.of(schema, document, document.definitions[0] as OperationDefinitionNode, () => undefined);
  if (!plan) throw new Error('no plan was made');
  const texts = new RenderedTexts(maxBytes);
  const contextOf = (buyer: Buyer, since: number) =>
    ({ viewer: buyer, budget: RequestBudget.ofPage(since) }) as unknown as RequestContext;

  return {
    world,
    /** The plan's answer. @param since when the request came */
    ask: (buyer: Buyer, { now = NOW, since = now }: { now?: number; since?: number } = {}) =>
      String(plan.execute({}, contextOf(buyer, since), texts, now)),
    /** What graphql-js answers. */
    expected: (buyer: Buyer) =>
      `${JSON.stringify(execute({ schema, document, contextValue: contextOf(buyer, Number.POSITIVE_INFINITY) }))}\n`,
    /** GP says something else of an item. */
    changes: (item: Item, value: number) => {
      factOf(item).outdate();
      world.facts.set(item, new RememberedFact(value, NOW - 1_000));
    },
  };
}

describe('The text of an object that is shared', () => {
  let one: ReturnType<typeof shop>;
  const retail = {};
  const nell: Buyer = { level: retail, termsAsOf: NOW - 3_000, places: [{ km: 12.5 }] };
  const marta: Buyer = { level: retail, termsAsOf: NOW - 9_000, places: [{ km: 900 }] };

  beforeEach(() => {
    one = shop();
  });

  afterEach(() => void vi.restoreAllMocks());

  it('is told to everybody in the same variant as graphql-js would, with what is their own', () => {
    for (let time = 1; time <= 4; time++) {
      for (const buyer of [nell, marta]) expect(one.ask(buyer)).toBe(one.expected(buyer));
    }
    expect(one.ask(nell)).not.toBe(one.ask(marta));
  });

  it('is rendered the second time, and filled in from then on', () => {
    const copied = vi.spyOn(RenderedTexts.prototype, 'copy');
    for (let time = 1; time <= 10; time++) one.ask(time % 2 === 0 ? nell : marta);
    // Two items, worked out for the first answer and for the second.
    expect(one.world.worked).toBe(4);
    const prices = copied.mock.calls.filter(([, variant]) => variant !== undefined);
    expect(prices).toHaveLength(2 * 9);
  });

  it('is another for buyers of another variant', () => {
    for (let time = 1; time <= 3; time++) one.ask(nell);
    const others = { ...nell, level: {} };
    expect(one.ask(others)).toBe(one.expected(others));
    expect(one.world.worked).toBe(2 * 2 + 2 + 2);
  });

  it('follows every one of its facts at once', () => {
    for (let time = 1; time <= 3; time++) one.ask(nell);
    one.changes(one.world.items[1] as Item, 77);
    for (let time = 1; time <= 3; time++) {
      expect(one.ask(nell)).toBe(one.expected(nell));
      expect(one.ask(nell)).toContain('"amount":77');
    }
  });

  it('stands in every list that has the object, and for no null', () => {
    const [bolt, nut] = one.world.items as [Item, Item];
    for (const items of [[bolt, nut], [nut, bolt], [bolt], [bolt, nut, { name: 'washer' }], [bolt, null], [null], []]) {
      one.world.items = items;
      for (let time = 1; time <= 3; time++) expect(one.ask(nell)).toBe(one.expected(nell));
    }
  });

  it('takes no memory for lists without an object', () => {
    const numbered = vi.spyOn(VariantNumbers.prototype, 'of');
    for (const items of [[], [null]]) {
      one.world.items = items;
      for (let time = 1; time <= 3; time++) expect(one.ask(nell)).toBe(one.expected(nell));
    }
    expect(numbered).not.toHaveBeenCalled();
  });

  it('is rendered anew once one of its facts has to be read again', () => {
    for (let time = 1; time <= 3; time++) one.ask(nell);
    const before = one.world.worked;
    one.ask(nell, { now: FRESH_UNTIL });
    expect(one.world.worked).toBe(before + 2);
  });

  it('is no answer to a request for which a fact was read', () => {
    for (let time = 1; time <= 3; time++) one.ask(nell);
    const before = one.world.worked;
    one.ask(nell, { since: NOW - 60_000 });
    expect(one.world.worked).toBe(before + 2);
  });

  it('holds a null that follows from facts as well', () => {
    one.world.items = [{ name: 'unpriced' }, { name: 'nut' }];
    for (let time = 1; time <= 4; time++) expect(one.ask(nell)).toBe(one.expected(nell));
  });

  it('is rendered again now and then, so that its facts count as used', () => {
    for (let time = 1; time <= 3 + 2_048; time++) one.ask(nell);
    expect(one.world.worked).toBe(2 * 3);
    for (let time = 1; time <= 3; time++) expect(one.ask(nell)).toBe(one.expected(nell));
  });

  it('is let go with all others when they take too much memory, and rendered again', () => {
    one = shop(1_500);
    for (let time = 1; time <= 10; time++) expect(one.ask({ ...nell, level: {} })).toBe(one.expected(nell));
    for (let time = 1; time <= 5; time++) expect(one.ask(nell)).toBe(one.expected(nell));
  });
});
