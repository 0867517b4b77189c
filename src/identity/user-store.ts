import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { GatewayDatabase, type GatewayTables } from '../database/index.js';
import type { DecimalString } from '../values/exact.js';
import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import { asCurrencyCode, type Money } from '../values/money.js';
import type { User, UserRole } from '../values/viewer.js';

/** PostgreSQL takes at most 65,535 parameters in a statement, and a user has nine. */
const ROWS_AT_ONCE = 1_000;

/** A user from the database. */
export interface StoredUser extends User {
  readonly passwordHash: string;
  readonly disabled: boolean;
  /** A sign-in starts with the first. */
  readonly accountNumbers: readonly AccountNumber[];
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  readonly orderLimit: Money | null;
  readonly passwordHash: string;
  readonly accountNumbers: readonly AccountNumber[];
}

/** The fields of a user to change. Fields that are left out stay. */
export type UserChange = {
  readonly [Property in 'name' | 'role' | 'orderLimit' | 'accountNumbers']?: NewUser[Property] | undefined;
};

/**
 * Two e-mails are the same regardless of case and of whether their letters are composed (RFC 8265, UsernameCaseMapped: NFC).
 * A NUL counts as a blank: no e-mail has one, and no database accepts it.
 */
export function normalisedEmail(email: string): string {
  return asKeptBefore(email).normalize('NFC');
}

/** The form in which e-mails were stored before their letters were composed. */
function asKeptBefore(email: string): string {
  return email.replaceAll('\0', ' ').trim().toLowerCase();
}

/** As what an e-mail may stand in the database. Users of earlier releases are kept as their e-mails were typed. */
function formsOf(email: string): string[] {
  const normal = normalisedEmail(email);
  return [...new Set([normal, asKeptBefore(email), normal.normalize('NFD')])];
}

/** The gateway's users, in its own database. */
@Injectable()
export class UserStore {
  constructor(private readonly database: GatewayDatabase) {}

  async byEmail(email: string): Promise<StoredUser | undefined> {
    const users = await this.select().where('app_user.email', 'in', formsOf(email)).execute();
    const user = ofEmail(users, email);
    return user && stored(user);
  }

  async byId(id: string): Promise<StoredUser | undefined> {
    const [user] = await this.select().where('app_user.id', '=', id).execute();
    return user && stored(user);
  }

  async byIds(ids: readonly string[]): Promise<ReadonlyMap<string, StoredUser>> {
    if (ids.length === 0) return new Map();
    const users = await this.select().where('app_user.id', 'in', ids).execute();
    return new Map(users.map((user) => [user.id, stored(user)]));
  }

