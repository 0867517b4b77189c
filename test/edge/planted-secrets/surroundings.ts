import { Collector } from '../../observability/collector.js';
import { TemporaryFolders } from '../../sandbox/written-company.js';
import { dropDatabase } from '../../support/databases.js';
import { FaultProxy } from '../../support/fault-proxy.js';
import { ON_A_BUSY_MACHINE } from '../../support/on-a-busy-machine.js';
import { RedisServer } from '../../support/redis-server.js';
import { createCopy } from '../../support/templates.js';
import { Names, named } from './names.js';
import { PlantedClient } from './planted-client.js';
import { PlantedProvider } from './planted-provider.js';
import { RefusingServer } from './refusing-server.js';
import { HOSTS, OF_CONFIGURATION, OF_SERVERS } from './secrets.js';

const { missingProvider, ...KNOWN_HOSTS } = HOSTS;
/** Another address of this machine, at which another Redis may have the same port. */
const ELSEWHERE = '127.0.0.2';
const ON_THIS_MACHINE = '127.0.0.1';

/** Everything that a gateway talks to, under planted names and with planted passwords, and ready to fail. */
export class Surroundings {
  readonly names = new Names(Object.fromEntries(Object.values(KNOWN_HOSTS).map((host) => [host, ON_THIS_MACHINE])));
  private readonly folders = new TemporaryFolders();

  private constructor(
    readonly databases: { readonly own: string; readonly gp: string },
    readonly own: FaultProxy,
    readonly gp: FaultProxy,
    private readonly redisServer: RedisServer,
    readonly redis: FaultProxy,
    readonly wordyRedis: RefusingServer,
    readonly provider: PlantedProvider,
    readonly client: PlantedClient,
    readonly collector: Collector,
  ) {}

  static async open(): Promise<Surroundings> {
    const { redisUser, redisPassword } = OF_CONFIGURATION;
    const [own, gp, redisServer] = await Promise.all([
      createCopy('gateway'),
      createCopy('company'),
      RedisServer.start({ [`user ${redisUser}`]: `on >${redisPassword} ~* &* +@all` }),
    ]);
    const redis = await FaultProxy.before(redisServer.url);
    const says = Buffer.from(`-ERR ${OF_SERVERS.redis}\r\n`);
    return new Surroundings(
      { own, gp },
      await FaultProxy.before(own),
      await FaultProxy.before(gp),
      redisServer,
      redis,
      await RefusingServer.start({ says }, { host: ELSEWHERE, port: Number(new URL(redis.url).port) }),
      await PlantedProvider.start(),
      await PlantedClient.make(),
      await Collector.start(),
    );
  }

  get environment(): NodeJS.ProcessEnv {
    const { editingKey, metricsToken, redisUser, redisPassword, redisPrefix, collectorKey, gpPassword, ownPassword } =
      OF_CONFIGURATION;
    return {
      ...this.names.environment,
      ...this.provider.environment,
      ...this.client.environment,
      DATA_DIR: this.folders.path(),
      DATABASE_URL: named(this.own.url, HOSTS.own, { password: ownPassword }),
      GP_URL: named(this.gp.url, HOSTS.gp, { password: gpPassword }),
      REDIS_URL: named(this.redis.url, HOSTS.redis, { username: redisUser, password: redisPassword }),
      REDIS_PREFIX: redisPrefix,
      EDITING_KEY: editingKey,
      METRICS_TOKEN: metricsToken,
      OTEL_EXPORTER_OTLP_ENDPOINT: named(this.collector.url, HOSTS.collector),
      OTEL_EXPORTER_OTLP_HEADERS: `api-key=${collectorKey}`,
      LOG_LEVEL: 'trace',
      // Every request of a weather is to meet it, however many there are at once.
      RATE_LIMITS: 'SERVER=0,BROWSER=0',
      SIGN_IN_FREE_ATTEMPTS: '1000',
      SIGN_IN_FAILURES_PER_ADDRESS: '1000000',
      ...ON_A_BUSY_MACHINE,
      GP_DEADLINE_MS: '300',
      ORDER_PUSH_PATIENCE_MS: '300',
    };
  }

  /** What the machine adds to the planted secrets: where the servers really are. */
  get addresses(): readonly string[] {
    const { own, gp } = this.databases;
    return [
      ...[this.own, this.gp, this.redis].map(({ url }) => `${ON_THIS_MACHINE}:${new URL(url).port}`),
      ...[own, gp].map((url) => new URL(url).pathname.slice(1)),
      new URL(this.collector.url).host,
      this.client.digest,
    ];
  }

  /** Sets what the gateway's user may do in Redis (ACL SETUSER). */
  async setRedisUser(...rules: readonly string[]): Promise<void> {
    await this.redisServer.call('acl', 'setuser', OF_CONFIGURATION.redisUser, ...rules);
  }

  /** How often Redis has answered with an error of this kind, such as NOPERM, since everything was mended. */
  async redisErrors(kind: string): Promise<number> {
    const told = String(await this.redisServer.call('info', 'errorstats'));
    return Number(new RegExp(`^errorstat_${kind}:count=(\\d+)`, 'm').exec(told)?.[1] ?? 0);
  }

  /** Cuts the connections that there are to the servers. */
  async cut(...proxies: readonly FaultProxy[]): Promise<void> {
    for (const proxy of proxies) {
      await proxy.make('away');
      await proxy.make(undefined);
    }
  }

  /** Another Redis, that answers everything with its words, has the name. */
  async letRedisSpeak(): Promise<void> {
    this.names.move(HOSTS.redis, ELSEWHERE);
    await this.redis.make('away');
  }

  /** Everything is as it was in the beginning. */
  async mend(): Promise<void> {
    for (const host of Object.values(KNOWN_HOSTS)) this.names.move(host, ON_THIS_MACHINE);
    this.collector.refusal = undefined;
    await this.setRedisUser('reset', 'on', `>${OF_CONFIGURATION.redisPassword}`, '~*', '&*', '+@all');
    await this.redisServer.call('config', 'resetstat');
    for (const proxy of [this.own, this.gp]) await proxy.make(undefined);
    await this.cut(this.redis);
  }

  async close(): Promise<void> {
    await Promise.all([this.own, this.gp, this.redis].map((proxy) => proxy.close()));
    await Promise.all([this.collector.stop(), this.provider.stop(), this.wordyRedis.stop(), this.redisServer.remove()]);
    await Promise.all(Object.values(this.databases).map(dropDatabase));
    this.names.remove();
    this.folders.remove();
  }
}
