import type { LookupFunction } from 'node:net';
import { instantText } from '../../values/instant.js';
import { DeliveryFailed, EventDestination, type Receipt } from '../destination.js';
import type { GatewayEvent } from '../event.js';
import { post } from '../http/post.js';
import type { Wanted } from '../wanted.js';
import { signedHeaders } from './sign.js';

const LARGEST_BODY = 65_536;

/** A receiver of webhooks, as the file of endpoints describes it. */
export interface Endpoint {
  readonly name: string;
  readonly url: URL;
  /** The first is the newest. */
  readonly secrets: readonly Buffer[];
  /** Types of events, such as "order.*". */
  readonly types: readonly string[];
  /** Of events that belong to an account, those of these accounts only; all where it is not given. */
  readonly accounts?: ReadonlySet<string>;
  readonly mayBePrivate: boolean;
  /** Certificates in PEM that the receiver's is checked with. */
  readonly authority?: string;
}

/** Sends events to one receiver, after the Standard Webhooks specification. */
export class WebhookEndpoint extends EventDestination {
  readonly name: string;
  readonly wanted: Wanted;

  constructor(
    private readonly endpoint: Endpoint,
    /** The gateway's own URL. */
    private readonly source: string,
    private readonly lookup?: LookupFunction,
  ) {
    super();
    const { name, types, accounts } = endpoint;
    this.name = `webhook.${name}`;
    this.wanted = { types, ...(accounts && { accounts: [...accounts] }) };
  }

  async deliver(event: GatewayEvent, signal: AbortSignal): Promise<Receipt> {
    const { url, secrets, mayBePrivate, authority } = this.endpoint;
    const body = JSON.stringify(bodyOf(event, this.source));
    if (Buffer.byteLength(body) > LARGEST_BODY) throw new DeliveryFailed('The event is larger than 64 KB', { kind: 'giveUp' });
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'gp-storefront-gateway',
      ...signedHeaders(event.id, Math.floor(Date.now() / 1_000), body, secrets),
    };
    return post(
      {
        url,
        headers,
        body,
        mayBePrivate,
        ...(authority !== undefined && { authority }),
        ...(this.lookup && { lookup: this.lookup }),
      },
      signal,
    );
  }
}

/** An event in CloudEvents' JSON format. */
export function bodyOf({ id, type, subject, sequence, time, account, data }: GatewayEvent, source: string): object {
  return { specversion: '1.0', id, source, type, subject, sequence, time: instantText(time), account, data };
}
