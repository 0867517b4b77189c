import { Injectable, Logger } from '@nestjs/common';
import { splitWhereRefused } from '../faults/index.js';
import type { DurableLevel, Fact } from '../live/index.js';
import { GatewayDatabase } from './gateway-database.js';

/** Keeps few and small facts in the gateway's database, so that a gateway that restarts while GP is away still knows them. */
@Injectable()
export class LastKnownFacts implements DurableLevel {
  private readonly log = new Logger('database');
  /** The namespaces of which a fact was refused and logged. */
  private readonly told = new Set<string>();

  constructor(private readonly database: GatewayDatabase) {}

  async read<V>(namespace: string, keys: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>> {
    const facts = new Map<string, Fact<V>>();
    const readPart = async (part: readonly string[]) => {
      for (const [key, fact] of await this.readAtOnce<V>(namespace, part)) facts.set(key, fact);
    };
    await splitWhereRefused(keys, readPart, (_, fault) => this.tell(namespace, fault));
    return facts;
  }

  async write<V>(namespace: string, facts: ReadonlyMap<string, Fact<V>>): Promise<void> {
    const writePart = (part: readonly (readonly [string, Fact<V>])[]) => this.writeAtOnce(namespace, part);
    await splitWhereRefused([...facts], writePart, (_, fault) => this.tell(namespace, fault));
  }

  /** Logs the first refused fact of each namespace only: a fact that is not kept costs speed and nothing else. */
  private tell(namespace: string, fault: unknown): void {
    if (this.told.has(namespace)) return;
    this.told.add(namespace);
    this.log.error({ namespace, fault }, 'A fact cannot be kept in the database');
  }

  private async readAtOnce<V>(namespace: string, keys: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>> {
    const rows = await this.database
      .selectFrom('known_fact')
      .where('namespace', '=', namespace)
      .where('key', 'in', keys)
      .select(['key', 'value', 'read_at'])
      .execute();
    return new Map(rows.map((row) => [row.key, { value: row.value as V | null, readAt: row.read_at.getTime() }]));
  }

  private async writeAtOnce<V>(namespace: string, facts: readonly (readonly [string, Fact<V>])[]): Promise<void> {
    await this.database
      .insertInto('known_fact')
      .values(
        facts.map(([key, { value, readAt }]) => ({
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
