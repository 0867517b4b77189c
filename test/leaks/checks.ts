import { permissionsOf } from '../../src/account/permissions.js';
import type { AccountNumber } from '../../src/values/identifiers.js';
import type { CompanyInTime } from './company-in-time.js';
import type { LeapingClock } from './leaping-clock.js';
import { type AskedPrice, type Oracle, textOfAskedPrice } from './oracle.js';
import type { AskedAccount, AskedProduct, Counted, Priced, Question, Told } from './questions.js';
import type { Guise } from './viewers.js';

/** To tell a value that is late from one that is somebody else's. */
const SOMEWHAT_BEFORE_MS = [1, 2, 5, 10, 100, 1_000, 10_000, 100_000, 1_000_000, Number.MAX_SAFE_INTEGER];

/** What was read so far, by what it was. */
export interface Tally {
  reads: number;
  products: number;
  hidden: number;
  viewers: number;
  live: number;
  cached: number;
  stale: number;
  unavailable: number;
  refused: number;
}

/** Compares what viewers are told with what their own accounts give. */
export class Checks {
  readonly leaks: string[] = [];
  readonly tally: Tally = {
    reads: 0,
    products: 0,
    hidden: 0,
    viewers: 0,
    live: 0,
    cached: 0,
    stale: 0,
    unavailable: 0,
    refused: 0,
  };

  constructor(
    private readonly oracle: Oracle,
    private readonly gp: CompanyInTime,
    private readonly clock: LeapingClock,
  ) {}

  check(guise: Guise, question: Question, told: Told): void {
    const { quantity = '1', near = null, ids = [] } = question.variables;
    const product = (each: AskedProduct | null) => this.product(guise, each, quantity, near);
    for (const each of told.products ?? []) product(each);
    for (const each of told.catalog?.nodes ?? []) product(each);
    if (told.product !== undefined) product(told.product);
    if (told.again !== undefined) product(told.again);
    if (told.catalog && told.catalog.totalCount > 0 && question.variables['query'] === null) {
      this.read(this.oracle.counted(guise).has(told.catalog.totalCount), guise, 'a count of products', told.catalog.totalCount);
    }
    if (told.warehouses && told.warehouses.length > 0) {
      const codes = told.warehouses.map(({ code }) => code).join();
      this.read(
        this.oracle.servings(guise).some((serving) => serving.join() === codes),
        guise,
        'warehouses',
        codes,
      );
    }
    if (told.viewer !== undefined) this.viewer(guise, told.viewer);
    if (told.nodes) this.nodes(guise, told.nodes, ids);
    if (told.order?.number) this.order(guise, told.order.number);
  }

  private product(guise: Guise, told: AskedProduct | null, quantity: string, near: Question['variables']['near'] = null): void {
    if (told === null) {
      this.tally.reads++;
      this.tally.hidden++;
      return;
    }
    this.tally.products++;
    this.read(this.oracle.sees(guise, told.sku), guise, 'a product', told.sku);
    if (told.price) this.price(guise, told.sku, told.price, quantity);
    if (told.availability) this.availability(guise, told.sku, told.availability, near);
  }

  private price(guise: Guise, sku: string, price: Priced, quantity: string): void {
    if (price.reason === 'ERP_UNAVAILABLE') {
      this.unavailable();
      return;
    }
    const text = price.reason ? (price.message ?? '') : textOfAskedPrice(price as AskedPrice);
    const since = price.asOf ? this.since(price.asOf, price.source) : 0;
    const expected = (moment: number) => this.oracle.priced(guise, sku, quantity, moment);
    const isNone = price.reason === 'NOT_DEFINED' && price.message === 'The ERP has no such product (any more).';
    if (isNone) this.read(true, guise, `the price of ${sku}`, price);
    else this.compare(text, since, expected, guise, `the price of ${sku}`, price);
  }

  private availability(guise: Guise, sku: string, told: Counted, near: Question['variables']['near'] = null): void {
    if (told.reason === 'ERP_UNAVAILABLE') {
      this.unavailable();
      return;
    }
    const since = told.asOf ? this.since(told.asOf, told.source) : 0;
    const expected = (moment: number) => this.oracle.available(guise, sku, near, moment);
    const text = told.reason
      ? 'not counted'
      : JSON.stringify([
          told.status,
          told.totalAvailable,
          told.warehouses?.map(({ warehouse, distanceKm, onHand, allocated, available }) => [
            warehouse.code,
            onHand,
            allocated,
            available,
            distanceKm,
          ]),
          told.closestWith?.warehouse.code ?? null,
        ]);
    this.compare(text, since, expected, guise, `the stock of ${sku} near ${JSON.stringify(near)}`, told);
  }

