import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseSettings } from '../../src/config/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { MIGRATIONS } from '../../src/database/migrate.js';
import { creditKey, stockKey } from '../../src/ordering/order-claims.js';
import { openEmbedded } from '../../src/postgresql/index.js';
import type { Leased } from '../../src/submissions/lease.js';
import type { Claim } from '../../src/submissions/submission.js';
import { decimalString } from '../../src/values/exact.js';
import { asSku, asWarehouseCode } from '../../src/values/identifiers.js';
import { Office } from '../submissions/office.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { type FormerOrder, FormerRelease } from './former-release.js';

const FORMER = '0006-submission-notes';
const SKU = 'BOLT 12';
const MINUTE = 60_000;

/** Empty places for a gateway's database. */
const PLACES: readonly { readonly place: string; make(): Promise<Place> }[] = [
  { place: 'PGlite', make: embedded },
  { place: 'PostgreSQL', make: onServer },
];

interface Place {
  readonly settings: DatabaseSettings;
  connect(): Promise<Kysely<unknown>>;
  remove(): Promise<void>;
}

describe.each(PLACES)('What documents claim, on $place', ({ make }) => {
  let place: Place;
  let former: FormerRelease;
  let office: Office;
  /** What the former release had written when the first instance of this one was started, by what became of it. */
  let carried: Record<'received' | 'pushed' | 'longPushed' | 'rejected' | 'ofNothing', string>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    place = await make();
    const before = await place.connect();
    await migrateToFormer(before);
    const release = new FormerRelease(before);
    carried = {
      received: await release.accept(orderOf('RECEIVED', '100.10', '2.5')),
      pushed: await release.accept(orderOf('PUSHED', '20', '3')),
      longPushed: await release.accept(orderOf('LONGPUSHED', '30', '4')),
      rejected: await release.accept(orderOf('REJECTED', '40', '5')),
      ofNothing: await release.accept({ credit: '0', creditAccount: 'NOTHING', stock: [] }),
    };
    await release.markPushed(carried.pushed);
    await release.markPushed(carried.longPushed, new Date(Date.now() - 61 * MINUTE));
    await release.markRejected(carried.rejected);
    await before.destroy();
    const database = await GatewayDatabase.open(place.settings);
    office = await Office.open(database);
    former = new FormerRelease(database as unknown as Kysely<unknown>);
  });
  afterAll(async () => {
    await office?.close();
    await office?.database.destroy();
    await place?.remove();
  });

  /** What both releases find taken of an account's credit and of the item at its site, and that they find the same. */
  async function taken(name: string, since = Date.now()): Promise<readonly [credit: string, stock: string]> {
    const keys = claimsOf(orderOf(name, '0', '0'));
    const [credit, stock] = await office.service.looking((each) => each.of(keys, since));
    const found = [credit?.toFixed() ?? '', stock?.toFixed() ?? ''] as const;
    expect([await former.takenCredit(name, since), await former.takenStock(SKU, name, since)]).toEqual(found);
    return found;
  }

  async function leased(id: string): Promise<Leased> {
    return (await office.leases.takeLease(id)) as Leased;
  }

  describe('that the former release had written down', () => {
    it('counts while it is on its way', async () => {
      expect(await taken('RECEIVED')).toEqual(['100.1', '2.5']);
    });

    it('counts beside facts that were read before GP had it, and not beside others', async () => {
      expect(await taken('PUSHED')).toEqual(['0', '0']);
      expect(await taken('PUSHED', Date.now() - 10 * MINUTE)).toEqual(['20', '3']);
    });

    it('is left behind where no fact is as old as that', async () => {
      expect(await taken('LONGPUSHED')).toEqual(['0', '0']);
      const rows = office.database.selectFrom('submission_claim').where('submission_id', '=', carried.longPushed);
      expect(await rows.selectAll().execute()).toEqual([]);
    });

    it('does not count where GP has refused it, until it is tried again', async () => {
      expect(await taken('REJECTED', 0)).toEqual(['0', '0']);
      await office.desk.retry(carried.rejected);
      expect(await taken('REJECTED')).toEqual(['40', '5']);
    });

    it('is nothing where nothing was taken', async () => {
      expect(await taken('NOTHING', 0)).toEqual(['0', '0']);
    });

    it('ends with its hand-over', async () => {
      const before = Date.now() - 1;
      expect(await office.leases.markPushed(await leased(carried.received))).toBe(true);
      expect(await taken('RECEIVED', before)).toEqual(['100.1', '2.5']);
      expect(await taken('RECEIVED', Date.now() + 1)).toEqual(['0', '0']);
    });
  });

  describe('while instances of both releases run', () => {
    /** Every test has an account and a site of its own. */
    let name: string;
    let order: FormerOrder;
    beforeEach(() => {
      name = randomUUID().toUpperCase();
      order = orderOf(name, '10.5', '2');
    });

    it.each(['former', 'new'])('is known to both, once, if an instance of the %s release accepts', async (release) => {
      if (release === 'former') await former.accept(order);
      else await office.accept(name, 'order', claimsOf(order));
      expect(await taken(name)).toEqual(['10.5', '2']);
    });

    it('adds up what both have accepted', async () => {
      await former.accept(order);
      await office.accept(name, 'order', claimsOf(order));
      await former.accept({ ...order, credit: '0' });
      await office.accept(name, 'of stock alone', claimsOf(order).slice(1));
      expect(await taken(name)).toEqual(['21', '8']);
    });

    it("is written in the former release's tables only where it knows of it", async () => {
      const claim = { kind: 'invoice', key: name, amount: decimalString(1) };
      await office.accept(name, 'a payment', [claim]);
      expect(await taken(name)).toEqual(['0', '0']);
      expect((await office.service.looking((each) => each.of([claim], Date.now())))[0]?.toFixed()).toBe('1');
    });

    describe.each(['former', 'new'])('accepted by an instance of the %s release', (acceptedBy) => {
      let id: string;
      beforeEach(async () => {
        id = acceptedBy === 'former' ? await former.accept(order) : (await office.accept(name, 'order', claimsOf(order))).id;
      });

      it.each(['former', 'new'])('ends for both if one of the %s release brings it into GP', async (release) => {
        const before = Date.now() - 1;
        if (release === 'former') await former.markPushed(id);
        else expect(await office.leases.markPushed(await leased(id))).toBe(true);
        expect(await taken(name, before)).toEqual(['10.5', '2']);
        expect(await taken(name, Date.now() + 1)).toEqual(['0', '0']);
      });

      it.each(['former', 'new'])('ends for both if one of the %s release hears that GP refuses it', async (release) => {
        if (release === 'former') await former.markRejected(id);
        else expect(await office.leases.markRejected(await leased(id), { code: 1, message: 'no' })).toBe(true);
        expect(await taken(name, 0)).toEqual(['0', '0']);
      });

      it.each(['former', 'new'])('counts again for both if the command of the %s release has it tried again', async (release) => {
        expect(await office.leases.markRejected(await leased(id), { code: 1, message: 'no' })).toBe(true);
        if (release === 'former') await former.retry(id);
        else expect(await office.desk.retry(id)).toMatchObject({ kind: 'done' });
        expect(await taken(name)).toEqual(['10.5', '2']);
      });
    });
  });
});

