import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { CallingClient } from '../values/calling-client.js';
import type { Clock } from '../values/clock.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { type Client, callingClient } from './client.js';
import { clientAddress, isThisMachine } from './client-address.js';
import type { ClientAssertions } from './client-assertions.js';
import type { KnownClients } from './known-clients.js';
import type { Networks } from './networks.js';
import { OccasionalLog } from './occasional-log.js';
import { peerCertificate } from './peer-certificate.js';
import { REFUSALS, type Refusal, type Refused } from './refusal.js';

/** What of a request tells which program has sent it. */
export interface CallOfProgram {
  readonly headers: IncomingHttpHeaders;
  readonly socket: Socket;
  readonly record: { readonly correlationId: string };
}

/** An unknown program on this machine, as every caller of a trial is. */
const LOCAL: CallingClient = { name: null, class: 'BROWSER', address: null, rateLimit: undefined };

/** Tells which of the configured clients has sent a request, and refuses others where only those may call. */
export class CallerIdentification {
  /** Since the start, by reason. */
  readonly refused = new Map<Refusal, number>();
  private readonly log = new OccasionalLog('callers');

  constructor(
    private readonly clients: KnownClients,
    private readonly assertions: ClientAssertions,
    private readonly trustedProxies: Networks | undefined,
    private readonly clock: Clock,
    private readonly isOpen: boolean,
  ) {}

  /** Undefined for a program that may not call. Everybody else who does not show which client they are is an unknown one. */
  identify(call: CallOfProgram): MaybePromise<CallingClient | undefined> {
    const { socket, headers } = call;
    const peer = socket.remoteAddress;
    // It has gone already.
    if (peer === undefined) return this.isOpen ? LOCAL : undefined;
    const forwarded = headers['x-forwarded-for'] as string | undefined;
    const address = clientAddress(peer, forwarded, this.trustedProxies);
    if (forwarded !== undefined && !this.trustedProxies) this.warnOfProxy();
    // What stands on this machine says so by saying nothing; a proxy's word is that somebody else calls.
    const seenAs = isThisMachine(address) && forwarded === undefined ? null : address;
    if (!this.clients.areThere && this.isOpen) return unknown(seenAs);
    return andThen(this.clientOf(call), (found) => {
      const client = 'refusal' in found ? found : this.checked(found, socket, address);
      if (!('refusal' in client)) return callingClient(client, seenAs);
      if (!this.isOpen || client.refusal !== 'nothingShown') this.note(client, call.record.correlationId);
      return this.isOpen ? unknown(seenAs) : undefined;
    });
  }

  private clientOf({ headers, socket }: CallOfProgram): MaybePromise<Client | Refused> {
    const assertion = headers['x-client-assertion'];
    if (typeof assertion === 'string') return this.assertions.check(assertion);
    const apiKey = headers['x-api-key'] ?? headers['sc_apikey'];
    if (typeof apiKey === 'string') return this.withKey(apiKey);
    const certificate = peerCertificate(socket);
    if (!certificate) return { refusal: 'nothingShown', client: null };
    return this.clients.withCertificate(certificate.names) ?? { refusal: 'certificateUnknown', client: null };
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

  /** Whatever else is configured for a client has to be right as well. */
  private checked(client: Client, socket: Socket, address: string): Client | Refused {
    const refused = (refusal: Refusal): Refused => ({ refusal, client: client.name });
    if (client.addresses && !client.addresses.hold(address)) return refused('addressNotAllowed');
    if (client.certificates.size === 0) return client;
    const certificate = peerCertificate(socket);
    if (!certificate) return refused('certificateMissing');
    if (!certificate.trusted) return refused('certificateNotTrusted');
    return certificate.names.some((name) => client.certificates.has(name)) ? client : refused('certificateUnknown');
  }

  private note({ refusal, client }: Refused, correlationId: string): void {
    this.refused.set(refusal, (this.refused.get(refusal) ?? 0) + 1);
    const what = this.isOpen ? 'A caller is taken for an unknown one' : 'A caller is refused';
    this.log.warn(`${refusal} ${client}`, { client, reason: refusal, correlationId }, `${what}: ${REFUSALS[refusal]}`);
  }

  private warnOfProxy(): void {
    this.log.warn('proxy', {}, 'X-Forwarded-For is ignored: TRUSTED_PROXIES is not set');
  }
}

function unknown(address: string | null): CallingClient {
  return address === null ? LOCAL : { ...LOCAL, address };
}
