import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseSettings } from '../../src/config/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { type NewUser, UserStore } from '../../src/identity/index.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { createDatabase, dropDatabase } from '../support/databases.js';

const HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'c'.repeat(22)}$${'a'.repeat(43)}`;
const COUNT = 8_000;

function users(prefix: string): NewUser[] {
  return Array.from({ length: COUNT }, (_, number) => ({
    email: `${prefix}${number}@example.com`,
    name: `User ${number}`,
    role: 'BUYER',
    orderLimit: null,
    passwordHash: HASH,
    accountNumbers: ['HARGATE', 'KESTREL', 'BRINDLE'].map(asAccountNumber),
  }));
}

interface Place {
  readonly settings: DatabaseSettings;
  remove(): Promise<void>;
}

const PLACES: readonly { readonly place: string; make(): Promise<Place> }[] = [
  { place: 'a database in the data folder', make: embedded },
  { place: 'a database server', make: onServer },
];

describe.each(PLACES)('More users than one statement takes, on $place', ({ make }) => {
  let place: Place;
  let database: GatewayDatabase;
  let store: UserStore;

  beforeAll(async () => {
    place = await make();
    database = await GatewayDatabase.open(place.settings);
    store = new UserStore(database);
  });
  afterAll(async () => {
    await database?.destroy();
    await place?.remove();
  });

  it('are added at once, each with their accounts in order', async () => {
    expect(await store.add(users('buyer'))).toEqual({ taken: [] });
    expect(await store.all()).toHaveLength(COUNT);
    expect(await store.byEmail(`buyer${COUNT - 1}@example.com`)).toMatchObject({
      name: `User ${COUNT - 1}`,
      passwordHash: HASH,
      accountNumbers: ['HARGATE', 'KESTREL', 'BRINDLE'],
    });
  });

  it('are not added, none of them, where addresses anywhere among them are taken', async () => {
    const [first, ...others] = users('other');
    const taken = users('buyer').filter((_, number) => number === 0 || number === COUNT - 1);
    const given = [first as NewUser, taken[1] as NewUser, ...others, taken[0] as NewUser];
    const { taken: found } = await store.add(given);
    expect(found.toSorted()).toEqual(['buyer0@example.com', `buyer${COUNT - 1}@example.com`]);
    expect(await store.all()).toHaveLength(COUNT);
  });

  it('are not added, none of them, where the database refuses one of the last', async () => {
    const given = users('third');
    await expect(store.add([...given, { ...(given[0] as NewUser), name: 'half\0a name' }])).rejects.toThrow();
    expect(await store.all()).toHaveLength(COUNT);
  });
});

async function embedded(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-users-'));
  return {
    settings: Object.assign(new DatabaseSettings(), { dataDir: folder }),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function onServer(): Promise<Place> {
  const url = await createDatabase();
  return { settings: Object.assign(new DatabaseSettings(), { url }), remove: () => dropDatabase(url) };
}