describe('While instances of the former release accept and push orders, the first of this one', () => {
  it('is started, and no claim is lost or doubled', async () => {
    const place = await onServer();
    const connection = await place.connect();
    try {
      await migrateToFormer(connection);
      const former = new FormerRelease(connection);
      const names = Array.from({ length: 8 }, (_, index) => `SHOP${index}`);
      let isStarted = false;
      const shop = async (name: string) => {
        let accepted = 0;
        for (let more = 3; more > 0; more -= isStarted ? 1 : 0) {
          const id = await former.accept(orderOf(name, '1', '1'));
          accepted++;
          if (accepted % 3 === 0) await former.markPushed(id);
        }
        return accepted - Math.floor(accepted / 3);
      };
      const shops = names.map(shop);
      const database = await GatewayDatabase.open(place.settings);
      isStarted = true;
      const waiting = await Promise.all(shops);
      const office = await Office.open(database);
      const keys = names.flatMap((name) => claimsOf(orderOf(name, '0', '0')));
      const taken = await office.service.looking((each) => each.of(keys, Date.now() + 1));
      expect(taken.map(Number)).toEqual(waiting.flatMap((count) => [count, count]));
      await office.close();
      await database.destroy();
    } finally {
      await connection.destroy();
      await place.remove();
    }
  });
});

/** An order on an account that takes from stock at a site of the same name. */
function orderOf(name: string, credit: string, quantity: string): FormerOrder {
  return { credit, creditAccount: name, stock: [{ sku: SKU, warehouse: name, quantity }] };
}

/** The same as this release writes it. */
function claimsOf({ credit, creditAccount, stock }: FormerOrder): Claim[] {
  return [
    { ...creditKey(creditAccount), amount: decimalString(credit) },
    ...stock.map(({ sku, warehouse, quantity }) => ({
      ...stockKey(asSku(sku), asWarehouseCode(warehouse)),
      amount: decimalString(quantity),
    })),
  ];
}

async function migrateToFormer(db: Kysely<unknown>): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } }).migrateTo(FORMER);
  if (error) throw error;
}

async function embedded(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-claims-'));
  return {
    settings: Object.assign(new DatabaseSettings(), { dataDir: folder }),
    connect: async () => new Kysely({ dialect: new PGliteDialect({ pglite: await openEmbedded(join(folder, 'gateway')) }) }),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function onServer(): Promise<Place> {
  const url = await createDatabase();
  return {
    settings: Object.assign(new DatabaseSettings(), { url }),
    connect: async () => new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }) }),
    remove: () => dropDatabase(url),
  };
}
