import { Injectable } from '@nestjs/common';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { sql } from 'kysely';
import { IdentitySettings } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { Clock } from '../values/clock.js';

export const SIGNING_ALGORITHM = 'EdDSA';
const DAY_MS = 24 * 3_600_000;
/** A new key is published this long before it signs, so that services with a copy of the key set get it in time. */
const PUBLISHED_AHEAD_MS = 10 * 60_000;
/** An unknown key may be another instance's. This is the least time between two look-ups, regardless of what callers send. */
const RELOAD_AT_MOST_EVERY_MS = 5_000;
const EVERY_MS = 60_000;
/** Without any key no user can sign in. */
const EVERY_MS_WITHOUT_KEYS = 1_000;
/** How often the keys are asked for in a row where there are none: a connection may be lost just now. */
const TRIES_WITHOUT_KEYS = 3;

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
  readonly createdAt: number;
}

/** The keys that sign access tokens. The gateway makes and replaces them itself. Its instances share them in their database. */
@Injectable()
@RunsWhileUp('beforeListening')
export class SigningKeys implements PeriodicTask {
  readonly name = 'identity.signing-keys';

  /** The newest key first. The keys are kept while the database is unavailable. */
  private keys: readonly SigningKey[] = [];
  private loadedAt = 0;
  /** Requests that come together wait for one look-up. */
  private loading: Promise<void> | undefined;

  constructor(
    private readonly database: GatewayDatabase,
    private readonly settings: IdentitySettings,
    private readonly clock: Clock,
  ) {}

  get everyMs(): number {
    return this.keys.length > 0 ? EVERY_MS : EVERY_MS_WITHOUT_KEYS;
  }

  /** Makes a new key where the newest is SIGNING_KEY_DAYS old, deletes keys past use, and reads the keys of other instances. */
  async run(): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      // With the lock, two instances that find the newest key too old at the same moment make only one new key.
      await sql`lock table signing_key in share row exclusive mode`.execute(transaction);
      const now = this.clock.now();
      const newest = await transaction
        .selectFrom('signing_key')
        .orderBy('created_at', 'desc')
        .limit(1)
        .select('created_at')
        .executeTakeFirst();
      if (!newest || now - newest.created_at.getTime() >= this.settings.signingKeyDays * DAY_MS) {
        const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
        const jwk = await exportJWK(privateKey);
        await transaction
          .insertInto('signing_key')
          .values({ kid: await calculateJwkThumbprint(jwk), private_jwk: JSON.stringify(jwk), created_at: new Date(now) })
          .execute();
      }
      // A key signs until its successor does. It is needed until the last token that it signed has ended.
      const outlived =
        now - this.settings.signingKeyDays * DAY_MS - PUBLISHED_AHEAD_MS - this.settings.accessTokenMinutes * 60_000 - DAY_MS;
      await transaction.deleteFrom('signing_key').where('created_at', '<', new Date(outlived)).execute();
    });
    await this.load();
  }

  /** The key that signs now. */
  current(): SigningKey {
    const now = this.clock.now();
    const key = this.keys.find(({ createdAt }) => now - createdAt >= PUBLISHED_AHEAD_MS) ?? this.keys.at(-1);
    if (!key) throw new Error('No signing key has been loaded.');
    return key;
  }

  /**
   * The public key with this ID, or undefined for an unknown or deleted key.
   * @throws {StoreUnavailable} there are no keys, since the database could not be asked for them
   */
  async publicKey(kid: string): Promise<CryptoKey | undefined> {
    const find = () => this.keys.find((key) => key.kid === kid)?.publicKey;
    const known = find();
    if (known) return known;
    if (this.loading) await this.loading.catch(() => undefined);
    for (let tries = 0; this.keys.length === 0 && tries < TRIES_WITHOUT_KEYS - 1; tries++)
      await this.loadOnce().catch(() => undefined);
    if (this.keys.length === 0) await stored('identity.keys', () => this.loadOnce());
    else if (this.clock.now() - this.loadedAt >= RELOAD_AT_MOST_EVERY_MS) await this.loadOnce().catch(() => undefined);
    return find();
  }

  /** The key set for publication: every key that may have signed a valid token. */
  publicKeySet(): { keys: JWK[] } {
    return { keys: this.keys.map(({ publicJwk }) => publicJwk) };
  }

  private async loadOnce(): Promise<void> {
    this.loading ??= this.load().finally(() => {
      this.loading = undefined;
    });
    await this.loading;
  }

  private async load(): Promise<void> {
    this.loadedAt = this.clock.now();
    const rows = await this.database.selectFrom('signing_key').orderBy('created_at', 'desc').selectAll().execute();
    this.keys = await Promise.all(
      rows.map(async ({ kid, private_jwk, created_at }) => {
        const { d: _, ...publicPart } = private_jwk as JWK;
        return {
          kid,
          privateKey: (await importJWK(private_jwk as JWK, SIGNING_ALGORITHM)) as CryptoKey,
          publicKey: (await importJWK(publicPart, SIGNING_ALGORITHM)) as CryptoKey,
          publicJwk: { ...publicPart, kid, alg: SIGNING_ALGORITHM, use: 'sig' },
          createdAt: created_at.getTime(),
        };
      }),
    );
  }
}
