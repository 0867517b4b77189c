import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GatewayDatabase } from '../../database/index.js';
import { Clock } from '../../values/clock.js';
import type { Instant } from '../../values/instant.js';

/** ID tokens sign in once: they pass through browsers, logs and libraries, and one that is found there is worth nothing. */
@Injectable()
export class SpentTokens {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * Uses a token up.
   * @param endsAt from when on it is refused for its age
   * @returns whether this is its first use, over all instances
   */
  async spend(idToken: string, endsAt: Instant): Promise<boolean> {
    const spent = await this.database
      .insertInto('spent_identity_token')
      .values({ hash: fingerprint(idToken), ends_at: new Date(endsAt) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('hash')
      .executeTakeFirst();
    return spent !== undefined;
  }

  async forgetPast(): Promise<void> {
    await this.database.deleteFrom('spent_identity_token').where('ends_at', '<', new Date(this.clock.now())).execute();
  }
}

/** Without the signature: some can be written in a second way that is as valid, and it would be the same token all the same. */
function fingerprint(idToken: string): string {
  return createHash('sha256')
    .update(idToken.slice(0, idToken.lastIndexOf('.')))
    .digest('base64url');
}
