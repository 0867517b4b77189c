import { Injectable } from '@nestjs/common';
import type { DurableLevel, Fact } from '../live/index.js';
import { GatewayDatabase } from './gateway-database.js';

/** Keeps few and small facts in the gateway's database, so that a restart while GP is away still knows them. */
@Injectable()
export class LastKnownFacts implements DurableLevel {
  constructor(private readonly database: GatewayDatabase) {}

  async read<V>(namespace: string, keys: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>> {
    const rows = await this.database
      .selectFrom('known_fact')
      .where('namespace', '=', namespace)
      .where('key', 'in', keys)
      .select(['key', 'value', 'read_at'])
      .execute();
    return new Map(rows.map((row) => [row.key, { value: row.value as V | null, readAt: row.read_at.getTime() }]));
  }

  async write<V>(namespace: string, facts: ReadonlyMap<string, Fact<V>>): Promise<void> {
    await this.database
      .insertInto('known_fact')
      .values(
        [...facts].map(([key, { value, readAt }]) => ({
          namespace,
          key,
          value: value === null ? null : JSON.stringify(value),
          read_at: new Date(readAt),
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['namespace', 'key'])
          .doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), read_at: eb.ref('excluded.read_at') }))
          // Another instance may have read later than this one.
          .whereRef('known_fact.read_at', '<', 'excluded.read_at'),
      )
      .execute();
  }
}
