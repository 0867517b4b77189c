import { setTimeout as pause } from 'node:timers/promises';
import { vi } from 'vitest';
import { type Contract } from '../../src/contract/index.js';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { CHECK_CART, type Line, orderOf, PLACE_ORDER } from '../ordering/checkout.js';
import { REQUEST_QUOTE, requestOf } from '../quotes/quoting.js';
import { PATIENCE_MS } from '../support/patience.js';
import type { Answer } from '../support/test-gateway.js';
import { STOREFRONT } from '../torture/storefront.js';
import { areAway, ofSubmission, sayings, wrong } from './answers.js';
import { DocumentRequests } from './document-requests.js';
import type { Surroundings } from './surroundings.js';

const PAGE = `query OutagePage($skus: [ID!]!, $isSignedIn: Boolean!) {
  viewer @include(if: $isSignedIn) {
    account {
      number
      status { __typename ... on AccountStatus { onHold source } ... on Unavailable { reason } }
    }
  }
  products(skus: $skus) {
    sku name
    price { __typename ... on Price { unitPrice { amount currency } source } ... on Unavailable { reason } }
    availability { __typename ... on Availability { totalAvailable source } ... on Unavailable { reason } }
  }
}`;
const LISTING = `query OutageListing($query: String!, $first: Int!) {
  catalog(query: $query, first: $first) { totalCount nodes { sku name } unavailable { reason } }
}`;
/** Items of several prefixes; a test asks for one listing every 250 ms, until all is well. */
const QUERIES = ['BRG', 'HCS5', 'THHN', 'PT', 'KIT', 'NUT', 'FW', 'GLV', 'VEST', 'ROD', 'HCS8', 'DECK'];
const FEWEST = 10;
/** A page has at most 100. */
const LENGTHS = 91;
const SESSION = 'session { accessToken refreshToken } userErrors { code }';
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { ${SESSION} } }`;
const REFRESH = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ${SESSION} } }`;
const SELECT = `mutation ($input: SelectAccountInput!) { selectAccount(input: $input) { ${SESSION} } }`;
const CANCEL_ORDER =
  'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { order { ... on Order { status } } userErrors { code } } }';
const VOIDED_ORDER = 'ORD26-001955';
const BUYER_OF_VOIDED = 'nell.hargate@example.com';
const SUBMISSION = 'query ($id: ID!) { orderSubmission(id: $id) { status orderNumber reference } }';

/** Products by what is remembered of them when the trouble begins. */
const SKUS = {
  fresh: ['CUT-4', 'CUT-6'],
  past: ['CWR-12', 'HCS5-14-1-ZN'],
  inRedis: ['BRG-6201-2RS', 'HCS5-14-2-ZN'],
  never: ['BRG-6202-2RS', 'HCS5-12-2-ZN'],
  pastUnderLoad: ['HCS5-38-1-ZN', 'HCS5-12-3-ZN'],
  neverUnderLoad: ['HCS5-38-2-ZN', 'GLV-CUT5-S'],
} as const;
type Remembered = keyof typeof SKUS;
/** Each in a state of their own, so that what one is remembered by does not help another. */
const BUYERS: Readonly<Record<Remembered | 'orders' | 'sessions', string>> = {
  fresh: 'nell.hargate@example.com',
  past: 'otis.brindle@example.com',
  inRedis: 'marta.quill@example.com',
  never: 'ivo.brandt@example.com',
  pastUnderLoad: 'nell.hargate@example.com',
  neverUnderLoad: 'nell.hargate@example.com',
  orders: 'tess.moreau@example.com',
  sessions: 'admin@example.com',
};
const ORDERING_ACCOUNT = 'NORTHFLD-01';
const NEVER_SEEN_BUYER = 'ruth.viewer@example.com';
const ORDERED = 'GLV-CUT5-M';

/** A page is there before anybody would ask for it again; nothing else is waited for longer than a storefront's client does. */
const BOUND_MS = { page: 10_000, other: 60_000 };
const OVERLOADED = 503;
/** For a moment, when GP comes back: each kind of fact has a breaker of its own. */
export const IN_PART = 'unavailable in part';

/** What the answer to a request is, in one of the document's words; or in others, where it is nothing that is promised. */
export type Ask = () => Promise<string>;

interface Session {
  readonly accessToken: string;
  readonly refreshToken?: string | null;
}

/** Every kind of request that the document's tables have a row for. */
export class Requests {
  /** The references of orders and of quotes that were accepted. */
  readonly placed: string[] = [];
  readonly quoted: string[] = [];
  private readonly tokens = new Map<string, string>();
  private readonly baseline = new Map<string, string>();
  private sessions: { refreshed: Session; readonly moved: Session } | undefined;
  private line: Line | undefined;
  private submissionId = '';
  private listings = 0;
  readonly documents: DocumentRequests;

