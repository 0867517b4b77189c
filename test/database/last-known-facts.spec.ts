import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { GatewayDatabase } from '../../src/database/gateway-database.js';
import { LastKnownFacts } from '../../src/database/index.js';
import type { Fact } from '../../src/live/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';

const NAMESPACE = 'test.customer.v1';

describe('the last known facts', () => {
  let url: string;
  let database: GatewayDatabase;

  beforeAll(async () => {
    url = await createDatabase();
    database = await GatewayDatabase.open({ url, dataDir: '' });
  });
  afterAll(async () => {
    await database?.destroy();
    await dropDatabase(url);
  });

  test('are written and read but for the one that the database does not take, which the log tells of once', async () => {
    const errors = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const facts = new LastKnownFacts(database);
    const names = ['ADAMS', 'BAKER', 'CLARK', 'DAVIS', 'EVANS'];
    const known = new Map(names.map((name): [string, Fact<unknown>] => [name, { value: { name }, readAt: Date.now() }]));
    known.set('CLARK', { value: { name: 'half\0a name' }, readAt: Date.now() });
    for (let time = 0; time < 2; time++) await facts.write(NAMESPACE, known);
    known.delete('CLARK');
    expect(await facts.read(NAMESPACE, [...names, 'bad\0key'])).toEqual(known);
    expect(errors.mock.calls.map(([fields]) => fields)).toEqual([{ namespace: NAMESPACE, fault: expect.any(Error) }]);
    errors.mockRestore();
  });
});
