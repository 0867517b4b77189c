import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { IdentitySettings } from '../config/index.js';
import { GatewayDatabase, type GatewayTables } from '../database/index.js';
import { Clock } from '../values/clock.js';
import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import { type RefreshVerdict, refreshVerdict } from './refresh-rule.js';

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
  /** When the session ends at the latest, SESSION_DAYS after it began. Its tokens cannot extend it. */
  readonly endsAt: Instant;
}

export type Trade =
  | { readonly kind: 'traded'; readonly session: StoredSession; readonly refreshToken: RefreshToken }
  /** Another holder has used the token before. The session has been ended. */
  | { readonly kind: 'stolen'; readonly sessionId: string }
  | { readonly kind: 'refused' };

/** Sessions and their refresh tokens. Only a token's hash is kept, so that a reader of the database cannot use any session. */
@Injectable()
export class SessionStore {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly settings: IdentitySettings,
    private readonly clock: Clock,
  ) {}

  /** Starts a session with its first refresh token. */
  async start(userId: string, accountNumber: AccountNumber): Promise<{ session: StoredSession; refreshToken: RefreshToken }> {
    const now = this.clock.now();
    const session = { id: randomUUID(), userId, accountNumber, endsAt: this.endOf(now) };
    const fresh = this.freshToken(session);
    const began = new Date(now);
    const generation = 1;
    await this.database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('session')
        .values({
          id: session.id,
          user_id: userId,
          account_number: accountNumber,
          started_at: began,
          ended_at: null,
          generation,
          generation_began_at: began,
        })
        .execute();
      await transaction
        .insertInto('refresh_token')
        .values(tokenRow(session.id, generation, fresh))
        .execute();
    });
    return { session, refreshToken: fresh };
  }

  /** The session of a refresh token, and the verdict on the token if it were used now. */
  async sessionOf(token: string): Promise<{ readonly session: StoredSession; readonly verdict: RefreshVerdict } | undefined> {
    const row = await this.withToken(this.database, token).executeTakeFirst();
    return row && this.shown(row);
  }

  /**
   * Trades a refresh token for the next one, by the rule of `refreshVerdict`, which holds over all instances.
   * @param account the account that the session is moved to; without it the session stays at its account
   */
  async trade(token: string, account?: AccountNumber): Promise<Trade> {
    return this.database.transaction().execute(async (transaction) => {
      // The lock makes each of several simultaneous uses see the changes of the one before.
      const row = await this.withToken(transaction, token).forUpdate('session').executeTakeFirst();
      if (!row) return { kind: 'refused' };
      const { session, verdict } = this.shown(row);
      if (verdict === 'refused') return { kind: 'refused' };
      const now = new Date(this.clock.now());
      const change = transaction.updateTable('session').where('id', '=', session.id);
      if (verdict === 'stolen') {
        await change.set({ ended_at: now }).execute();
        return { kind: 'stolen', sessionId: session.id };
      }
      const generation = verdict === 'next' ? row.newest_generation + 1 : row.newest_generation;
      if (verdict === 'next') await change.set({ generation, generation_began_at: now }).execute();
      if (account !== undefined) await change.set({ account_number: account }).execute();
      const fresh = this.freshToken(session);
      await transaction
        .insertInto('refresh_token')
        .values(tokenRow(session.id, generation, fresh))
        .execute();
      return { kind: 'traded', session: { ...session, accountNumber: account ?? session.accountNumber }, refreshToken: fresh };
    });
  }

  /** Moves a session to another account; its refresh tokens stay as they are. @returns whether the session is open */
  async moveTo(sessionId: string, accountNumber: AccountNumber): Promise<boolean> {
    const moved = await this.database
      .updateTable('session')
      .set({ account_number: accountNumber })
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .where('started_at', '>', this.oldestStart())
      .returning('id')
      .executeTakeFirst();
    return moved !== undefined;
  }

  /** Ends a session. The end of one that has ended already is not changed. */
  async end(sessionId: string): Promise<void> {
    await this.database
      .updateTable('session')
      .set({ ended_at: new Date(this.clock.now()) })
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .execute();
  }

  /** Those of the sessions that have not ended, each with its user's ID. */
  async open(ids: readonly string[]): Promise<ReadonlyMap<string, StoredSession>> {
    const rows = await this.database
      .selectFrom('session')
      .where('id', 'in', ids)
      .where('ended_at', 'is', null)
      .where('started_at', '>', this.oldestStart())
      .select(['id', 'user_id', 'account_number', 'started_at'])
      .execute();
    return new Map(rows.map((row) => [row.id, this.stored(row)]));
  }

  /** Deletes tokens that expired a day ago, and sessions whose last token did. */
  async forgetPast(): Promise<number> {
    const limit = new Date(this.clock.now() - DAY_MS);
    const { numDeletedRows } = await this.database
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
      .executeTakeFirst();
    await this.database.deleteFrom('refresh_token').where('expires_at', '<', limit).execute();
    return Number(numDeletedRows);
  }

  private withToken(database: Kysely<GatewayTables>, token: string) {
    return database
      .selectFrom('refresh_token')
      .innerJoin('session', 'session.id', 'refresh_token.session_id')
      .where('hash', '=', hashOf(token))
      .select(['session.id', 'user_id', 'account_number', 'started_at', 'generation_began_at', 'expires_at'])
      .select(['refresh_token.generation', 'session.generation as newest_generation'])
      .select(sql<boolean>`ended_at is not null`.as('is_ended'));
  }

  private shown(row: TokenRow): { session: StoredSession; verdict: RefreshVerdict } {
    const session = this.stored(row);
    const { generation, expires_at, newest_generation, generation_began_at, is_ended } = row;
    const verdict = refreshVerdict(
      {
        generation,
        expiresAt: expires_at.getTime(),
        session: {
          generation: newest_generation,
          generationBeganAt: generation_began_at.getTime(),
          endsAt: session.endsAt,
          isEnded: is_ended,
        },
      },
      this.clock.now(),
    );
    return { session, verdict };
  }

  private stored({ id, user_id, account_number, started_at }: SessionRow): StoredSession {
    return {
      id,
      userId: user_id,
      accountNumber: asAccountNumber(account_number),
      endsAt: this.endOf(started_at.getTime()),
    };
  }

  private endOf(startedAt: Instant): Instant {
    return startedAt + this.settings.sessionDays * DAY_MS;
  }

  /** Sessions that began at this moment or before have ended. */
  private oldestStart(): Date {
    return new Date(this.clock.now() - this.settings.sessionDays * DAY_MS);
  }

  private freshToken({ endsAt }: StoredSession): RefreshToken {
    const expiresAt = Math.min(this.clock.now() + this.settings.refreshTokenDays * DAY_MS, endsAt);
    return { token: randomBytes(TOKEN_BYTES).toString('base64url'), expiresAt };
  }
}

interface SessionRow {
  readonly id: string;
  readonly user_id: string;
  readonly account_number: string;
  readonly started_at: Date;
}

type TokenRow = NonNullable<Awaited<ReturnType<ReturnType<SessionStore['withToken']>['executeTakeFirst']>>>;

function tokenRow(sessionId: string, generation: number, { token, expiresAt }: RefreshToken) {
  return { hash: hashOf(token), session_id: sessionId, generation, expires_at: new Date(expiresAt) };
}

/** A plain hash is enough, as the token is random and too long to be guessed. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
