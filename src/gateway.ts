import { join } from 'node:path';
import { Server as TlsServer } from 'node:tls';
import { Logger, type LoggerService } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AccountService } from './account/index.js';
import { AppModule } from './app.module.js';
import { CallerIdentification, identifyCallers, KnownClients, tlsOptions } from './callers/index.js';
import { EXTENSION_POINTS } from './capabilities/index.js';
import { checkNamedFiles } from './check-named-files.js';
import { type Configuration, hasSilentProxy, type Settings } from './config/index.js';
import { type AskedOfGp, decimalsOf } from './console/asked-of-gp.js';
import { EventsCommands } from './console/events-commands.js';
import { JobsCommands } from './console/jobs-commands.js';
import { type Answer, LocalLine } from './console/local-line.js';
import { PaymentsCommands } from './console/payments-commands.js';
import { QuotesCommands } from './console/quotes-commands.js';
import { SandboxCommands } from './console/sandbox-commands.js';
import { SubmissionsCommands } from './console/submissions-commands.js';
import { UserCommands, type UserRequest } from './console/user-commands.js';
import { Authenticator } from './contract/index.js';
import { GatewayDatabase } from './database/index.js';
import { addressesOf, Connections, connectionOptions, type Drained, drain, Readiness } from './draining/index.js';
import { recogniseEditing } from './editing/index.js';
import { EventDesk, EventTypes } from './events/index.js';
import { Extensions } from './extensions/index.js';
import { reasonOf, StartRefused } from './faults/index.js';
import type { GpCompany } from './gp/index.js';
import { serveGraphiql } from './graphql/graphiql/graphiql-assets.js';
import {
  CompiledQueries,
  compressAnswers,
  KnownRequests,
  limitBody,
  limitRequests,
  markGraphqlRequests,
  OperationCosts,
  openEdge,
  PersistedOperations,
  refuseOddHosts,
  shedLoad,
  tellsSchema,
  unroutableRequests,
} from './graphql/index.js';
import { LinkedIdentities, PasswordHasher, SessionAuthenticator, UserStore } from './identity/index.js';
import { DueJobs, JobDesk, JobRunner, jobsOf, PeriodicTasks, Queues, tasksOf } from './jobs/index.js';
import { RequestBudget } from './live/index.js';
import { GatewayMetrics, observeRequests, openMetrics, RequestMetrics, Tracing } from './observability/index.js';
import { PaymentDesk } from './payments/index.js';
import { QuoteDesk } from './quotes/index.js';
import { Admission, LoadGauge } from './resilience/index.js';
import { readSandboxCompany, SandboxCompany } from './sandbox/index.js';
import { PushQueue, SubmissionDesk, SubmissionEventLog } from './submissions/index.js';
import { limitRates, RateLimiter } from './throttling/index.js';
import { Clock, SystemClock } from './values/clock.js';

const GRAPHQL = '/graphql';

/** A running gateway. */
export interface Gateway {
  /** The gateway's address, e.g. "http://localhost:4000". */
  readonly url: string;
  /** The address of the metrics for Prometheus. */
  readonly metricsUrl: string;
  readonly app: NestFastifyApplication;
  readonly company: GpCompany;
  /** The company where it is a sandbox, which can cause failures and move its calendar. */
  readonly sandbox: SandboxCompany | undefined;
  /** Ends the gateway in the configured time, failing no request. @param givesNotice whether it waits DRAIN_NOTICE_MS first */
  drain(givesNotice: boolean): Promise<Drained>;
  close(): Promise<void>;
}

/**
 * Starts the gateway: opens its database and the company, brings the catalogue up to date, and listens. A GP that fails or
 * hangs does not stop the start: known facts are served and read again later. A sandbox company has to open.
 * @throws {StartRefused} a problem that only the operator can solve
 */
