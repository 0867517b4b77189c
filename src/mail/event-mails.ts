import { DiscoveryService } from '@nestjs/core';
import type { GatewayEvent } from '../events/index.js';
import type { Mail } from './mail.js';
import type { MessageName } from './messages/message-views.js';

/** The messages about events of some types. */
export abstract class EventMails {
  /** The messages by the types of events that they are about. */
  abstract readonly messages: ReadonlyMap<string, MessageName>;

  /**
   * Who is to be told what about an event; empty where it concerns no one who can be reached.
   * @throws {StoreUnavailable | NotKnownNow} it is to be tried again
   */
  abstract mailsOf(event: GatewayEvent): Promise<readonly Mail[]>;
}

/** All providers of messages. */
export function eventMailsOf(discovery: DiscoveryService): readonly EventMails[] {
  const instances = new Set<unknown>(discovery.getProviders().map((provider) => provider.instance));
  return [...instances].filter((instance): instance is EventMails => instance instanceof EventMails);
}
