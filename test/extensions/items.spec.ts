import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventDesk } from '../../src/events/index.js';
import { JobDesk } from '../../src/jobs/index.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { runJob } from '../support/run-job.js';
import { TestGateway } from '../support/test-gateway.js';

const PRODUCT = 'query ($sku: ID!) { product(sku: $sku) { name customFields { name value } } }';

const NAMES = `
import type { MapItem } from 'gp-storefront-gateway/extensions';

export const mapItem: MapItem = ({ sku, description, itemClass }) => {
  if (sku === 'CUT-4') throw new Error('It has no brand: ' + description);
  if (sku === 'CUT-6') for (;;);
  return { description: 'Kestrel ' + description, customFields: { brand: itemClass } };
};
`;

const ACCEPTED = `
export const acceptRecord = {
  'catalog.refresh': (item) => item.sku !== 'CUT-14',
};
`;

describe('The functions of a merchant for items', () => {
  const folders = new TemporaryFolders();
  const places: Record<string, string> = {};
  let gateway: TestGateway;
  let before: Map<string, string | undefined>;

  const nameOf = async (sku: string) => (await gateway.ask(PRODUCT, { sku })).data.product?.name;
  const start = (extensions: Record<string, string>) =>
    TestGateway.start({ ...places, EVENTS_FROM_GP: 'products', ...extensions });

  /** @returns the products that events tell of, since the gateway was installed */
  const lookForEvents = async () => {
    const { app } = gateway.gateway;
    await runJob(app, 'catalog.changes');
    const events = await app.get(EventDesk).list({ type: 'product.changed.v1' }, 100);
    return events.flatMap(({ data }) => (data as { skus: string[] }).skus);
  };

  beforeAll(async () => {
    places.DATABASE_URL = await createDatabase();
    places.GP_URL = await createDatabase();
    gateway = await start({});
    await lookForEvents();
    const skus = ['CUT-9', 'CUT-4', 'CUT-6', 'CUT-14'];
    before = new Map(await Promise.all(skus.map(async (sku) => [sku, await nameOf(sku)] as const)));
    expect([...before.values()]).not.toContain(undefined);
    await gateway.stop();
    gateway = await start({
      GP_EXTENSIONS: folders.write({ 'names.ts': NAMES, 'accepted.mjs': ACCEPTED }),
      GP_EXTENSIONS_TIMEOUT_MS: '5000',
    });
  });

  afterAll(async () => {
    await gateway?.stop();
    await Promise.all(Object.values(places).map(dropDatabase));
    folders.remove();
  });

  it('change products from the next start on', async () => {
    const { product } = (await gateway.ask(PRODUCT, { sku: 'CUT-9' })).data;
    expect(product?.name).toBe(`Kestrel ${before.get('CUT-9')}`);
    expect(product?.customFields).toContainEqual({ name: 'brand', value: expect.stringMatching(/./) });
  });

  it('have events tell of the products that they change, and of no other', async () => {
    const told = await lookForEvents();
    expect(told).toContain('CUT-9');
    for (const sku of ['CUT-4', 'CUT-6']) expect(told).not.toContain(sku);
  });

  it('leave a product as it was for which they throw or take too long, and an operator reads which', async () => {
    expect(await nameOf('CUT-4')).toBe(before.get('CUT-4'));
    expect(await nameOf('CUT-6')).toBe(before.get('CUT-6'));
    const desk = gateway.gateway.app.get(JobDesk);
    const [run] = await desk.history('catalog.refresh', 1);
    expect(await desk.failedRecords(run?.id ?? '', 10)).toEqual([
      { key: 'CUT-4', error: 'EXTENSION_FAILED: names.ts:5:30, mapItem: Error' },
      { key: 'CUT-6', error: 'EXTENSION_FAILED: names.ts, mapItem: it took longer than 5000 ms' },
    ]);
  });

  it('keep items out of the catalogue', async () => {
    expect(await nameOf('CUT-14')).toBeUndefined();
  });

  it('are undone by a start without them', async () => {
    await gateway.stop();
    gateway = await start({});
    for (const [sku, name] of before) expect(await nameOf(sku)).toBe(name);
  });
});
