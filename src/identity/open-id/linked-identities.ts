import { Injectable } from '@nestjs/common';
import { GatewayDatabase } from '../../database/index.js';
import { Clock } from '../../values/clock.js';

/** A person at a provider: the issuer, and its subject for them, which never changes and is never given to another person. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Which user an identity at a provider belongs to. The link is kept from the first sign-in on. */
@Injectable()
export class LinkedIdentities {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly clock: Clock,
  ) {}

  /** @returns the user's ID, or undefined where the identity is not linked */
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
   * Links an identity to a user, unless it is linked already or the user is linked to another identity of the issuer. Of
   * several calls at the same moment the first wins.
   * @returns the ID of the user that the identity is linked to now; undefined where it is not linked
   */
  async link(identity: Identity, userId: string): Promise<string | undefined> {
    await this.database
      .insertInto('linked_identity')
      .values({ ...identity, user_id: userId, linked_at: new Date(this.clock.now()) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return this.userIdOf(identity);
  }

  /** Removes a user's link at an issuer, so that a new one can be made. @returns whether there was a link */
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
