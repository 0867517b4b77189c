import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityModule } from './built.js';
import { type BenchCompany, type Pricing, writeCompany } from './company.js';
import { type Instance, startInstance } from './instances.js';
import { BUILT, type Place } from './place.js';
import type { CreateDatabase } from './postgres.js';
import { type Server, startServer } from './processes.js';
import { allRequests, type PageRequest, type Shopper } from './work.js';

/** The issuer of the access tokens, whichever process signs them. */
export const ISSUER = 'http://gateway.bench';
const SIGN_IN = 'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code } } }';

export interface RunOptions {
  readonly place: Place;
  readonly isPinned: boolean;
  /** One short round: to see whether the benchmark works, not for figures. */
  readonly isQuick: boolean;
}

/** The company in a PostgreSQL server, a user for every account, and how to start gateways on them. */
export class Setting {
  readonly place: Place;
  readonly requests: readonly PageRequest[];

  private constructor(
    private readonly options: RunOptions,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly company: BenchCompany,
    /** One for every account, signed in. */
    readonly shoppers: readonly Shopper[],
    /** The gateway's published keys. */
    readonly keySet: string,
  ) {
    this.place = options.place;
    this.requests = allRequests(shoppers);
  }

  static async prepare(options: RunOptions, createDatabase: CreateDatabase, pricing: Pricing = 'standard'): Promise<Setting> {
    const { place, isPinned } = options;
    const folder = place.path(`company-${pricing}`);
    const company = await writeCompany(folder, pricing);
    const environment = {
      DATABASE_URL: await createDatabase(`gateway_${pricing}`),
      GP_URL: await createDatabase(`company_${pricing}`),
      GP_SANDBOX_COMPANY: folder,
      DATA_DIR: place.path(`data-${pricing}`),
      HOST: '127.0.0.1',
      PORT: '0',
      PUBLIC_URL: ISSUER,
      LOG_LEVEL: 'error',
      ACCESS_TOKEN_MINUTES: '1440',
      JOBS: 'off',
      // Counted as ever; no account asks so often but here.
      RATE_LIMITS: 'ACCOUNT=10000000',
    };
    const password = randomBytes(12).toString('hex');
    const emailOf = (accountNumber: string) => `${accountNumber.toLowerCase()}@example.com`;
    await addUsers(place.path(`users-${pricing}.csv`), environment, company, emailOf, password);

    const gateway = await startServer({ place, isPinned, name: 'gateway', script: join(BUILT, 'main.js'), environment });
    const shoppers: Shopper[] = [];
    for (const account of company.accounts) {
      shoppers.push({ ...account, token: await signIn(gateway.url, emailOf(account.number), password) });
    }
    const keySet = await (await fetch(`${gateway.url}/.well-known/jwks.json`)).text();
    await gateway.stop();
    return new Setting(options, environment, company, shoppers, keySet);
  }

  get isPinned(): boolean {
    return this.options.isPinned;
  }

  get isQuick(): boolean {
    return this.options.isQuick;
  }

  postalCodeOf(warehouse: string): string {
    return this.company.postalCodes.get(warehouse) ?? '';
  }

  /** The gateway as it is started in production. */
  gateway(name: string, environment: NodeJS.ProcessEnv = {}): Promise<Server> {
    const { place, isPinned } = this;
    const script = join(BUILT, 'main.js');
    return startServer({ place, isPinned, name, script, environment: { ...this.environment, ...environment } });
  }

  /** The gateway with a hand on its GP, its memory and its clock. */
  instance(environment: NodeJS.ProcessEnv = {}): Promise<Instance> {
    return startInstance(this.place, this.isPinned, { ...this.environment, ...environment });
  }
}

async function addUsers(
  file: string,
  environment: NodeJS.ProcessEnv,
  { accounts }: BenchCompany,
  emailOf: (accountNumber: string) => string,
  password: string,
): Promise<void> {
  const { PasswordHasher } = await identityModule();
  const hash = await new PasswordHasher().hash(password);
  const users = accounts.map(({ number }) => `${emailOf(number)},${number},BUYER,${number},"${hash}"`);
  writeFileSync(file, ['email,name,role,accounts,password', ...users].join('\n'));
  execFileSync(process.execPath, [join(BUILT, 'console/user.js'), 'import', file], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: 'pipe',
  });
}

async function signIn(url: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SIGN_IN, variables: { input: { email, password } } }),
  });
  const text = await response.text();
  const { data } = JSON.parse(text) as { data?: { login?: { session?: { accessToken: string } } } };
  const token = data?.login?.session?.accessToken;
  if (token === undefined) throw new Error(`${email} cannot sign in: ${text}`);
  return token;
}