  private viewer(guise: Guise, told: Exclude<Told['viewer'], undefined>): void {
    const { person } = guise;
    this.read((told === null) === (person === null), guise, 'a viewer', told?.user);
    if (!told || !person) return;
    this.tally.viewers++;
    const { user, account, accounts, permissions } = told;
    const roles = person.role.since(0).map(({ value }) => value);
    this.read(user.email === person.email, guise, 'an e-mail', user.email);
    this.read(
      person.name.since(0).some(({ value }) => value === user.name),
      guise,
      'a name',
      user.name,
    );
    this.read(roles.includes(user.role), guise, 'a role', user.role);
    this.read(account.number === guise.account, guise, 'an account', account.number);
    this.account(guise, account);
    for (const each of accounts ?? []) this.account(guise, each);
    for (const { number } of account.orders?.nodes ?? []) {
      this.read(this.gp.ordersOf.get(number) === guise.account, guise, 'an order of the account', number);
    }

    const { asOf, source, ...actions } = permissions;
    const expected = (moment: number) => this.oracle.permissions(guise.account, roles, moment);
    const text = JSON.stringify(actions);
    const unknown = source === 'STALE' && roles.some((role) => JSON.stringify(permissionsOf(['unknown'], role)) === text);
    const since = this.since(String(asOf), source);
    if (unknown) this.read(true, guise, 'permissions', text);
    else this.compare(text, since, expected, guise, 'permissions', told.permissions);
  }

  private account(guise: Guise, told: AskedAccount): void {
    const number = told.number as AccountNumber;
    this.read(guise.person?.accounts.includes(number) === true, guise, 'an account', number);
    const { status, credit, name, parent, priceLevel, currency } = told;
    const record = this.gp.records.get(number)?.latest.value;
    if (parent) {
      const known = parent.number === record?.nationalAccount?.parentNumber;
      const nothingMore = parent.class === null && parent.priceLevel === null;
      this.read(known && nothingMore, guise, 'the parent of an account', parent);
    }
    if (told.defaultWarehouse) {
      const { code } = told.defaultWarehouse;
      this.read([record?.warehouse, this.gp.company.defaultWarehouse].includes(code as never), guise, 'a warehouse', code);
    }
    if (!status.asOf || !credit.asOf) {
      this.unavailable();
      this.read(status.asOf !== undefined || (name === number && priceLevel === null), guise, 'an account', told);
      return;
    }
    const { limitType, limit, balance, onOrder, available } = credit;
    const text = JSON.stringify([
      name,
      told.class,
      priceLevel,
      currency,
      [status.onHold, status.inactive],
      [limitType, limit, balance, onOrder, available],
    ]);
    const expected = (moment: number) => this.oracle.accounts(number, moment);
    this.compare(text, this.since(String(status.asOf), status.source), expected, guise, 'what is known of an account', told);
  }

  private nodes(guise: Guise, nodes: NonNullable<Told['nodes']>, ids: readonly string[]): void {
    if (nodes.length !== ids.length) this.read(false, guise, 'other nodes', nodes);
    for (const node of nodes) {
      if (node === null) this.tally.reads++;
      else if ('number' in node) this.account(guise, node);
      else if ('sku' in node) this.read(this.oracle.sees(guise, node.sku), guise, 'a product', node.sku);
      else {
        const known = this.oracle.servings(guise).some((serving) => serving.includes(node.code as never));
        this.read(known, guise, 'a warehouse', node.code);
      }
    }
  }

  private order(guise: Guise, number: string): void {
    const owner = this.gp.ordersOf.get(number);
    this.read(guise.person?.accounts.includes(owner as AccountNumber) === true, guise, 'an order', number);
  }

  /** Whatever an answer is made of was true at its `asOf` or later. */
  private since(asOf: string, source: string | undefined): number {
    if (source === 'LIVE') this.tally.live++;
    else if (source === 'STALE') this.tally.stale++;
    else this.tally.cached++;
    return this.clock.realTimeOf(Date.parse(asOf));
  }

  private unavailable(): void {
    this.tally.reads++;
    this.tally.unavailable++;
  }

  /** What was told has to be what the viewer's own account gave at its `asOf` or later. */
  private compare(
    text: string,
    since: number,
    expected: (since: number) => ReadonlySet<string>,
    guise: Guise,
    what: string,
    told: unknown,
  ): void {
    const theirs = expected(since);
    if (theirs.has(text)) {
      this.read(true, guise, what, told);
      return;
    }
    const before = SOMEWHAT_BEFORE_MS.find((ms) => expected(since - ms).has(text));
    const when = before === undefined ? 'never theirs' : `theirs until less than ${before} ms before`;
    this.read(false, guise, what, { as: when, ...Object(told) }, theirs);
  }

  private read(isTheirs: boolean, { person, account }: Guise, what: string, told: unknown, expected?: ReadonlySet<string>): void {
    this.tally.reads++;
    if (isTheirs) return;
    const who = person ? `${person.email} for ${account}` : 'a visitor';
    const own = expected ? `; theirs: ${[...expected].join(' or ')}` : '';
    this.leaks.push(`${who} was told ${what}: ${JSON.stringify(told)}${own}`);
  }
}
