import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Patience } from '../live/index.js';
import { RememberedFact } from '../live/remembered-fact.js';
import { asSku, type Sku } from '../values/identifiers.js';
import { FoundTogether } from './found-together.js';
import type { Product } from './product.js';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const FRESH_UNTIL = NOW + 60_000;
const EVERYTHING = '';

describe('Products that were found together', () => {
  const [bolt, nut] = [asSku('BOLT'), asSku('NUT')];
  let facts: Map<Sku, RememberedFact<Product>>;
  let together: FoundTogether;
  const find = vi.fn<(patience: Patience, skus: readonly Sku[]) => Product[]>();

  beforeEach(() => {
    facts = new Map();
    together = new FoundTogether();
    find.mockReset().mockImplementation((patience, skus) =>
      skus.map((sku) => {
        const fact = facts.get(sku) ?? new RememberedFact({ sku } as Product, NOW - 1_000);
        facts.set(sku, fact);
        patience.trail?.rests(fact, FRESH_UNTIL);
        return fact.value as Product;
      }),
    );
  });

  function ask(skus: readonly Sku[], { visible = EVERYTHING, patience = Patience.ofPage(NOW), now = NOW } = {}) {
    return together.get(visible, skus, patience, now, () => find(patience, skus)) as readonly Product[];
  }

  it('are found again without being looked up', () => {
    const first = ask([bolt, nut]);
    expect(ask([bolt, nut])).toBe(first);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('are others in another order, in part, and for those who see others', () => {
    ask([bolt, nut]);
    expect(ask([nut, bolt]).map(({ sku }) => sku)).toEqual([nut, bolt]);
    expect(ask([bolt]).map(({ sku }) => sku)).toEqual([bolt]);
    ask([bolt, nut], { visible: '0' });
    expect(find).toHaveBeenCalledTimes(4);
  });

  it('are told from those whose SKUs read the same one after another', () => {
    const odd = 'BOLT\nNUT' as Sku;
    ask([bolt, nut]);
    expect(ask([odd]).map(({ sku }) => sku)).toEqual([odd]);
    expect(ask([bolt, nut]).map(({ sku }) => sku)).toEqual([bolt, nut]);
  });

  it('are looked up again once one of them has changed, and once one has to be read again', () => {
    ask([bolt, nut]);
    facts.get(nut)?.outdate();
    facts.delete(nut);
    ask([bolt, nut]);
    expect(find).toHaveBeenCalledTimes(2);
    ask([bolt, nut], { now: FRESH_UNTIL });
    expect(find).toHaveBeenCalledTimes(3);
  });

  it('are looked up for whoever insists on fresh facts, and for a request that they were read for', () => {
    ask([bolt, nut]);
    ask([bolt, nut], { patience: Patience.ofCheckout(NOW) });
    ask([bolt, nut], { patience: Patience.ofPage(NOW - 2_000) });
    expect(find).toHaveBeenCalledTimes(3);
  });

  it('are what an answer rests on, found again or not', () => {
    for (let time = 1; time <= 2; time++) {
      const patience = Patience.ofPage(NOW, true);
      ask([bolt, nut], { patience });
      expect(patience.trail?.facts).toEqual([facts.get(bolt), facts.get(nut)]);
      expect(patience.trail?.holds(NOW)).toBe(true);
    }
  });

  it('that have to be waited for are not remembered', async () => {
    const patience = Patience.ofPage(NOW);
    const product = { sku: bolt } as Product;
    expect(await together.get(EVERYTHING, [bolt], patience, NOW, async () => [product])).toEqual([product]);
    ask([bolt]);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('are looked up now and then, so that their facts count as used', () => {
    for (let time = 1; time <= 1 + 64; time++) ask([bolt, nut]);
    expect(find).toHaveBeenCalledTimes(2);
  });
});
