import { afterAll, beforeAll, describe, test } from 'vitest';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { CATALOG_CASES } from './catalog.cases.js';
import type { FieldCase } from './field-case.js';
import { FILES_CASES } from './files.cases.js';
import { IDENTITY_CASES } from './identity.cases.js';
import { ORDER_CASES } from './orders.cases.js';
import { ORDERS_FACTS_CASES } from './orders-facts.cases.js';

/** One list per area, each in a file `<area>.cases.ts`. */
const CASES: readonly FieldCase[] = [...CATALOG_CASES, ...FILES_CASES, ...IDENTITY_CASES, ...ORDERS_FACTS_CASES, ...ORDER_CASES];

let urls: string[];
let gateway: TestGateway;

beforeAll(async () => {
  urls = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: urls[0], GP_URL: urls[1], CORS_ORIGINS: 'https://shop.example.com' });
});

afterAll(async () => {
  await gateway?.stop();
  for (const url of urls ?? []) await dropDatabase(url);
});

describe('inputs from the field that once failed', () => {
  test.each(CASES)('$name: $right', ({ check }) => check(gateway));
});
