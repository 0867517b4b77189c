import { Injectable } from '@nestjs/common';
import { GatewayDatabase } from '../../database/index.js';
import { Clock } from '../../values/clock.js';

/** Somebody at a provider: its issuer, and its name for them, which never changes and is never given to another. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Which user somebody at a provider is, remembered from their first sign-in on. */
@Injectable()
export class LinkedIdentities {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly clock: Clock,
  ) {}

  /** @returns the user's ID, or undefined where nobody is linked */
  async userIdOf({ issuer, subject }: Identity): Promise<string | undefined> {
    const row = await this.database
      .selectFrom('linked_identity')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .select('user_id')
      .executeTakeFirst();
    return row?.user_id;
  }

  /**
   * Links an identity to a user, unless it is linked, or the user is to another identity of the issuer. Of several calls at
   * the same moment the first is heeded.
   * @returns the ID of the user whom the identity is linked to now
   */
  async link(identity: Identity, userId: string): Promise<string | undefined> {
    await this.database
      .insertInto('linked_identity')
      .values({ ...identity, user_id: userId, linked_at: new Date(this.clock.now()) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return this.userIdOf(identity);
  }

  /** Lets a user be linked anew at an issuer. @returns whether they were linked there */
  async unlink(userId: string, issuer: string): Promise<boolean> {
    const gone = await this.database
      .deleteFrom('linked_identity')
      .where('user_id', '=', userId)
      .where('issuer', '=', issuer)
      .returning('subject')
      .executeTakeFirst();
    return gone !== undefined;
  }
}
