import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GatewayDatabase } from '../../database/index.js';
import { Clock } from '../../values/clock.js';
import type { Instant } from '../../values/instant.js';

/** An ID token signs in once. Tokens pass through browsers, logs and libraries, and a copy from there must be worthless. */
@Injectable()
export class SpentTokens {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * Marks a token as used.
   * @param endsAt when the token begins to be refused for its age
   * @returns whether this is its first use at any instance
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

  async forgetPast(): Promise<number> {
    const now = new Date(this.clock.now());
    const { numDeletedRows } = await this.database
      .deleteFrom('spent_identity_token')
      .where('ends_at', '<', now)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}

/** A hash of the token without its signature. Some signatures have a second valid form, which would give another hash. */
function fingerprint(idToken: string): string {
  return createHash('sha256')
    .update(idToken.slice(0, idToken.lastIndexOf('.')))
    .digest('base64url');
}
