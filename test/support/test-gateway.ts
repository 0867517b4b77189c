import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLFormattedError } from 'graphql';
import { GpSettings, readCatalogRules, readEnvironment } from '../../src/config/index.js';
import { type Contract } from '../../src/contract/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { addDemoUsers, DEMO_CATALOG_RULES, DEMO_PASSWORD } from '../../src/demo.js';
import { type Gateway, startGateway } from '../../src/gateway.js';
import { type NewUser, PasswordHasher, UserStore } from '../../src/identity/index.js';
import { DurableLevel, LiveReaders, SoftTimeouts } from '../../src/live/index.js';
import type { SandboxCompany } from '../../src/sandbox/index.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { createDatabase, dropDatabase } from './databases.js';
import { ON_A_BUSY_MACHINE } from './on-a-busy-machine.js';
import { PATIENCE_MS } from './patience.js';
import { runJob } from './run-job.js';
import { createCopy, fillPlaces } from './templates.js';

type Root = Contract.Query & Contract.Mutation;

/** What a GraphQL request was answered; the fields that were asked for are there, by their names in the contract. */
export interface Answer<Data = Root> {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
}

/** A gateway in front of a sandbox company. */
type SandboxGateway = Gateway & { readonly sandbox: SandboxCompany };

/** A test that sets one of them makes GP slow in its own way, or is about how long it is waited for. */
const WAITS_FOR_GP = ['GP_DEADLINE_MS', 'SOFT_TIMEOUT_FACTOR'];
/** An answer of GP after this time is in time for every soft timeout of a page. */
const IN_TIME_MS = 100;
/** The shortest soft timeout is 100 ms. */
const PATIENT_FACTOR = PATIENCE_MS / 100;

/** A gateway with the company and the users that it comes with, asked over HTTP as any client asks. */
export class TestGateway {
  /** Facts on their way into the gateway's database. */
  private readonly factWrites = new Set<Promise<void>>();

  private constructor(
    readonly gateway: SandboxGateway,
    readonly folder: string,
    private readonly databases: readonly string[],
  ) {
    const facts = gateway.app.get(DurableLevel);
    const write = facts.write.bind(facts);
    facts.write = (...call) => {
      const writing = write(...call);
      this.factWrites.add(writing);
      return writing.finally(() => this.factWrites.delete(writing));
    };
  }

  /**
   * While GP is well, its answers are late only because the machine is busy: a test then waits for them. Deadlines and soft
   * timeouts are the configured ones from the moment when a test makes trouble.
   */
  private waitForGpUnlessInTrouble(): void {
    const { app, sandbox } = this.gateway;
    const deadlines = app.get(GpSettings);
    const softTimeouts = app.get(SoftTimeouts);
    const configured = { deadlineMs: deadlines.deadlineMs, factor: softTimeouts.factor };
    const wait = (inTrouble: boolean) => {
      deadlines.deadlineMs = inTrouble ? configured.deadlineMs : PATIENCE_MS;
      softTimeouts.factor = inTrouble ? configured.factor : PATIENT_FACTOR;
    };
    const make = sandbox.trouble.make.bind(sandbox.trouble);
    sandbox.trouble.make = (trouble) => {
      const { failing, hanging, latencyMs = 0, answerLatencyMs = 0 } = trouble;
      wait(Boolean(failing || hanging) || latencyMs + answerLatencyMs > IN_TIME_MS);
      make(trouble);
    };
    wait(false);
  }

