import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { ALL_ORDER_RIGHTS, type CallingClient, NO_ORDER_RIGHTS } from '../values/calling-client.js';
import type { Clock } from '../values/clock.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { type Client, callingClient, provesItself, type Shown } from './client.js';
import { clientAddress, isThisMachine } from './client-address.js';
import type { ClientAssertions } from './client-assertions.js';
import type { KnownClients } from './known-clients.js';
import type { Networks } from './networks.js';
import { OccasionalLog } from './occasional-log.js';
import { peerCertificate } from './peer-certificate.js';
import { REFUSALS, type Refusal, type Refused } from './refusal.js';

/** The parts of a request that identify the program that has sent it. */
export interface CallOfProgram {
  readonly headers: IncomingHttpHeaders;
  readonly socket: Socket;
  readonly record: { readonly correlationId: string };
}

/** Which programs may call, and with which rights. */
export interface CallersPolicy {
  /** Whether unknown programs may call. */
  readonly isOpen: boolean;
  /** Whether a request from this machine without X-Forwarded-For may come from another machine, through a proxy. */
  readonly hasSilentProxy: boolean;
  /** Whether each program has all order rights, as in a trial. */
  readonly allCallersHaveOrderRights: boolean;
}

/** A client, and what it has shown to be identified. */
interface Found {
  readonly client: Client;
  readonly shown: Shown;
}

/** Finds out which configured client has sent a request. Refuses unknown programs if only clients may call. */
export class CallerIdentification {
  /** The number of refused identifications by reason, since the start. */
  readonly refused = new Map<Refusal, number>();
  private readonly log = new OccasionalLog('callers');
  /** An unknown program on this machine, as every caller of a trial is. */
  private readonly local: CallingClient;

  constructor(
    private readonly clients: KnownClients,
    private readonly assertions: ClientAssertions,
    private readonly trustedProxies: Networks | undefined,
    private readonly clock: Clock,
    private readonly policy: CallersPolicy,
  ) {
    const orderRights = policy.allCallersHaveOrderRights ? ALL_ORDER_RIGHTS : NO_ORDER_RIGHTS;
    this.local = { name: null, class: 'BROWSER', address: null, rateLimit: undefined, orderRights };
  }

  /**
   * @returns undefined for a program that may not call; the unknown client for one that may, and does not show which client it is
   */
  identify(call: CallOfProgram): MaybePromise<CallingClient | undefined> {
    const { socket, headers } = call;
    const peer = socket.remoteAddress;
    // The connection is closed already.
    if (peer === undefined) return this.policy.isOpen ? this.local : undefined;
    const forwarded = headers['x-forwarded-for'] as string | undefined;
    const address = clientAddress(peer, forwarded, this.trustedProxies);
    if (forwarded !== undefined && !this.trustedProxies) this.warnOfProxy();
    // A program on this machine sends no X-Forwarded-For. A proxy sends it for a caller on another machine.
    const isSilent = isThisMachine(address) && forwarded === undefined;
    if (isSilent && this.policy.hasSilentProxy) this.warnOfSilentProxy();
    const seenAs = isSilent && !this.policy.hasSilentProxy ? null : address;
    if (!this.clients.areThere && this.policy.isOpen) return this.unknown(seenAs);
    return andThen(this.find(call), (found) => {
      const refused = 'refusal' in found ? found : this.refusalOf(found.client, socket, address);
      if (!refused) return this.known(found as Found, seenAs);
      if (!this.policy.isOpen || refused.refusal !== 'nothingShown') this.note(refused, call.record.correlationId);
      return this.policy.isOpen ? this.unknown(seenAs) : undefined;
    });
  }

  private find({ headers, socket }: CallOfProgram): MaybePromise<Found | Refused> {
    const assertion = headers['x-client-assertion'];
    if (typeof assertion === 'string') {
      return andThen(this.assertions.check(assertion), (client) => foundBy('assertion', client));
    }
    const apiKey = headers['x-api-key'] ?? headers['sc_apikey'];
    if (typeof apiKey === 'string') return foundBy('apiKey', this.withKey(apiKey));
    const certificate = peerCertificate(socket);
    if (!certificate) return { refusal: 'nothingShown', client: null };
    const client = this.clients.withCertificate(certificate.names);
    return client ? foundBy('certificate', client) : { refusal: 'certificateUnknown', client: null };
  }

  private known({ client, shown }: Found, address: string | null): CallingClient {
    const own = provesItself(client, shown) ? client.orderRights : NO_ORDER_RIGHTS;
    return callingClient(client, address, this.policy.allCallersHaveOrderRights ? ALL_ORDER_RIGHTS : own);
  }

  private unknown(address: string | null): CallingClient {
    return address === null ? this.local : { ...this.local, address };
  }

  private withKey(apiKey: string): Client | Refused {
    const found = this.clients.withKey(apiKey);
    if (!found) return { refusal: 'keyUnknown', client: null };
    const { client, key } = found;
    const now = this.clock.now();
    if (now < key.validFrom) return { refusal: 'keyTooEarly', client: client.name };
    if (now >= key.validUntil) return { refusal: 'keyEnded', client: client.name };
    return client;
  }

  /** Checks the certificate and the address that are configured for a client. @returns undefined if they are right */
  private refusalOf(client: Client, socket: Socket, address: string): Refused | undefined {
    const refused = (refusal: Refusal): Refused => ({ refusal, client: client.name });
    if (client.addresses && !client.addresses.hold(address)) return refused('addressNotAllowed');
    if (client.certificates.size === 0) return undefined;
    const certificate = peerCertificate(socket);
    if (!certificate) return refused('certificateMissing');
    if (!certificate.trusted) return refused('certificateNotTrusted');
    return certificate.names.some((name) => client.certificates.has(name)) ? undefined : refused('certificateUnknown');
  }

  private note({ refusal, client }: Refused, correlationId: string): void {
    this.refused.set(refusal, (this.refused.get(refusal) ?? 0) + 1);
    const what = this.policy.isOpen ? 'A caller is taken for an unknown one' : 'A caller is refused';
    this.log.warn(`${refusal} ${client}`, { client, reason: refusal, correlationId }, `${what}: ${REFUSALS[refusal]}`);
  }

  private warnOfSilentProxy(): void {
    const what = 'Requests come from this machine without X-Forwarded-For: all their callers count as one';
    this.log.warn('silentProxy', {}, what);
  }

  private warnOfProxy(): void {
    this.log.warn('proxy', {}, 'X-Forwarded-For is ignored: TRUSTED_PROXIES is not set');
  }
}

function foundBy(shown: Shown, client: Client | Refused): Found | Refused {
  return 'refusal' in client ? client : { client, shown };
}
