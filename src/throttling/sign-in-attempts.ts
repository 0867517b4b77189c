import { createHash } from 'node:crypto';
import { OccasionalLog } from '../callers/index.js';
import type { ThrottlingSettings } from '../config/index.js';
import type { Backoff, Counts } from '../counts/index.js';
import { type CallingClient, isPublicClient } from '../values/calling-client.js';
import { addressGroup, addressNetwork, NETWORK_SHARE } from './address-group.js';

const FIRST_PAUSE_MS = 1_000;
const FORGOTTEN_AFTER_MS = 3_600_000;
const ADDRESS_WINDOW_MS = 600_000;
/** For ACQUAINTED_FOR_MS after a user has signed in from an address, attempts for that user from there are counted separately. */
const ACQUAINTED_FOR_MS = 30 * 24 * 3_600_000;

/** An attempt that is allowed. */
export interface SignInAttempt {
  /** To be called if the password was right. */
  succeeded(): Promise<void>;
}

/**
 * Slows down attackers who guess passwords. The pauses between attempts for one e-mail grow, and the failures of one address
 * within ADDRESS_WINDOW_MS are limited. It makes no difference whether a user has that e-mail. A user who has signed in from
 * an address before is not kept out by attempts from elsewhere.
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
   * Counts an attempt before the password is checked, so that many attempts at once are not all allowed.
   * @param email in the normalised form by which users are found
   * @returns undefined if it is too early for another attempt
   */
  async begin(email: string, client: CallingClient | undefined): Promise<SignInAttempt | undefined> {
    const address = groupOf(client);
    const acquainted = `sign-in:acquainted:${digest(`${address}\n${email}`)}`;
    const [ofAddress, signedInBefore] = await Promise.all([
      this.beginAt(client),
      this.counts.add(acquainted, 0, ACQUAINTED_FOR_MS),
    ]);
    if (!ofAddress) return this.refuse('address');
    const ofEmail = `sign-in:email:${digest(signedInBefore > 0 ? `${address}\n${email}` : email)}`;
    if ((await this.counts.attempt(ofEmail, this.backoff)) > 0) return this.refuse('email');
    return {
      succeeded: async () => {
        this.counts.forget(ofEmail);
        await Promise.all([ofAddress.succeeded(), signedInBefore > 0 || this.counts.add(acquainted, 1, ACQUAINTED_FOR_MS)]);
      },
    };
  }

  /** The same for a sign-in with a token. A token cannot be guessed, so only the attempts of the address are limited. */
  async beginWithToken(client: CallingClient | undefined): Promise<SignInAttempt | undefined> {
    return (await this.beginAt(client)) ?? this.refuse('address');
  }

  /** Counts an attempt of an address and of its network. @returns undefined if there were too many */
  private async beginAt(client: CallingClient | undefined): Promise<SignInAttempt | undefined> {
    const counted = countedBy(client);
    const most = this.settings.signInFailuresPerAddress;
    const failures = await Promise.all(counted.map(({ name }) => this.counts.add(name, 1, ADDRESS_WINDOW_MS)));
    if (counted.some(({ share }, index) => (failures[index] ?? 0) > most * share)) return undefined;
    return {
      succeeded: async () => {
        await Promise.all(counted.map(({ name }) => this.counts.add(name, -1, ADDRESS_WINDOW_MS)));
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

/** A server client calls for many visitors. A request from this machine may come through a proxy, for many callers. */
function isLimitedByAddress(client: CallingClient | undefined): boolean {
  return client !== undefined && client.address !== null && isPublicClient(client);
}

/** The counts of failures, each with the number of times that it may exceed the limit of one address. */
function countedBy(client: CallingClient | undefined): readonly { readonly name: string; readonly share: number }[] {
  if (!client?.address || !isLimitedByAddress(client)) return [];
  const counted = [{ name: `sign-in:address:${digest(addressGroup(client.address))}`, share: 1 }];
  const network = addressNetwork(client.address);
  if (network !== undefined) counted.push({ name: `sign-in:network:${digest(network)}`, share: NETWORK_SHARE });
  return counted;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
