import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IdentitySettings } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { Clock } from '../values/clock.js';
import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';

const DAY_MS = 24 * 3_600_000;
const TOKEN_BYTES = 32;

export interface RefreshToken {
  readonly token: string;
  readonly expiresAt: Instant;
}

export interface StoredSession {
  readonly id: string;
  readonly userId: string;
  readonly accountNumber: AccountNumber;
}

/** Sessions and their refresh tokens. A token is kept as its hash only: who reads the database can sign in as nobody. */
@Injectable()
export class SessionStore {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly settings: IdentitySettings,
    private readonly clock: Clock,
  ) {}

  /** Starts a session with its first refresh token. */
  async start(userId: string, accountNumber: AccountNumber): Promise<{ session: StoredSession; refreshToken: RefreshToken }> {
    const session = { id: randomUUID(), userId, accountNumber };
    const fresh = this.freshToken();
    await this.database.transaction().execute(async (transaction) => {
      const started_at = new Date(this.clock.now());
      await transaction
        .insertInto('session')
        .values({ id: session.id, user_id: userId, account_number: accountNumber, started_at, ended_at: null })
        .execute();
      await transaction.insertInto('refresh_token').values(tokenRow(session.id, fresh)).execute();
    });
    return { session, refreshToken: fresh };
  }

  /** The session that a refresh token was given to, and whether it could be traded now, without trading it. */
  async sessionOf(token: string): Promise<(StoredSession & { readonly tradable: boolean }) | undefined> {
    const row = await this.database
      .selectFrom('refresh_token')
      .innerJoin('session', 'session.id', 'refresh_token.session_id')
      .where('hash', '=', hashOf(token))
      .select(['session.id', 'session.user_id', 'session.account_number', 'ended_at', 'state', 'expires_at'])
      .executeTakeFirst();
    if (!row) return undefined;
    const { id, user_id, account_number, ended_at, state, expires_at } = row;
    const tradable = ended_at === null && state === 'USABLE' && expires_at.getTime() > this.clock.now();
    return { id, userId: user_id, accountNumber: asAccountNumber(account_number), tradable };
  }

  /**
   * Trades a refresh token for the next one. A token that was traded before has been stolen by one of its two users, so
   * trading it again ends the session for both.
   * @returns undefined where the token can't be traded
   */
  async trade(token: string): Promise<RefreshToken | undefined> {
    const hash = hashOf(token);
    const now = new Date(this.clock.now());
    const fresh = this.freshToken();
    return this.database.transaction().execute(async (transaction) => {
      // A move to another account at the same moment must find, and replace, the token that is made here.
      await transaction
        .selectFrom('session')
        .where('id', 'in', transaction.selectFrom('refresh_token').where('hash', '=', hash).select('session_id'))
        .select('id')
        .forUpdate()
        .execute();
      const used = await transaction
        .updateTable('refresh_token')
        .set({ state: 'USED' })
        .where('hash', '=', hash)
        .where('state', '=', 'USABLE')
        .where('expires_at', '>', now)
        .where('session_id', 'in', transaction.selectFrom('session').where('ended_at', 'is', null).select('id'))
        .returning('session_id')
        .executeTakeFirst();
      if (used) {
        await transaction.insertInto('refresh_token').values(tokenRow(used.session_id, fresh)).execute();
        return fresh;
      }
      await transaction
        .updateTable('session')
        .set({ ended_at: now })
        .where('ended_at', 'is', null)
        .where(
          'id',
          'in',
          transaction.selectFrom('refresh_token').where('hash', '=', hash).where('state', '=', 'USED').select('session_id'),
        )
        .execute();
      return undefined;
    });
  }

  /** Moves a session to another account; the refresh tokens it had are replaced by one. */
  async moveTo(sessionId: string, accountNumber: AccountNumber): Promise<RefreshToken | undefined> {
    const fresh = this.freshToken();
    return this.database.transaction().execute(async (transaction) => {
      const moved = await transaction
        .updateTable('session')
        .set({ account_number: accountNumber })
        .where('id', '=', sessionId)
        .where('ended_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!moved) return undefined;
      await transaction
        .updateTable('refresh_token')
        .set({ state: 'SUPERSEDED' })
        .where('session_id', '=', sessionId)
        .where('state', '=', 'USABLE')
        .execute();
      await transaction.insertInto('refresh_token').values(tokenRow(sessionId, fresh)).execute();
      return fresh;
    });
  }

  /** Ends a session; one that has ended stays so. */
  async end(sessionId: string): Promise<void> {
    await this.database
      .updateTable('session')
      .set({ ended_at: new Date(this.clock.now()) })
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .execute();
  }

  /** Sessions among these that have not ended, with who they are of. */
  async open(ids: readonly string[]): Promise<ReadonlyMap<string, StoredSession>> {
    const rows = await this.database
      .selectFrom('session')
      .where('id', 'in', ids)
      .where('ended_at', 'is', null)
      .select(['id', 'user_id', 'account_number'])
      .execute();
    return new Map(
      rows.map((row) => [row.id, { id: row.id, userId: row.user_id, accountNumber: asAccountNumber(row.account_number) }]),
    );
  }

  /** Forgets tokens that have run out, and sessions whose last one did so a day ago. */
  async forgetPast(): Promise<void> {
    const limit = new Date(this.clock.now() - DAY_MS);
    const spent = this.database.deleteFrom('refresh_token').where('state', '<>', 'USABLE').where('expires_at', '<', limit);
    await spent.execute();
    await this.database
      .deleteFrom('session')
      .where('started_at', '<', limit)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('refresh_token')
              .whereRef('session_id', '=', 'session.id')
              .where('expires_at', '>', limit)
              .select('hash'),
          ),
        ),
      )
      .execute();
  }

  private freshToken(): RefreshToken {
    const expiresAt = this.clock.now() + this.settings.refreshTokenDays * DAY_MS;
    return { token: randomBytes(TOKEN_BYTES).toString('base64url'), expiresAt };
  }
}

function tokenRow(sessionId: string, { token, expiresAt }: RefreshToken) {
  return { hash: hashOf(token), session_id: sessionId, state: 'USABLE' as const, expires_at: new Date(expiresAt) };
}

/** The token is random and long, so a plain hash is enough: there is nothing to guess. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
