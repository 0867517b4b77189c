import { Logger } from '@nestjs/common';
import {
  type CryptoKey,
  createLocalJWKSet,
  errors,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from 'jose';
import { isProviderUrl, type OpenIdIssuer, type OpenIdSettings } from '../../config/index.js';
import { reasonOf } from '../../faults/index.js';
import type { Clock } from '../../values/clock.js';
import { ProviderAway } from './provider-away.js';
import { readDocument } from './read-document.js';

/** While the provider can be reached, a key that it has withdrawn is accepted for this long at most. */
const FRESH_FOR_MS = 10 * 60_000;
/** An unknown key in a token may be new. This is the least time between two look-ups, regardless of what callers send. */
const UNKNOWN_KEY_PAUSE_MS = 10_000;
/** A provider that failed is not asked again for this long, so that sign-ins do not wait for it. */
const FAILURE_PAUSE_MS = 5_000;

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** The public keys of one provider, found by discovery. The last known keys are used for a while when the provider fails. */
export class ProviderKeys {
  private readonly log = new Logger('identity.open-id');
  private known: { readonly keys: KeySet; readonly readAt: number } | undefined;
  private failure: { readonly fault: ProviderAway; readonly at: number } | undefined;
  private reading: Promise<KeySet> | undefined;

  constructor(
    private readonly issuer: OpenIdIssuer,
    private readonly settings: OpenIdSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * The key that a token's header names.
   * @throws {ProviderAway} the key is not known, and the provider cannot be asked for it
   * @throws {errors.JWKSNoMatchingKey} the provider has no such key
   */
  readonly keyOf = async (header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> => {
    const keys = await this.current();
    try {
      return await keys(header, token);
    } catch (fault) {
      const mayBeNew = fault instanceof errors.JWKSNoMatchingKey && this.ageMs() >= UNKNOWN_KEY_PAUSE_MS;
      if (!mayBeNew) throw fault;
      return (await this.read())(header, token);
    }
  };

  private async current(): Promise<KeySet> {
    if (this.known && this.ageMs() < FRESH_FOR_MS) return this.known.keys;
    try {
      return await this.read();
    } catch (fault) {
      if (this.known && this.ageMs() < this.settings.keysUsableHours * 3_600_000) return this.known.keys;
      throw fault;
    }
  }

  private ageMs(): number {
    return this.known ? this.clock.now() - this.known.readAt : Number.POSITIVE_INFINITY;
  }

  /** Asks the provider. Callers that wait at the same time share one request. */
  private async read(): Promise<KeySet> {
    if (this.failure && this.clock.now() - this.failure.at < FAILURE_PAUSE_MS) throw this.failure.fault;
    this.reading ??= this.ask().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async ask(): Promise<KeySet> {
    const { name, jwksUri } = this.issuer;
    try {
      const inTime = AbortSignal.timeout(this.settings.deadlineMs);
      const keySet = await readDocument(jwksUri ?? (await this.discoveredKeySet(inTime)), inTime);
      const keys = keySetOf(keySet);
      this.known = { keys, readAt: this.clock.now() };
      this.failure = undefined;
      return keys;
    } catch (fault) {
      if (!(fault instanceof ProviderAway)) throw fault;
      this.failure = { fault, at: this.clock.now() };
      this.log.warn(
        {
          provider: name,
          reason: reasonOf(fault),
          lastKnownKeys: this.known ? `${Math.round(this.ageMs() / 60_000)} minutes old` : 'none',
        },
        `The keys of an OpenID Connect provider cannot be had: ${fault.message}`,
      );
      throw fault;
    }
  }

  private async discoveredKeySet(inTime: AbortSignal): Promise<string> {
    const { issuer } = this.issuer;
    const document = await readDocument(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, inTime);
    if (document['issuer'] !== issuer) throw new ProviderAway('its discovery document is of another issuer');
    const url = document['jwks_uri'];
    // The document must not send the gateway to an origin that is not configured.
    if (typeof url !== 'string' || !isProviderUrl(url) || new URL(url).origin !== new URL(issuer).origin) {
      throw new ProviderAway('its keys are at another origin, so that jwksUri has to be set');
    }
    return url;
  }
}

function keySetOf(document: Record<string, unknown>): KeySet {
  try {
    return createLocalJWKSet(document as unknown as JSONWebKeySet);
  } catch (cause) {
    throw new ProviderAway('its key set is none', { cause });
  }
}