export async function startGateway(configuration: Configuration, log: LoggerService | false): Promise<Gateway> {
  const {
    callers,
    connections: connectionSettings,
    database: databaseSettings,
    draining,
    gp,
    observability,
    server,
  } = configuration.settings;
  Logger.overrideLogger(log);
  checkNamedFiles(configuration);
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of closing.toReversed()) await step();
  };
  try {
    const tls = tlsOptions(callers);
    const extensions = await Extensions.open(configuration.settings.extensions, EXTENSION_POINTS);
    closing.push(() => extensions.close());
    if (extensions.summary !== '') new Logger('extensions').log(`extensions: ${extensions.summary}`);
    const clients = new KnownClients(callers.clients);
    closing.push(async () => clients.close());
    // Embedded databases can be open in one process only.
    const embedded = !databaseSettings.url || !gp.url;
    let answer: Answer = async () => ({ lines: ['The gateway is still starting. Try again.'], exitCode: 1 });
    if (embedded) {
      const line = await LocalLine.claim(databaseSettings.dataDir, (request) => answer(request));
      closing.push(() => line.close());
    }
    const database = await GatewayDatabase.open(databaseSettings);
    closing.push(() => database.destroy());
    const queues = await Queues.open(database);
    closing.push(() => queues.close());
    const company = await openCompany(configuration.settings);
    closing.push(() => company.close());
    const sandbox = company instanceof SandboxCompany ? company : undefined;

    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.on(configuration, database, queues, company, clients, extensions),
      new FastifyAdapter({ ...unroutableRequests(server.publicUrl), ...connectionOptions(connectionSettings, tls) }),
      { logger: log, abortOnError: false, bodyParser: false },
    );
    closing.push(() => app.close());
    const http: FastifyInstance = app.getHttpAdapter().getInstance();
    const readiness = app.get(Readiness);
    const connections = new Connections(http, readiness);
    await openGraphql(app, http, configuration.settings);
    const metricsServer = openMetrics(http, app.get(GatewayMetrics), observability, hasSilentProxy(callers, server));
    if (metricsServer !== http) closing.push(() => metricsServer.close());
    await app.init();
    await startTasks(app);
    answer = commands(app, sandbox);
    const { host, port } = server;
    const { metricsPort } = observability;
    if (metricsPort !== undefined) {
      await listen(`METRICS_PORT ${metricsPort}`, host, () => metricsServer.listen({ port: metricsPort, host }));
    }
    await listen(`PORT ${port}`, host, async () =>
      connections.listen(await addressesOf(host), (address) => app.listen(port, address)),
    );
    return {
      url: addressOf(http, host),
      metricsUrl: `${addressOf(metricsServer, host)}/metrics`,
      app,
      company,
      sandbox,
      drain: (givesNotice) =>
        drain({ readiness, connections, finishPushes: () => app.get(PushQueue).finish(), close }, draining, givesNotice),
      close,
    };
  } catch (fault) {
    await close().catch(() => undefined);
    throw fault;
  }
}

/** The company that GP_URL names: on a SQL Server, or a sandbox on a PostgreSQL server or in this process. */
async function openCompany({ gp, database }: Settings): Promise<GpCompany> {
  if (gp.sqlServer) {
    // Only now: the driver takes a moment to load, which a sandbox does without.
    const { SqlServerCompany } = await import('./sqlserver/index.js');
    return SqlServerCompany.open(gp.sqlServer, gp, new SystemClock());
  }
  return SandboxCompany.open({
    company: readSandboxCompany(gp.sandboxCompany),
    url: gp.url,
    folder: join(database.dataDir, 'company'),
    timeZone: gp.timeZone,
    warn: (message) => new Logger('sandbox').warn(message),
    tell: (message) => new Logger('sandbox').log(message),
  });
}

/**
 * The hooks that a request passes on its way to Apollo Server, in this order. Hooks that refuse requests come before more
 * expensive ones. CompiledQueries, which answers most requests, comes after every hook that sets headers or refuses.
 */
async function openGraphql(app: NestFastifyApplication, http: FastifyInstance, settings: Settings): Promise<void> {
  const { edge, editing, gp, limits, operations, server } = settings;
  markGraphqlRequests(http, GRAPHQL);
  observeRequests(http, {
    metrics: app.get(RequestMetrics),
    tracing: app.get(Tracing),
    logsEveryRequest: ['debug', 'trace'].includes(server.logLevel),
  });
  await openEdge(app, edge, server.publicUrl);
  shedLoad(http, app.get(Admission), app.get(LoadGauge));
  identifyCallers(http, app.get(CallerIdentification));
  limitRates(http, app.get(RateLimiter), app.get(Authenticator));
  app.get(KnownRequests).readBodiesOf(http, (text) => limitBody(text, limits));
  limitRequests(http, GRAPHQL, limits, operations);
  refuseOddHosts(http);
  app.get(PersistedOperations).open(http);
  // After the hooks that set cache headers, since these read the uncompressed answer.
  if (edge.compressesAnswers) compressAnswers(http);
  app.get(OperationCosts).open(http);
  recogniseEditing(http, editing);
  app.get(CompiledQueries).open(http);
  if (tellsSchema(limits, gp)) await serveGraphiql(http);
}

