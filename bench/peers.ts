import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Answers } from './answers.js';
import { BUILT } from './place.js';
import { type Server, startServer } from './processes.js';
import { ISSUER, type Setting } from './setting.js';

export const EXPRESS = 'NestJS + Express + Apollo, DataLoader, LRU';
export const FASTIFY = 'NestJS + Fastify + Apollo, DataLoader, LRU';
export const MERCURIUS = 'Mercurius with JIT, DataLoader, LRU';
export const READY_BYTES = 'raw Fastify sending ready bytes';

const SCRIPTS = {
  [EXPRESS]: 'nest/on-express.js',
  [FASTIFY]: 'nest/on-fastify.js',
  [MERCURIUS]: 'mercurius.js',
  [READY_BYTES]: 'ready-bytes.js',
} as const;

export type PeerName = keyof typeof SCRIPTS;

/** What a team would otherwise build, on the same data. */
export class Peers {
  private keySetUrl: Promise<string> | undefined;

  constructor(
    private readonly setting: Setting,
    private readonly answers: Answers,
  ) {}

  async start(name: PeerName): Promise<Server> {
    this.keySetUrl ??= this.serveKeySet();
    const { place, isPinned } = this.setting;
    return startServer({
      place,
      isPinned,
      name,
      script: join(BUILT, 'bench/peers', SCRIPTS[name]),
      environment: {
        FACTS: this.answers.factsFile,
        ANSWERS: this.answers.answersFile,
        KEY_SET_URL: await this.keySetUrl,
        ISSUER,
      },
    });
  }

  /** Stands in for the gateway, which does not run beside the servers that are measured. */
  private async serveKeySet(): Promise<string> {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(this.setting.keySet);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    this.setting.place.atTheEnd(() => server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  }
}