  /**
   * Empty databases are filled with copies of what a first start makes. Where none is named, nor a data folder, there are two
   * on the tests' server for this gateway alone; embedded ones take longer.
   * @param environment what differs from a start without any configuration
   */
  static async start(environment: NodeJS.ProcessEnv = {}): Promise<TestGateway> {
    // What is wrong is refused before anything is made.
    readEnvironment(environment);
    const folder = mkdtempSync(join(tmpdir(), 'gateway-test-'));
    const databases: string[] = [];
    if (!environment.DATABASE_URL && !environment.GP_URL && !environment.DATA_DIR) {
      // The templates hold the standard company. Another one is loaded into databases that are empty.
      const isStandard = environment.GP_SANDBOX_COMPANY === undefined;
      databases.push(await (isStandard ? createCopy('gateway') : createDatabase()));
      databases.push(await (isStandard ? createCopy('company') : createDatabase()));
    }
    const places = { DATA_DIR: folder, DATABASE_URL: databases[0], GP_URL: databases[1], ...environment };
    await fillPlaces(places);
    const configuration = readEnvironment({
      HOST: '127.0.0.1',
      PORT: '0',
      // Tests of jobs ask for them.
      JOBS: 'off',
      // Tests of what GP announces ask for it. For all others the questions to GP are those of their pages.
      GP_CHANGES: 'off',
      // Whatever a test asks is answered both ways, and the answers have to be equal.
      QUERY_PLANS: 'checked',
      INTROSPECTION: 'on',
      ...ON_A_BUSY_MACHINE,
      ...places,
    });
    if (!environment.CATALOG_RULES) Object.assign(configuration.catalogRules, readCatalogRules(DEMO_CATALOG_RULES));
    const gateway = await startGateway(configuration, false);
    await addDemoUsers(gateway.app.get(UserStore), gateway.app.get(PasswordHasher));
    const { sandbox } = gateway;
    // A company behind SQL Server's protocol is no sandbox as far as the gateway can tell, and its test asks for none.
    const ofSandbox = {
      ...gateway,
      get sandbox() {
        if (!sandbox) throw new TypeError('GP_URL names no sandbox.');
        return sandbox;
      },
    };
    const test = new TestGateway(ofSandbox, folder, databases);
    if (sandbox && !WAITS_FOR_GP.some((setting) => setting in environment)) test.waitForGpUnlessInTrouble();
    return test;
  }

  get url(): string {
    return this.gateway.url;
  }

  /** The sandbox's trouble, and its count of questions. */
  get gp() {
    return this.gateway.sandbox.trouble;
  }

  async ask<Data = Root>(query: string, variables: Record<string, unknown> = {}, token?: string): Promise<Answer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer<Data>;
    return { status: response.status, data, errors };
  }

  /** Signs a user of the sandbox in. @returns the access token */
  async signIn(email: string, accountNumber?: string): Promise<string> {
    const { data } = await this.ask(
      'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code } } }',
      { input: { email, password: DEMO_PASSWORD } },
    );
    const token = accessTokenOf(data.login);
    if (accountNumber === undefined) return token;
    const selected = await this.ask(
      'mutation ($input: SelectAccountInput!) { selectAccount(input: $input) { session { accessToken } userErrors { code } } }',
      { input: { accountNumber } },
      token,
    );
    return accessTokenOf(selected.data.selectAccount);
  }

  /** Adds a user with the password of the sandbox's users. */
  async addUser(
    user: Pick<NewUser, 'email' | 'role'> & Partial<NewUser> & { readonly accounts: readonly string[] },
  ): Promise<void> {
    const passwordHash = await this.gateway.app.get(PasswordHasher).hash(DEMO_PASSWORD);
    const { accounts, ...rest } = user;
    const { taken } = await this.gateway.app
      .get(UserStore)
      .add([{ name: user.email, orderLimit: null, passwordHash, accountNumbers: accounts.map(asAccountNumber), ...rest }]);
    if (taken.length > 0) throw new Error(`Taken: ${taken.join(', ')}`);
  }

  /** Makes every page cold. The company's setup and its sites stay, which a job keeps warm. */
  async forgetFacts(): Promise<void> {
    const readers = this.gateway.app.get(LiveReaders);
    const ofPages = readers.policies().filter(({ ownDatabase, keptWarm }) => !ownDatabase && !keptWarm);
    const namespaces = ofPages.map(({ namespace }) => namespace);
    readers.forget(namespaces);
    // Written later, they would be there again.
    await Promise.allSettled(this.factWrites);
    await this.gateway.app.get(GatewayDatabase).deleteFrom('known_fact').where('namespace', 'in', namespaces).execute();
    this.gp.resetQuestions();
  }

  /** Brings the catalogue up to date with what was changed in GP. */
  async refreshCatalog(): Promise<void> {
    const { state, fault } = await runJob(this.gateway.app, 'catalog.refresh');
    if (state !== 'SUCCEEDED') throw new Error(`The catalogue could not be refreshed: ${fault}`);
  }

  async stop(): Promise<void> {
    await this.gateway.close();
    await Promise.all(this.databases.map(dropDatabase));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function accessTokenOf({ session, userErrors }: Contract.SessionPayload): string {
  if (!session) throw new Error(`No session: ${JSON.stringify(userErrors)}`);
  return session.accessToken;
}
