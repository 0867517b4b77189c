import { timingSafeEqual } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import { StartRefused } from '../faults/index.js';
import { readTextFile } from '../files/index.js';
import { type ApiKey, type Client, digestOf, rightsInVain, showsCertificateAlone } from './client.js';
import { readClients } from './clients-file.js';

/** The state of the file is polled, since mounts of containers replace files without an event. */
const LOOK_AT_FILE_EVERY_MS = 1_000;
/** Longer API keys are not looked up. Keys that the gateway makes are shorter. */
const LONGEST_KEY = 512;

/** The configured clients, from the present content of the file. */
export class KnownClients {
  private readonly log = new Logger('callers');
  private byName: ReadonlyMap<string, Client> = new Map();
  /** The clients by the hexadecimal digits of their keys' digests. */
  private byKey: ReadonlyMap<string, { readonly client: Client; readonly key: ApiKey }> = new Map();
  private byCertificate: ReadonlyMap<string, Client> = new Map();
  private readonly file: string | undefined;

  /**
   * @param clients a JSON file or the JSON itself; undefined for no clients
   * @throws {StartRefused} they cannot be read
   */
  constructor(clients: string | undefined) {
    const isJson = clients?.trimStart().startsWith('{') === true;
    this.file = clients === undefined || isJson ? undefined : resolve(clients);
    if (clients === undefined) return;
    try {
      this.take(isJson ? clients : this.readFile());
    } catch (cause) {
      const what = 'expected a readable JSON file of clients, or the JSON itself';
      throw new StartRefused(`CLIENTS: ${what}; ${(cause as Error).message}.`, { cause });
    }
    if (this.file) watchFile(this.file, { interval: LOOK_AT_FILE_EVERY_MS, persistent: false }, this.readAgain);
  }

  get areThere(): boolean {
    return this.byName.size > 0;
  }

  named(name: string): Client | undefined {
    return this.byName.get(name);
  }

  /** The client that has an API key, also if the key is not valid now. */
  withKey(apiKey: string): { readonly client: Client; readonly key: ApiKey } | undefined {
    if (apiKey.length > LONGEST_KEY) return undefined;
    const digest = digestOf(apiKey);
    // The time of this search depends on the digest only, which an attacker cannot choose bit by bit. The comparison takes
    // constant time.
    const found = this.byKey.get(digest.toString('hex'));
    return found && timingSafeEqual(found.key.digest, digest) ? found : undefined;
  }

  /** The client that has a TLS certificate, among those that identify themselves by a certificate only. */
  withCertificate(names: readonly string[]): Client | undefined {
    for (const name of names) {
      const client = this.byCertificate.get(name);
      if (client) return client;
    }
    return undefined;
  }

  /** Stops polling the file. */
  close(): void {
    if (this.file) unwatchFile(this.file, this.readAgain);
  }

  private readonly readAgain = (): void => {
    try {
      this.take(this.readFile());
      this.log.log(`clients: ${this.byName.size} read again`);
    } catch (fault) {
      this.log.error(`clients: left as they were; the file of CLIENTS is wrong: ${(fault as Error).message}`);
    }
  };

  private readFile(): string {
    return readTextFile(this.file ?? '').text;
  }

  private take(json: string): void {
    const clients = readClients(json);
    this.byKey = new Map(
      clients.flatMap((client) => client.keys.map((key) => [key.digest.toString('hex'), { client, key }] as const)),
    );
    this.byCertificate = new Map(
      clients.filter(showsCertificateAlone).flatMap((client) => [...client.certificates].map((name) => [name, client] as const)),
    );
    this.byName = new Map(clients.map((client) => [client.name, client]));
    for (const client of clients) {
      const rights = rightsInVain(client).join(', ');
      if (rights === '') continue;
      const why = `an API key of class ${client.class} proves nothing; it needs class SERVER, jwks or certificates`;
      this.log.warn(`clients: ${client.name} has ${rights} in vain: ${why}`);
    }
  }
}