  constructor(private readonly surroundings: Surroundings) {
    this.documents = new DocumentRequests(
      surroundings,
      (query, variables, email) => this.ask(query, variables, email),
      (email) => this.tokens.get(email),
    );
  }

  /** By its name in the document. */
  get byName(): Readonly<Record<string, Ask>> {
    return { ...this.pagesAndOrders, ...this.documents.byName, ...this.operations };
  }

  private readonly pagesAndOrders: Readonly<Record<string, Ask>> = {
    'a page of fresh facts, for a visitor': () => this.page('fresh', undefined),
    'a page of fresh facts, for an account': () => this.page('fresh', BUYERS.fresh),
    'a page past its freshness, for a visitor': () => this.page('past', undefined),
    'a page past its freshness, for an account': () => this.page('past', BUYERS.past),
    'a page that only Redis remembers, for a visitor': () => this.page('inRedis', undefined),
    'a page that only Redis remembers, for an account': () => this.page('inRedis', BUYERS.inRedis),
    'a page never seen, for a visitor': () => this.page('never', undefined),
    'a page never seen, for an account': () => this.page('never', BUYERS.never),
    'a listing seen before': () => this.listing('CUT', 3),
    'a listing never seen': () => this.listingNeverSeen(),
    'with an access token from before': () => this.whoIs(),
    'sign-in': () => this.signIn(BUYERS.sessions),
    'sign-in to an account never seen': () => this.signIn(NEVER_SEEN_BUYER),
    refreshSession: () => this.refresh(),
    selectAccount: () => this.selectAccount(),
    checkCart: () => this.checkCart(),
    placeOrder: () => this.placeOrder(),
    requestQuote: () => this.requestQuote(),
    'orderSubmission of an order in GP': () => this.submission(),
    'cancelOrder of a voided order': () => this.cancel(),
  };

  private readonly operations: Readonly<Record<string, Ask>> = {
    '/health/live': () => this.get('/health/live'),
    '/health/ready': () => this.get('/health/ready'),
    '/metrics': () => this.get('/metrics'),
  };

  /** While everything is well: users sign in, and what pages say is noted, to be compared with. */
  async open(): Promise<void> {
    for (const email of Object.values(BUYERS)) this.tokens.set(email, (await this.surroundings.signIn(email)).accessToken);
    this.tokens.set(BUYER_OF_VOIDED, (await this.surroundings.signIn(BUYER_OF_VOIDED)).accessToken);
    this.tokens.set(BUYERS.orders, await this.surroundings.gateway.signIn(BUYERS.orders, ORDERING_ACCOUNT));
    for (const remembered of Object.keys(SKUS) as Remembered[]) {
      for (const email of [undefined, BUYERS[remembered]]) {
        // A machine that is busy with other work may answer the first pages past their budget.
        await vi.waitFor(async () => {
          const says = sayings(await this.askPage(remembered, email));
          if (/Unavailable|null/.test(says)) throw new Error(`A page to compare with lacks something: ${says}`);
          this.baseline.set(`${remembered} ${email}`, says);
        });
      }
    }
    const cart = { lines: [{ sku: ORDERED, quantity: '1' }] };
    const { data } = await this.ask<Contract.Query>(CHECK_CART, { input: cart }, BUYERS.orders);
    const price = data.checkCart.lines[0]?.price;
    if (!price || !('unitPrice' in price)) throw new Error(`No price: ${JSON.stringify(data)}`);
    this.line = { sku: ORDERED, quantity: '1', unitPrice: price.unitPrice.amount };
    await this.documents.open();
    const word = await this.placeOrder();
    // On a busy machine the push may take longer than the answer waits for it.
    if (word !== 'normal' && word !== 'received') throw new Error(`An order cannot be placed: ${word}`);
    await vi.waitFor(async () => {
      const submission = await this.submission();
      if (submission !== 'normal') throw new Error(`The order is not in GP: ${submission}`);
    });
  }

  /** Brings memory, Redis and the database into the state that the kinds of request are named after. */
  async prepare(): Promise<void> {
    const { surroundings } = this;
    await surroundings.forgetFacts();
    await this.pages('inRedis');
    await surroundings.forgetInMemory();
    await Promise.all([
      this.pages('past'),
      this.pages('pastUnderLoad'),
      this.listing('CUT', 3),
      this.checkCart(),
      this.signIn(BUYERS.sessions),
      this.documents.prepare(),
    ]);
    const [refreshed, moved] = await Promise.all([surroundings.signIn(BUYERS.sessions), surroundings.signIn(BUYERS.sessions)]);
    this.sessions = { refreshed, moved };
    surroundings.passFreshness();
    await this.pages('fresh');
  }

