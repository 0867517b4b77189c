import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { EventsSettings, ServerSettings } from '../config/index.js';
import { reasonOf, StartRefused } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import { type EventDestination, EventDestinations } from './destination.js';
import { EventTypes } from './event-types.js';
import { EventFiles } from './files/event-files.js';
import { SitecorePages } from './sitecore/sitecore-pages.js';
import { WebhookEndpoint } from './webhooks/endpoint.js';
import { readEndpoints } from './webhooks/endpoints-file.js';

/** The destinations that the configuration names: webhooks, files and Sitecore. */
@Injectable()
export class ConfiguredDestinations extends EventDestinations implements OnApplicationShutdown {
  readonly destinations: readonly EventDestination[];
  readonly webhooks: readonly WebhookEndpoint[];
  private readonly files: EventFiles | undefined;

  /** @throws {StartRefused} the file of endpoints is wrong, or the folder cannot be made or written */
  constructor(settings: EventsSettings, { issuer }: ServerSettings, types: EventTypes, clock: Clock) {
    super();
    this.files = filesOf(settings, issuer);
    this.webhooks = webhooksOf(settings, issuer, types);
    this.destinations = [
      ...this.webhooks,
      ...(this.files ? [this.files] : []),
      ...(settings.sitecoreRevalidateUrl === undefined ? [] : [sitecoreOf(settings, settings.sitecoreRevalidateUrl, clock)]),
    ];
  }

  async onApplicationShutdown(): Promise<void> {
    await this.files?.close();
  }
}

function webhooksOf({ endpointsFile, privateHosts }: EventsSettings, source: string, types: EventTypes): WebhookEndpoint[] {
  if (endpointsFile === undefined) return [];
  try {
    return readEndpoints(endpointsFile, privateHosts, types).map((endpoint) => new WebhookEndpoint(endpoint, source));
  } catch (cause) {
    throw new StartRefused(`EVENTS_ENDPOINTS: expected a readable JSON file of endpoints; ${(cause as Error).message}.`, {
      cause,
    });
  }
}

function filesOf({ folder }: EventsSettings, source: string): EventFiles | undefined {
  if (folder === undefined) return undefined;
  try {
    return new EventFiles(folder, source);
  } catch (cause) {
    throw new StartRefused(`EVENTS_FOLDER: expected a folder that can be written: ${reasonOf(cause)}.`, { cause });
  }
}

function sitecoreOf(settings: EventsSettings, address: string, clock: Clock): SitecorePages {
  const url = new URL(address);
  const secret = settings.sitecoreRevalidateSecret ?? settings.sitecoreRevalidateSecretFile;
  return new SitecorePages({ url, secret, mayBePrivate: settings.privateHosts.includes(url.hostname) }, clock);
}
