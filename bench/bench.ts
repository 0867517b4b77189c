import { Answers } from './answers.js';
import { type PeerName, Peers } from './peers.js';
import { type CreateDatabase, startPostgres } from './postgres.js';
import type { Server } from './processes.js';
import { type RedisServer, startRedis } from './redis.js';
import type { Rounds } from './rounds.js';
import { type RunOptions, Setting } from './setting.js';
import type { PageRequest } from './work.js';

/** The gateway's name in tables. */
export const GATEWAY = 'this gateway';

/** What scenarios share, made when the first of them needs it. Servers stay, warm, until the run ends. */
export class Bench {
  private readonly made = new Map<string, Promise<unknown>>();
  /** How the servers did with pages that differ, once that is known. */
  varied: Rounds | undefined;
  /** What this machine has no Redis for, told at the end of the run. */
  readonly withoutRedis: string[] = [];

  constructor(readonly options: RunOptions) {}

  setting(): Promise<Setting> {
    return this.once('setting', async () => Setting.prepare(this.options, await this.databases()));
  }

  /** The same company on extended pricing, with a database of the gateway's own. */
  extendedSetting(): Promise<Setting> {
    return this.once('extended setting', async () => Setting.prepare(this.options, await this.databases(), 'extended'));
  }

  /** The gateway without whole answers: what is measured is how it makes them. All other answers are compared with its. */
  gateway(): Promise<Server> {
    return this.once('gateway', async () => (await this.setting()).gateway(GATEWAY, { KEPT_ANSWERS_MB: '0' }));
  }

  /** The gateway with the settings that it comes with. */
  gatewayAsItComes(): Promise<Server> {
    return this.once('gateway as it comes', async () => this.compared(await (await this.setting()).gateway(GATEWAY)));
  }

  peer(name: PeerName): Promise<Server> {
    return this.once(name, async () => this.compared(await (await this.peers()).start(name)));
  }

  /** @returns undefined where this machine has none: `what` is then left out, which the end of the run says */
  async redis(what: string): Promise<RedisServer | undefined> {
    const redis = await startRedis((await this.setting()).place);
    if (!redis) this.withoutRedis.push(what);
    return redis;
  }

  /** @throws {Error} servers answer some pages differently */
  async compare(servers: readonly Server[], pages: readonly PageRequest[]): Promise<void> {
    await (await this.answers()).compareOn(pages, servers);
  }

  private databases(): Promise<CreateDatabase> {
    return this.once('databases', () => startPostgres(this.options.place));
  }

  private peers(): Promise<Peers> {
    return this.once('peers', async () => new Peers(await this.setting(), await this.answers()));
  }

  private answers(): Promise<Answers> {
    return this.once('answers', async () => Answers.learn(await this.setting(), await this.gateway()));
  }

  private async compared(server: Server): Promise<Server> {
    await (await this.answers()).compare(server);
    return server;
  }

  private once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const made = (this.made.get(name) as Promise<T> | undefined) ?? make();
    this.made.set(name, made);
    return made;
  }
}