/** Runs the tasks and jobs that are found among the providers. Pushes begin once those that pages need have run. */
async function startTasks(app: NestFastifyApplication): Promise<void> {
  const tasks = app.get(PeriodicTasks);
  const discovery = app.get(DiscoveryService);
  const jobs = jobsOf(discovery);
  const { beforeListening, meanwhile } = tasksOf(discovery);
  await app.get(DueJobs).open(jobs);
  await Promise.all([app.get(JobRunner).runAtStart(), ...beforeListening.map((task) => tasks.start(task))]);
  await app.get(PushQueue).start();
  for (const task of meanwhile) void tasks.start(task);
}

/** The commands of `npm run user`, for a gateway that runs them itself. */
export function userCommands(app: NestFastifyApplication): UserCommands {
  const accounts = app.get(AccountService);
  const gp: AskedOfGp = {
    async unknownAccounts(numbers) {
      const found = await Promise.all(numbers.map((number) => accounts.customerForSignIn(number)));
      return numbers.filter((_, index) => found[index]?.known && !found[index].value);
    },
    async currencyDecimals() {
      const company = await accounts.company(RequestBudget.toTheEnd());
      return company.known ? decimalsOf(Object.values(company.value.currencies)) : undefined;
    },
  };
  return new UserCommands(app.get(UserStore), app.get(PasswordHasher), app.get(LinkedIdentities), gp, () =>
    app.get(SessionAuthenticator).usersChanged(),
  );
}

interface CommandMessage {
  readonly command?: string;
  readonly request?: UserRequest;
  readonly words?: string[];
  /** The text of a file that the command names. */
  readonly file?: string;
}

/** Answers the commands of `npm run user`, `submissions`, `payments`, `quotes`, `events`, `jobs` and `sandbox`. */
function commands(app: NestFastifyApplication, company: SandboxCompany | undefined): Answer {
  const users = userCommands(app);
  const submissions = new SubmissionsCommands(
    new SubmissionDesk(app.get(GatewayDatabase), app.get(SubmissionEventLog), app.get(Clock)),
    app.get(JobDesk),
  );
  const payments = new PaymentsCommands(new PaymentDesk(app.get(GatewayDatabase)));
  const quotes = new QuotesCommands(new QuoteDesk(app.get(GatewayDatabase)));
  const events = new EventsCommands(new EventDesk(app.get(GatewayDatabase), app.get(Clock)), app.get(EventTypes));
  const jobs = new JobsCommands(app.get(JobDesk));
  const sandbox = company && new SandboxCommands(company);
  return async (message) => {
    const { command, request, words, file } = message as CommandMessage;
    if (command === 'user' && request) return users.run(request);
    if (command === 'submissions' && words) return submissions.run(words);
    if (command === 'payments' && words) return payments.run(words, file);
    if (command === 'quotes' && words) return quotes.run(words);
    if (command === 'events' && words) return events.run(words);
    if (command === 'jobs' && words) return jobs.run(words);
    if (command === 'sandbox' && words) {
      return sandbox?.run(words) ?? { lines: ['GP_URL names a real company, which makes its own trouble.'], exitCode: 1 };
    }
    return { lines: ['The running gateway does not know this command.'], exitCode: 1 };
  };
}

async function listen(port: string, host: string, open: () => Promise<unknown>): Promise<void> {
  try {
    await open();
  } catch (cause) {
    const reasons: Record<string, string> = {
      EADDRINUSE: 'the port is in use',
      EACCES: 'this user may not use the port',
      ENOTFOUND: 'there is no such host',
      EADDRNOTAVAIL: 'this machine has no such address',
    };
    const reason = reasonOf(cause);
    throw new StartRefused(`Cannot listen on HOST ${host}, ${port}: ${reasons[reason] ?? reason}.`, { cause });
  }
}

function addressOf({ server }: FastifyInstance, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `${server instanceof TlsServer ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