  /** One of the pages that many ask for in the background. @returns what is wrong with its answer, if anything */
  async anyPage(turn: number): Promise<string | undefined> {
    const remembered = turn % 3 === 0 ? 'neverUnderLoad' : 'pastUnderLoad';
    const word = await this.page(remembered, turn % 2 === 0 ? undefined : BUYERS[remembered]);
    return word === IN_PART || !word.includes(' ') ? undefined : word;
  }

  /** Until they are whole: on a busy machine GP may take longer than a page waits for it. */
  private async pages(remembered: Remembered): Promise<void> {
    const isWhole = async (email: string | undefined) => {
      const says = sayings(await this.askPage(remembered, email));
      if (/Unavailable|null/.test(says)) throw new Error(`A page lacks something: ${says}`);
    };
    await Promise.all([undefined, BUYERS[remembered]].map((email) => vi.waitFor(() => isWhole(email))));
  }

  private async page(remembered: Remembered, email: string | undefined): Promise<string> {
    const answer = await this.askPage(remembered, email);
    const { status, data, errors } = answer;
    if (status !== 200 || errors) return wrong(answer);
    const { products, viewer } = data;
    if (products.every((product) => product === null)) return 'missing';
    const facts = [
      ...products.flatMap((product) => [product?.price, product?.availability]),
      ...(viewer?.account ? [viewer.account.status] : []),
    ];
    if (facts.some((fact) => fact?.__typename === 'Unavailable')) {
      if (products.includes(null)) return wrong(answer);
      return products.every((product) => product?.price.__typename === 'Unavailable') ? 'unavailable' : IN_PART;
    }
    if (sayings(answer) !== this.baseline.get(`${remembered} ${email}`)) return `other than before ${JSON.stringify(data)}`;
    return facts.some((fact) => fact && 'source' in fact && fact.source === 'STALE') ? 'stale' : 'normal';
  }

  private askPage(remembered: Remembered, email: string | undefined): Promise<Answer<Contract.Query>> {
    return this.ask<Contract.Query>(PAGE, { skus: SKUS[remembered], isSignedIn: email !== undefined }, email, BOUND_MS.page);
  }

  /** Each is another one: of another query, or of another length. */
  private listingNeverSeen(): Promise<string> {
    const nth = this.listings++;
    const query = QUERIES[Math.floor(nth / LENGTHS) % QUERIES.length] ?? '';
    return this.listing(query, FEWEST + (nth % LENGTHS));
  }

  private async listing(query: string, first: number): Promise<string> {
    const answer = await this.ask<Contract.Query>(LISTING, { query, first }, undefined, BOUND_MS.page);
    if (answer.status !== 200 || answer.errors) return wrong(answer);
    const { nodes, unavailable } = answer.data.catalog;
    if (unavailable) return nodes.length === 0 ? 'unavailable' : wrong(answer);
    return nodes.length > 0 ? 'normal' : wrong(answer);
  }

  private async whoIs(): Promise<string> {
    const answer = await this.ask<Contract.Query>('{ viewer { user { email } } }', {}, BUYERS.inRedis, BOUND_MS.page);
    return answer.data?.viewer?.user.email === BUYERS.inRedis && !answer.errors ? 'normal' : wrong(answer);
  }

  private async signIn(email: string): Promise<string> {
    const answer = await this.ask<Contract.Mutation>(LOGIN, { input: { email, password: DEMO_PASSWORD } });
    return ofSession(answer, answer.data?.login);
  }

  private async refresh(): Promise<string> {
    const { refreshToken } = this.preparedSessions.refreshed;
    const answer = await this.ask<Contract.Mutation>(REFRESH, { input: { refreshToken } });
    const session = answer.data?.refreshSession.session;
    // It is good once. Where no answer came, nobody knows whether it was used.
    if (session) this.preparedSessions.refreshed = session;
    return ofSession(answer, answer.data?.refreshSession);
  }

  private async selectAccount(): Promise<string> {
    const answer = await this.askAs<Contract.Mutation>(
      SELECT,
      { input: { accountNumber: 'BRINDLE' } },
      this.preparedSessions.moved.accessToken,
    );
    return ofSession(answer, answer.data?.selectAccount);
  }

  private async checkCart(): Promise<string> {
    const query = CHECK_CART.replace('extendedPrice', 'source extendedPrice');
    const answer = await this.ask<Contract.Query>(query, { input: { lines: [{ sku: ORDERED, quantity: '1' }] } }, BUYERS.orders);
    if (answer.status !== 200 || answer.errors) return wrong(answer);
    const { lines, problems } = answer.data.checkCart;
    if (problems.length > 0) return areAway(problems) ? 'refused' : wrong(answer);
    const price = lines[0]?.price;
    if (!price || !('unitPrice' in price)) return wrong(answer);
    if (this.line && price.unitPrice.amount !== this.line.unitPrice) return wrong(answer);
    return price.source === 'STALE' ? 'stale' : 'normal';
  }