  /** The users who may buy for an account and are not disabled, in the order of their e-mails. */
  async ofAccount(accountNumber: AccountNumber): Promise<StoredUser[]> {
    const users = await this.select()
      .where('app_user.disabled', '=', false)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('user_account')
            .whereRef('user_account.user_id', '=', 'app_user.id')
            .where('user_account.account_number', '=', accountNumber)
            .select('user_account.user_id'),
        ),
      )
      .orderBy('app_user.email')
      .execute();
    return users.map(stored);
  }

  /** All users, in the order of their e-mails. */
  async all(): Promise<StoredUser[]> {
    return (await this.select().orderBy('app_user.email').execute()).map(stored);
  }

  async isEmpty(): Promise<boolean> {
    return (await this.database.selectFrom('app_user').select('id').limit(1).executeTakeFirst()) === undefined;
  }

  /** Adds all of the users, or none where one of the e-mails is taken. @returns the e-mails that are taken */
  async add(users: readonly NewUser[]): Promise<{ readonly taken: readonly string[] }> {
    return this.database.transaction().execute(async (transaction) => {
      const taken: string[] = [];
      for (const emails of steps(users.flatMap(({ email }) => formsOf(email)))) {
        const present = await transaction.selectFrom('app_user').where('email', 'in', emails).select('email').execute();
        taken.push(...present.map(({ email }) => email));
      }
      if (taken.length > 0) return { taken };
      const rows = users.map((user) => ({ id: randomUUID(), ...user }));
      for (const step of steps(rows)) {
        await transaction
          .insertInto('app_user')
          .values(
            step.map(({ id, email, name, role, passwordHash, orderLimit }) => ({
              id,
              email: normalisedEmail(email),
              name,
              role,
              password_hash: passwordHash,
              disabled: false,
              order_limit_amount: orderLimit?.amount ?? null,
              order_limit_currency: orderLimit?.currency ?? null,
              created_at: new Date(),
            })),
          )
          .execute();
      }
      const accounts = rows.flatMap(({ id, accountNumbers }) =>
        accountNumbers.map((account_number, position) => ({ user_id: id, account_number, position })),
      );
      for (const step of steps(accounts)) await transaction.insertInto('user_account').values(step).execute();
      return { taken: [] };
    });
  }

  /**
   * Changes the given fields. Open sessions go on with the changed user. Sessions for an account that was removed are refused.
   * @returns whether there is such a user
   */
  async change(email: string, { name, role, orderLimit, accountNumbers }: UserChange): Promise<boolean> {
    return this.database.transaction().execute(async (transaction) => {
      const id = await idOf(transaction, email);
      if (id === undefined) return false;
      await transaction
        .updateTable('app_user')
        .set({
          email: normalisedEmail(email),
          ...(name !== undefined && { name }),
          ...(role !== undefined && { role }),
          ...(orderLimit !== undefined && {
            order_limit_amount: orderLimit?.amount ?? null,
            order_limit_currency: orderLimit?.currency ?? null,
          }),
        })
        .where('id', '=', id)
        .execute();
      if (accountNumbers === undefined) return true;
      await transaction.deleteFrom('user_account').where('user_id', '=', id).execute();
      const accounts = accountNumbers.map((account_number, position) => ({ user_id: id, account_number, position }));
      if (accounts.length > 0) await transaction.insertInto('user_account').values(accounts).execute();
      return true;
    });
  }

  /** Deletes a user with their sessions and links. Their orders stay. @returns whether there was such a user */
  async remove(email: string): Promise<boolean> {
    const id = await idOf(this.database, email);
    if (id === undefined) return false;
    const removed = await this.database.deleteFrom('app_user').where('id', '=', id).returning('id').executeTakeFirst();
    return removed !== undefined;
  }

  /** Replaces the hash of an unchanged password, unless the password was changed meanwhile. Sessions go on. */
  async renewHash({ id, passwordHash }: StoredUser, renewed: string): Promise<void> {
    await this.database
      .updateTable('app_user')
      .set({ password_hash: renewed })
      .where('id', '=', id)
      .where('password_hash', '=', passwordHash)
      .execute();
  }

  /** Replaces the password and ends every session. @returns whether there is such a user */
  async setPassword(email: string, passwordHash: string): Promise<boolean> {
    return this.changeAndEndSessions(email, { password_hash: passwordHash });
  }

  /** Disables or enables a user, and ends every session of theirs. @returns whether there is such a user */
  async setDisabled(email: string, disabled: boolean): Promise<boolean> {
    return this.changeAndEndSessions(email, { disabled });
  }

  private async changeAndEndSessions(email: string, change: { password_hash: string } | { disabled: boolean }): Promise<boolean> {
    return this.database.transaction().execute(async (transaction) => {
      const id = await idOf(transaction, email);
      if (id === undefined) return false;
      await transaction.updateTable('app_user').set(change).where('id', '=', id).execute();
      await transaction
        .updateTable('session')
        .set({ ended_at: new Date() })
        .where('user_id', '=', id)
        .where('ended_at', 'is', null)
        .execute();
      return true;
    });
  }

  private select() {
    return this.database
      .selectFrom('app_user')
      .selectAll('app_user')
      .select((eb) =>
        eb
          .selectFrom('user_account')
          .whereRef('user_account.user_id', '=', 'app_user.id')
          .select(sql<string[]>`coalesce(array_agg(account_number order by position), '{}')`.as('numbers'))
          .as('account_numbers'),
      );
  }
}

function* steps<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) yield rows.slice(start, start + ROWS_AT_ONCE);
}

async function idOf(db: Kysely<GatewayTables>, email: string): Promise<string | undefined> {
  const users = await db.selectFrom('app_user').where('email', 'in', formsOf(email)).select(['id', 'email']).execute();
  return ofEmail(users, email)?.id;
}

/** Of users whose e-mails differ in their Unicode form alone, the one whose e-mail is composed. */
function ofEmail<U extends { readonly email: string }>(users: readonly U[], email: string): U | undefined {
  return users.find((user) => user.email === normalisedEmail(email)) ?? users[0];
}

type Row = Awaited<ReturnType<ReturnType<UserStore['select']>['execute']>>[number];

function stored(row: Row): StoredUser {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    orderLimit:
      row.order_limit_amount !== null && row.order_limit_currency !== null
        ? // The amount as written, zeros included, since its number of decimals is the currency's.
          { amount: row.order_limit_amount as DecimalString, currency: asCurrencyCode(row.order_limit_currency) }
        : null,
    passwordHash: row.password_hash,
    disabled: row.disabled,
    accountNumbers: (row.account_numbers ?? []).map(asAccountNumber),
  };
}
