import { vi } from 'vitest';
import { companyPolicy } from '../../src/account/account.policy.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { warehousePolicy } from '../../src/inventory/inventory.policy.js';
import { LiveReaders, SharedLevel } from '../../src/live/index.js';
import { type BreakerState, Guards } from '../../src/resilience/index.js';
import { SubmissionDesk, SubmissionEventLog } from '../../src/submissions/index.js';
import { OverdueSubmissions } from '../../src/submissions/overdue-submissions.job.js';
import { Clock } from '../../src/values/clock.js';
import { applyJob } from '../support/apply-job.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { RedisServer } from '../support/redis-server.js';
import { LOGIN, TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';
import { TestGateway } from '../support/test-gateway.js';
import { STOREFRONT } from '../torture/storefront.js';
import { query } from '../torture/storm.js';

/** What a gateway depends on. */
export type Server = 'Dynamics GP' | 'Redis' | 'PostgreSQL';

/** How a gateway reaches its company: as a sandbox on a server of PostgreSQL's, or over the protocol of SQL Server. */
export type Protocol = 'PostgreSQL' | 'SQL Server';

/** Kept warm by jobs: no page waits for them, and none is without them. */
const KEPT_WARM = new Set<string>([companyPolicy.namespace, warehousePolicy.namespace]);
const BATCH = 'OUTAGE';
const QUOTE_BATCH = 'OUTAGEQUOTES';
const PAYMENT_BATCH = 'OUTAGEPAID';
const MOST_WAITING = 1_000;

/** The gateway's company. */
export interface Company {
  readonly protocol?: Protocol;
  readonly pricing?: 'standard' | 'extended';
}

/** A gateway that reaches one of the servers that it depends on through a proxy, on a clock that can be set forward. */
export class Surroundings {
  private aheadMs = 0;

  private constructor(
    readonly gateway: TestGateway,
    readonly proxy: FaultProxy,
    private readonly redis: RedisServer,
    private readonly gpUrl: string,
    private readonly ownUrl: string,
    private readonly sqlServer: TdsServer | undefined,
  ) {
    const now = () => Date.now() + this.aheadMs;
    vi.spyOn(gateway.gateway.app.get(Clock), 'now').mockImplementation(now);
  }

  /** @param server the one behind the proxy */
  static async open(server: Server, { protocol = 'PostgreSQL', pricing = 'standard' }: Company = {}): Promise<Surroundings> {
    const [ownUrl, gpUrl, redis] = await Promise.all([
      createDatabase(),
      // The gateway loads any other company by itself.
      pricing === 'standard' ? createCopy('company') : createDatabase(),
      RedisServer.start(),
    ]);
    const sqlServer = protocol === 'SQL Server' ? await TdsServer.start(gpUrl) : undefined;
    const urls: Record<Server, string> = { 'Dynamics GP': sqlServer?.url ?? gpUrl, PostgreSQL: ownUrl, Redis: redis.url };
    const proxy = await FaultProxy.before(urls[server]);
    urls[server] = proxy.url;
    const gateway = await TestGateway.start({
      DATABASE_URL: urls.PostgreSQL,
      GP_URL: sqlServer ? `${urls['Dynamics GP']}?encrypt=false` : urls['Dynamics GP'],
      ...(sqlServer && { GP_PASSWORD: LOGIN.password }),
      REDIS_URL: urls.Redis,
      ...(pricing !== 'standard' && { GP_SANDBOX_COMPANY: pricing }),
      QUERY_PLANS: 'on',
      ACCESS_TOKEN_MINUTES: '1440',
      ORDER_PUSH_PATIENCE_MS: '500',
      // Pages wait as in production, also while the trouble is of the server's connections.
      SOFT_TIMEOUT_FACTOR: '1',
      CLIENTS: STOREFRONT.clients,
      GP_ORDER_BATCH: BATCH,
      GP_QUOTE_BATCH: QUOTE_BATCH,
      GP_PAYMENT_BATCH: PAYMENT_BATCH,
      // A Redis in trouble is left out as soon as it is in production: what is slow or hangs is what this is about.
      ...(server === 'Redis' && { REDIS_DEADLINE_MS: '20' }),
    });
    await query(gpUrl, `update "IV00102" set "QTYONHND" = 1000000`);
    await query(gpUrl, `update "RM00101" set "CRLMTAMT" = 9000000, "CRLMTPER" = 0 where "CRLMTTYP" = 2`);
    return new Surroundings(gateway, proxy, redis, gpUrl, ownUrl, sqlServer);
  }

  /** Whatever is remembered of pages is past its freshness from now on. */
  passFreshness(): void {
    this.aheadMs += 6 * 60_000;
  }

  /** No fact that pages need is remembered anywhere, but what is kept warm for them. */
  async forgetFacts(): Promise<void> {
    await this.gateway.gateway.app
      .get(GatewayDatabase)
      .deleteFrom('known_fact')
      .where('namespace', 'not in', [...KEPT_WARM])
      .execute();
    this.readers.forget(this.namespaces());
  }

  /** This instance has them no longer; Redis and the database do. */
  forgetInMemory(): void {
    for (const namespace of this.namespaces()) this.readers.forgotten(namespace, undefined);
  }

  get redisState(): string {
    return this.gateway.gateway.app.get(SharedLevel).state;
  }

  /** The states of the breakers before GP. */
  get breakers(): readonly BreakerState[] {
    return this.gateway.gateway.app
      .get(Guards)
      .operations()
      .map(({ breaker }) => breaker);
  }

  async signIn(email: string) {
    const { session } = (
      await this.gateway.ask('mutation ($input: LoginInput!) { login(input: $input) { session { accessToken refreshToken } } }', {
        input: { email, password: DEMO_PASSWORD },
      })
    ).data.login;
    if (!session) throw new Error(`${email} cannot sign in`);
    return session;
  }

  /** Open invoices of one dollar each. */
  async owe(account: string, count: number, numberOf: (nth: number) => string): Promise<void> {
    const numbers = Array.from({ length: count }, (_, index) => numberOf(index + 1));
    await query(
      this.gpUrl,
      `insert into "RM20101" ("CUSTNMBR", "CPRCSTNM", "RMDTYPAL", "DOCNUMBR", "DOCDATE", "ORTRXAMT", "CURTRXAM")
       select $1, $1, 1, number, '2026-11-20', 1, 1 from unnest($2::text[]) as number`,
      [account, numbers],
    );
    await query(
      this.gpUrl,
      `insert into "RM00401" ("RMDTYPAL", "DOCNUMBR", "DCSTATUS", "CUSTNMBR") select 1, number, 2, $1 from unnest($2::text[]) as number`,
      [account, numbers],
    );
  }

  /** The references of all orders that are in GP, each as often as it is there. */
  ordersInGp(): Promise<readonly string[]> {
    return this.inGp(`select trim("REFRENCE") as name from "SOP10100" where "BACHNUMB" = $1 order by 1`, BATCH);
  }

  /** The same of quotes. */
  quotesInGp(): Promise<readonly string[]> {
    return this.inGp(
      `select trim("REFRENCE") as name from "SOP10100" where "SOPTYPE" = 1 and "BACHNUMB" = $1 order by 1`,
      QUOTE_BATCH,
    );
  }

  /** The provider's transactions of all receipts in GP. */
  paymentsInGp(): Promise<readonly string[]> {
    return this.inGp(`select trim("TRXDSCRN") as name from "RM10201" where "BACHNUMB" = $1 order by 1`, PAYMENT_BATCH);
  }

  private async inGp(sql: string, batch: string): Promise<readonly string[]> {
    return (await query<{ name: string }>(this.gpUrl, sql, [batch])).map(({ name }) => name);
  }

  /** The references of submissions that GP does not have yet. Those that wait for a later attempt are due from now on. */
  async hurry(): Promise<readonly string[]> {
    const { app } = this.gateway.gateway;
    const clock = app.get(Clock);
    const desk = new SubmissionDesk(app.get(GatewayDatabase), app.get(SubmissionEventLog), clock);
    const waiting = await desk.list('openAndRejected', MOST_WAITING);
    for (const { id, nextAttemptAt } of waiting) if ((nextAttemptAt ?? 0) > clock.now()) await desk.retry(id);
    // As the schedule has it done every five seconds, which runs no jobs here.
    await applyJob(app.get(OverdueSubmissions, { strict: false }));
    return waiting.map(({ reference, status }) => `${reference} ${status}`);
  }

  async close(): Promise<void> {
    await this.proxy.make(undefined);
    await this.gateway.stop();
    await this.proxy.close();
    await this.sqlServer?.close();
    await Promise.all([this.redis.remove(), dropDatabase(this.ownUrl), dropDatabase(this.gpUrl)]);
  }

  private get readers(): LiveReaders {
    return this.gateway.gateway.app.get(LiveReaders);
  }

  private namespaces(): string[] {
    return [...this.readers.figures().keys()].filter((namespace) => !KEPT_WARM.has(namespace));
  }
}
