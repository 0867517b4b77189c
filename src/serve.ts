import { resolve } from 'node:path';
import { allCallersHaveOrderRights, type Configuration, readCatalogRules } from './config/index.js';
import { addDemoUsers, DEMO_CATALOG_RULES, DEMO_PASSWORD, demoSignIns } from './demo.js';
import { endOnSignals } from './draining/index.js';
import { type Gateway, startGateway } from './gateway.js';
import { outliveAbandonedErrors, tellsSchema } from './graphql/index.js';
import { PasswordHasher, UserStore } from './identity/index.js';
import { Mailer } from './mail/index.js';
import { JsonLog, logUncaughtFaults } from './observability/index.js';
import { isShippedCompany } from './sandbox/index.js';

/**
 * Serves until a signal ends it, and says on standard output when it is ready.
 * @throws {StartRefused} something that only the person who starts it can put right
 */
export async function serve(configuration: Configuration): Promise<void> {
  const { settings } = configuration;
  // The companies that come with the gateway have the same accounts, and bring users and rules of their own.
  const isDemo = settings.gp.sqlServer === undefined && isShippedCompany(settings.gp.sandboxCompany);
  if (isDemo && settings.catalog.rulesFile === undefined) {
    Object.assign(configuration.catalogRules, readCatalogRules(DEMO_CATALOG_RULES));
  }
  const log = new JsonLog(settings.server.logLevel);
  logUncaughtFaults(log);
  const gateway = await startGateway(configuration, log);
  endOnSignals((givesNotice) => gateway.drain(givesNotice));
  outliveAbandonedErrors();
  const users = gateway.app.get(UserStore);
  if (isDemo) await addDemoUsers(users, gateway.app.get(PasswordHasher));
  console.log(welcome(gateway, configuration, isDemo ? await demoSignIns(users) : []));
}

function welcome(gateway: Gateway, { settings }: Configuration, signIns: Awaited<ReturnType<typeof demoSignIns>>): string {
  const { url, metricsUrl } = gateway;
  const { sqlServer, url: companyUrl } = settings.gp;
  const sandbox = companyUrl ? 'in the PostgreSQL server of GP_URL' : resolve(settings.database.dataDir, 'company');
  const company = sqlServer
    ? `  Dynamics GP            the company ${sqlServer.database} on the SQL Server of GP_URL`
    : `  Sandbox company        ${sandbox}`;
  const own = settings.database.url ? 'in the PostgreSQL server of DATABASE_URL' : resolve(settings.database.dataDir, 'gateway');
  return [
    '',
    'gp-storefront-gateway is ready.',
    '',
    `  ${(tellsSchema(settings.limits, settings.gp) ? 'GraphQL and GraphiQL' : 'GraphQL').padEnd(22)} ${url}/graphql`,
    `  Key set                ${url}/.well-known/jwks.json`,
    `  Health                 ${url}/health/live  ${url}/health/ready`,
    `  Metrics                ${metricsUrl}`,
    company,
    `  The gateway's data     ${own}`,
    `  Mail                   ${mailPlace(gateway, settings)}`,
    ...(allCallersHaveOrderRights(settings.callers, settings.server, settings.gp)
      ? ['', '  A trial on this machine: every program may give discounts, confirm payments and order for visitors.']
      : []),
    ...(signIns.length > 0 ? ['', `  Sign in with the password ${DEMO_PASSWORD} as`] : []),
    ...signIns.map(([email, about]) => `    ${email.padEnd(26)}  ${about}`),
    '',
  ].join('\n');
}

/** Where mail goes that the gateway sends. */
function mailPlace({ app }: Gateway, { mail }: Configuration['settings']): string {
  const { place } = app.get(Mailer, { strict: false });
  return mail.smtpServer ? `to the mail server ${place}` : place;
}
