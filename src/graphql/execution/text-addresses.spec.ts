import { describe, expect, it } from 'vitest';
import { NO_ADDRESS, TextAddresses } from './text-addresses.js';

describe('The addresses of texts', () => {
  it('are found by object and variant, and by nothing else', () => {
    const addresses = new TextAddresses(64);
    addresses.set(1, 2, 10);
    addresses.set(2, 1, 20);
    expect(addresses.get(1, 2)).toBe(10);
    expect(addresses.get(2, 1)).toBe(20);
    expect(addresses.get(1, 1)).toBe(NO_ADDRESS);
    expect(addresses.get(3, 2)).toBe(NO_ADDRESS);
  });

  it('are replaced, and gone when all are', () => {
    const addresses = new TextAddresses(64);
    addresses.set(1, 2, 10);
    addresses.set(1, 2, 30);
    expect(addresses.get(1, 2)).toBe(30);
    addresses.clear();
    expect(addresses.get(1, 2)).toBe(NO_ADDRESS);
    expect(addresses.isFull).toBe(false);
  });

  it('of many variants of one object are all found', () => {
    const addresses = new TextAddresses(64);
    for (let variant = 1; variant <= 50; variant++) addresses.set(7, variant, 100 + variant);
    addresses.set(8, 1, 5);
    for (let variant = 1; variant <= 50; variant++) expect(addresses.get(7, variant)).toBe(100 + variant);
    expect(addresses.get(7, 51)).toBe(NO_ADDRESS);
    expect(addresses.get(8, 1)).toBe(5);
  });

  it('of one object have an end, so that no search takes long', () => {
    const addresses = new TextAddresses(1_024);
    let variant = 0;
    while (addresses.hasRoomFor(7)) {
      addresses.set(7, ++variant, 1);
      expect(variant).toBeLessThan(300);
    }
    expect(variant).toBeGreaterThan(200);
    expect(addresses.hasRoomFor(8)).toBe(true);
  });

  it('agree with a map, until the table is full', () => {
    const addresses = new TextAddresses(1_024);
    const map = new Map<string, number>();
    for (let step = 1; !addresses.isFull; step++) {
      const object = 1 + ((step * 7_919) % 700);
      const variant = 1 + ((step * 104_729) % 9);
      addresses.set(object, variant, step);
      map.set(`${object} ${variant}`, step);
    }
    expect(map.size).toBeGreaterThan(500);
    for (let object = 1; object <= 700; object++) {
      for (let variant = 1; variant <= 9; variant++) {
        expect(addresses.get(object, variant)).toBe(map.get(`${object} ${variant}`) ?? NO_ADDRESS);
      }
    }
  });
});
