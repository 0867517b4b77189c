import { describe, expect, it } from 'vitest';
import { categoryTree } from './category-tree.js';
import type { Classification } from './item.js';

const value = (number: number, code: string, description = '') => ({ number, value: code, description, imageUrl: '' });

function tree(given: Partial<Classification>) {
  return categoryTree({ itemClasses: [], categoryLabels: ['', '', '', '', '', ''], categoryValues: [], ...given });
}

describe('the tree of categories', () => {
  it('has the item classes first, by name, under their codes where they have no description', () => {
    const itemClasses = [
      { code: 'TOOLS', description: 'Hand tools' },
      { code: 'BOLTS', description: '' },
      { code: 'NUTS', description: 'All nuts' },
    ];
    expect(tree({ itemClasses })).toEqual([
      { id: 'class/NUTS', parentId: null, name: 'All nuts', position: 0 },
      { id: 'class/BOLTS', parentId: null, name: 'BOLTS', position: 1 },
      { id: 'class/TOOLS', parentId: null, name: 'Hand tools', position: 2 },
    ]);
  });

  it('has each labelled user category next, with its values below it, by name', () => {
    const found = tree({
      itemClasses: [{ code: 'BOLTS', description: 'Bolts' }],
      categoryLabels: ['Size', '', 'Finish', '', '', ''],
      categoryValues: [value(1, 'S', 'Small'), value(1, 'L', 'Large'), value(2, 'X', 'Not labelled'), value(3, 'ZINC')],
    });
    expect(found.map(({ id, parentId, name }) => [id, parentId, name])).toEqual([
      ['class/BOLTS', null, 'Bolts'],
      ['category/1', null, 'Size'],
      ['category/1/L', 'category/1', 'Large'],
      ['category/1/S', 'category/1', 'Small'],
      ['category/3', null, 'Finish'],
      ['category/3/ZINC', 'category/3', 'ZINC'],
    ]);
    expect(found.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('keeps a fixed order of values that share a name', () => {
    const one = tree({ categoryLabels: ['Size'], categoryValues: [value(1, 'B', 'Same'), value(1, 'A', 'Same')] });
    const other = tree({ categoryLabels: ['Size'], categoryValues: [value(1, 'A', 'Same'), value(1, 'B', 'Same')] });
    expect(one).toEqual(other);
  });

  it('is empty where GP classifies nothing', () => {
    expect(tree({})).toEqual([]);
  });
});