  /** Places another order. One that is accepted, or perhaps is, has to be in GP in the end. */
  private async placeOrder(): Promise<string> {
    if (!this.line) throw new Error('There is no line to order.');
    const input = orderOf([this.line]);
    const answer = await this.place(input);
    const submission = answer.data?.placeOrder.submission;
    if (submission) return ofSubmission(answer, submission);
    if (!answer.errors && areAway(answer.data?.placeOrder.userErrors ?? [])) {
      this.unanswered.push(input);
      return 'refused';
    }
    return wrong(answer);
  }

  /** Asks for another quote. */
  private async requestQuote(): Promise<string> {
    const input = requestOf([{ sku: ORDERED, quantity: '1' }]);
    const answer = await this.ask<Contract.Mutation>(REQUEST_QUOTE, { input }, BUYERS.orders);
    const { submission, userErrors } = answer.data?.requestQuote ?? {};
    if (submission) {
      this.quoted.push(input.reference);
      return ofSubmission(answer, submission);
    }
    return !answer.errors && areAway(userErrors ?? []) ? 'refused' : wrong(answer);
  }

  /** Orders that were refused for the time being. Placed again with the same key, as the caller is told to. */
  private readonly unanswered: ReturnType<typeof orderOf>[] = [];

  /** @returns the codes of those that are refused again */
  async placeAgain(): Promise<readonly string[]> {
    const refused: string[] = [];
    for (const input of this.unanswered.splice(0)) {
      const { data } = await this.place(input);
      refused.push(...data.placeOrder.userErrors.map(({ code }) => code));
    }
    return refused;
  }

  private async place(input: ReturnType<typeof orderOf>): Promise<Answer<Contract.Mutation>> {
    const answer = await this.ask<Contract.Mutation>(PLACE_ORDER, { input }, BUYERS.orders);
    const submission = answer.data?.placeOrder.submission;
    if (submission) {
      this.placed.push(input.reference);
      if (this.submissionId === '') this.submissionId = submission.id;
    }
    return answer;
  }

  private async submission(): Promise<string> {
    const answer = await this.ask<Contract.Query>(SUBMISSION, { id: this.submissionId }, BUYERS.orders);
    if (answer.data?.orderSubmission?.status === 'PUSHED') return answer.errors ? wrong(answer) : 'normal';
    const isFault = answer.errors?.every(({ extensions }) => extensions?.['code'] === 'INTERNAL_SERVER_ERROR');
    return answer.status === 200 && isFault ? 'error' : wrong(answer);
  }

  /** Again, as it was voided long ago: nothing is left to change. */
  private async cancel(): Promise<string> {
    const answer = await this.ask<Contract.Mutation>(CANCEL_ORDER, { input: { orderNumber: VOIDED_ORDER } }, BUYER_OF_VOIDED);
    const { order, userErrors } = answer.data?.cancelOrder ?? {};
    if (answer.errors || !userErrors) return wrong(answer);
    if (areAway(userErrors)) return 'refused';
    return order && 'status' in order && order.status === 'VOIDED' ? 'normal' : wrong(answer);
  }

  private async get(path: string): Promise<string> {
    const response = await fetch(`${this.surroundings.gateway.url}${path}`, { signal: AbortSignal.timeout(BOUND_MS.page) });
    await response.text();
    return response.status === 200 ? 'normal' : `answered ${response.status}`;
  }

  private get preparedSessions() {
    if (!this.sessions) throw new Error('Nobody has signed in.');
    return this.sessions;
  }

  private ask<Data>(query: string, variables: object, email?: string, boundMs = BOUND_MS.other): Promise<Answer<Data>> {
    return this.askAs(query, variables, email === undefined ? undefined : this.tokens.get(email), boundMs);
  }

  /** Comes back when it is told to where there is too much to do, as every caller does, and gives up in the end. */
  private async askAs<Data>(query: string, variables: object, token?: string, boundMs = BOUND_MS.other): Promise<Answer<Data>> {
    const givesUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const response = await fetch(`${this.surroundings.gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...STOREFRONT.headers,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(boundMs),
      });
      const { data, errors } = (await response.json()) as Answer<Data>;
      if (response.status !== OVERLOADED || Date.now() > givesUpAt) return { status: response.status, data, errors };
      await pause(1_000 * Number(response.headers.get('retry-after')));
    }
  }
}

function ofSession(answer: Answer<unknown>, payload: Contract.SessionPayload | undefined): string {
  if (answer.status !== 200 || answer.errors || !payload) return wrong(answer);
  if (payload.session) return 'normal';
  return areAway(payload.userErrors) ? 'refused' : wrong(answer);
}
