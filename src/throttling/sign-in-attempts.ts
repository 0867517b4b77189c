import { createHash } from 'node:crypto';
import { OccasionalLog } from '../callers/index.js';
import type { ThrottlingSettings } from '../config/index.js';
import type { Backoff, Counts } from '../counts/index.js';
import { type CallingClient, isPublicClient } from '../values/calling-client.js';
import { addressGroup } from './address-group.js';

const FIRST_PAUSE_MS = 1_000;
const FORGOTTEN_AFTER_MS = 3_600_000;
const ADDRESS_WINDOW_MS = 600_000;
/** For so long after somebody has signed in from an address, their attempts from there are counted apart from all others. */
const ACQUAINTED_FOR_MS = 30 * 24 * 3_600_000;

/** An attempt that may be made. */
export interface SignInAttempt {
  /** The password was right. */
  succeeded(): Promise<void>;
}

/**
 * Slows down whoever guesses passwords: of one e-mail the pauses between attempts grow, and of one address the failures in ten
 * minutes are limited. It makes no difference whether the e-mail is anybody's. Whoever has signed in from an address before is
 * not kept out by what others try elsewhere.
 */
export class SignInAttempts {
  /** Attempts that came too early, since the start. */
  readonly refused = { email: 0, address: 0 };
  private readonly log = new OccasionalLog('identity');
  private readonly backoff: Backoff;

  constructor(
    private readonly counts: Counts,
    private readonly settings: ThrottlingSettings,
  ) {
    this.backoff = {
      free: settings.freeSignInAttempts,
      firstMs: FIRST_PAUSE_MS,
      longestMs: settings.longestSignInPauseSeconds * 1_000,
      forgottenAfterMs: FORGOTTEN_AFTER_MS,
    };
  }

  /**
   * Counts an attempt before it is made, so that many at once do not all find the way free.
   * @param email in its one form, by which users are found
   * @returns undefined where it is too early for another one
   */
  async begin(email: string, client: CallingClient | undefined): Promise<SignInAttempt | undefined> {
    const address = groupOf(client);
    const limitsAddress = isLimitedByAddress(client);
    const ofAddress = nameOf(address);
    const acquainted = `sign-in:acquainted:${digest(`${address}\n${email}`)}`;
    const [failures, signedInBefore] = await Promise.all([
      limitsAddress ? this.counts.add(ofAddress, 1, ADDRESS_WINDOW_MS) : 0,
      this.counts.add(acquainted, 0, ACQUAINTED_FOR_MS),
    ]);
    if (failures > this.settings.signInFailuresPerAddress) return this.refuse('address');
    const ofEmail = `sign-in:email:${digest(signedInBefore > 0 ? `${address}\n${email}` : email)}`;
    if ((await this.counts.attempt(ofEmail, this.backoff)) > 0) return this.refuse('email');
    return {
      succeeded: async () => {
        this.counts.forget(ofEmail);
        await Promise.all([
          limitsAddress && this.counts.add(ofAddress, -1, ADDRESS_WINDOW_MS),
          signedInBefore > 0 || this.counts.add(acquainted, 1, ACQUAINTED_FOR_MS),
        ]);
      },
    };
  }

  /** The same of somebody who brings a token of theirs. That can't be guessed, so that their address alone is limited. */
  async beginWithToken(client: CallingClient | undefined): Promise<SignInAttempt | undefined> {
    if (!isLimitedByAddress(client)) return { succeeded: async () => undefined };
    const ofAddress = nameOf(groupOf(client));
    const failures = await this.counts.add(ofAddress, 1, ADDRESS_WINDOW_MS);
    if (failures > this.settings.signInFailuresPerAddress) return this.refuse('address');
    return {
      succeeded: async () => {
        await this.counts.add(ofAddress, -1, ADDRESS_WINDOW_MS);
      },
    };
  }

  private refuse(by: keyof SignInAttempts['refused']): undefined {
    this.refused[by]++;
    this.log.warn(by, { by }, `Too many attempts to sign in, of one ${by === 'email' ? 'e-mail' : 'address'}`);
  }
}

function groupOf(client: CallingClient | undefined): string {
  return client?.address ? addressGroup(client.address) : 'local';
}

/** Behind a server are many visitors, and whatever comes from this machine itself may be a proxy's. */
function isLimitedByAddress(client: CallingClient | undefined): boolean {
  return client !== undefined && client.address !== null && isPublicClient(client);
}

function nameOf(address: string): string {
  return `sign-in:address:${digest(address)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
