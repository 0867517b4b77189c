import { GatewayDatabase } from '../../src/database/index.js';
import { UserStore } from '../../src/identity/index.js';
import { LiveReaders } from '../../src/live/index.js';
import { Random } from '../../src/sandbox/generator/random.js';
import type { Trouble } from '../../src/sandbox/trouble.js';
import { type AccountNumber, asAccountNumber, type Sku } from '../../src/values/identifiers.js';
import type { RedisServer } from '../support/redis-server.js';
import type { TestGateway } from '../support/test-gateway.js';
import type { CompanyInTime } from './company-in-time.js';
import type { LeapingClock } from './leaping-clock.js';
import type { Person, SignedInGuise } from './viewers.js';

/** What an account's terms may become. Some accounts keep theirs, so that nothing of the others' could ever be theirs. */
export interface Terms {
  readonly account: AccountNumber;
  readonly levels: readonly string[];
  readonly classes: readonly string[];
  readonly currencies: readonly string[];
}

/** How many tokens of sessions that have ended go on being sent, and how many of a person for one account that have not. */
const ENDED_ONES = 12;
const OPEN_ONES = 2;
/** Some of those that were dropped are on their way still. */
const DROPPED_ONES = 50;

/** A token that ends so soon, on the clock that leaps, is not used any more. */
const RENEWED_BEFORE_MS = 3_600_000;

const LEAPS_MS = [2_000, 6_000, 25_000, 61_000, 301_000];

/** Everything that happens while viewers ask: GP's data change, GP fails, sessions end, and what is remembered is forgotten. */
export class Weather {
  private readonly random: Random;
  private readonly kinds: readonly (() => Promise<void>)[];
  private ahead: (() => Promise<void>)[] = [];
  private step = 0;
  private readonly dropped: SignedInGuise[] = [];

  constructor(
    seed: number,
    private readonly gp: CompanyInTime,
    private readonly clock: LeapingClock,
    private readonly gateways: readonly TestGateway[],
    private readonly redis: RedisServer,
    private readonly terms: readonly Terms[],
    private readonly skus: readonly Sku[],
    private readonly people: readonly Person[],
    private readonly guises: SignedInGuise[],
  ) {
    this.random = new Random(seed, 'weather');
    const often = (times: number, kind: () => Promise<void>) => Array.from({ length: times }, () => kind);
    this.kinds = [
      ...often(10, () => this.changeTerms()),
      ...often(6, () => this.changePrice()),
      ...often(6, () => this.changeStock()),
      ...often(8, async () => this.clock.leap(this.random.pick(LEAPS_MS))),
      ...often(4, () => this.forget()),
      ...often(3, () => this.makeTrouble({ failing: true })),
      ...often(2, () => this.makeTrouble({ hanging: true }, { latencyMs: 300 })),
      ...often(2, () => this.makeTrouble({ latencyMs: 30 }, { answerLatencyMs: 400 })),
      ...often(1, async () => this.redis.hold()),
      ...often(4, async () => this.endTrouble()),
      ...often(2, () => this.changePerson()),
      ...often(1, () => this.endSession()),
      ...often(4, () => this.selectAccount()),
    ];
  }

  /** One thing happens. */
  async change(): Promise<void> {
    this.step++;
    // Each kind as often as it should be, in any order.
    if (this.ahead.length === 0) this.ahead = this.random.pickSome(this.kinds, this.kinds.length);
    await this.ahead.pop()?.();
    await this.renewTokens();
    this.dropOldTokens();
  }

  endTrouble(): void {
    for (const { gp } of this.gateways) gp.make({});
    this.redis.letGo();
  }

  private async changeTerms(): Promise<void> {
    const { account, levels, classes, currencies } = this.random.pick(this.terms);
    const [column, value] = this.random.pick([
      ['PRCLEVEL', this.random.pick(levels)],
      ['PRCLEVEL', this.random.pick(levels)],
      ['CUSTCLAS', this.random.pick(classes)],
      ['CURNCYID', this.random.pick(currencies)],
      ['HOLD', this.random.whole(0, 1)],
      ['CRLMTTYP', this.random.whole(0, 2)],
      ['CRLMTAMT', this.random.whole(1, 90) * 1000],
      ['CUSTNAME', `${account} no. ${this.step}`],
    ] as const);
    await this.gp.change(`update "RM00101" set "${column}" = $1 where "CUSTNMBR" = $2`, [value, account], { account });
  }

  private async changePrice(): Promise<void> {
    const sku = this.random.pick(this.skus);
    if (this.gp.company.usesExtendedPricing) return this.changeSheet(sku);
    const levels = this.gp.levelsOf(sku);
    if (levels.length === 0) return;
    if (this.random.perMille(200)) {
      const sql = 'update "IV00105" set "LISTPRCE" = "LISTPRCE" + $1 where "ITEMNMBR" = $2';
      return this.gp.change(sql, [this.random.whole(1, 9), sku], { item: sku });
    }
    const level = this.random.pick(levels);
    const sql = 'update "IV00108" set "UOMPRICE" = "UOMPRICE" + $1 where "ITEMNMBR" = $2 and "PRCLEVEL" = $3 and "UOMPRICE" > 0';
    return this.gp.change(sql, [this.random.whole(1, 3), sku, level], { list: { sku, level } });
  }

  private async changeSheet(sku: Sku): Promise<void> {
    if (this.random.perMille(200)) {
      const sql = `update "SOP10110" set "ACTIVE" = 1 - "ACTIVE" where "PRCSHID" = 'NIPIGON-CAD'`;
      return this.gp.change(sql, [], { links: asAccountNumber('NIPIGON') });
    }
    const sheets = this.gp.sheetsWith(sku);
    if (sheets.length === 0) return;
    const sheet = this.random.pick(sheets);
    const sql = `update "IV10402" set "PSITMVAL" = "PSITMVAL" + $1 where "PRCSHID" = $2 and "EPITMTYP" = 'I' and "ITEMNMBR" = $3`;
    await this.gp.change(sql, [this.random.whole(1, 3), sheet, sku], { sheetLine: { sheet, sku } });
  }

  private async changeStock(): Promise<void> {
    const sku = this.random.pick(this.skus);
    const sql = `update "IV00102" set "QTYONHND" = $1 where "ITEMNMBR" = $2 and "LOCNCODE" in ('CENTRAL', 'CABLEYARD') and "RCRDTYPE" = 2`;
    await this.gp.change(sql, [this.random.whole(0, 500), sku], { stock: sku });
  }

  private async forget(): Promise<void> {
    const readers = this.random.pick(this.gateways).gateway.app.get(LiveReaders);
    const kinds = [...readers.figures().keys()];
    readers.forget(this.random.perMille(200) ? kinds : this.random.pickSome(kinds, 2));
  }

  private async makeTrouble(...troubles: readonly Partial<Trouble>[]): Promise<void> {
    this.random.pick(this.gateways).gp.make(this.random.pick(troubles));
  }

  private async changePerson(): Promise<void> {
    const person = this.random.pick(this.people);
    const from = Date.now();
    const role = this.random.pick(['VIEWER', 'BUYER', 'APPROVER', 'ADMINISTRATOR'] as const);
    const name = `${person.email} no. ${this.step}`;
    const changes = this.random.perMille(500) ? { role } : { name };
    await this.database.updateTable('app_user').set(changes).where('email', '=', person.email).execute();
    if ('role' in changes) person.role.became(role, from, Date.now());
    else person.name.became(name, from, Date.now());
  }

  /** By a logout, or because the user may sign in no more; they may again at once. */
  private async endSession(): Promise<void> {
    const guise = this.random.pick(this.guises.filter(({ endedAt }) => endedAt === undefined));
    const gateway = this.random.pick(this.gateways);
    const { email } = guise.person;
    const concerned = this.guises.filter(({ person, endedAt }) => person === guise.person && endedAt === undefined);
    if (this.random.perMille(500)) {
      const users = gateway.gateway.app.get(UserStore);
      await users.setDisabled(email, true);
      await users.setDisabled(email, false);
    } else {
      for (const { token } of concerned) await gateway.ask('mutation { logout { userErrors { code } } }', {}, token);
    }
    for (const each of [...concerned, ...this.dropped.filter(({ person }) => person === guise.person)])
      each.endedAt ??= Date.now();
    for (const account of guise.person.accounts) {
      const token = await gateway.signIn(email, account).catch(() => undefined);
      if (token !== undefined) this.guises.push({ person: guise.person, account, token });
    }
  }

  /** Moves a session to another account: the token that it had goes on as it was. */
  private async selectAccount(): Promise<void> {
    const movable = this.guises.filter(({ person, endedAt }) => person.accounts.length > 1 && endedAt === undefined);
    if (movable.length === 0) return;
    const { person, token } = this.random.pick(movable);
    const account = this.random.pick(person.accounts);
    const { data } = await this.random
      .pick(this.gateways)
      .ask(
        'mutation ($input: SelectAccountInput!) { selectAccount(input: $input) { session { accessToken } } }',
        { input: { accountNumber: account } },
        token,
      );
    const session = data?.selectAccount?.session;
    if (session) this.guises.push({ person, account, token: session.accessToken });
  }

  /** Whoever stays signed in for a day of leaps signs in again. */
  private async renewTokens(): Promise<void> {
    const soon = this.clock.now() + RENEWED_BEFORE_MS;
    for (const guise of this.guises.filter(({ token, endedAt }) => endedAt === undefined && endOf(token) < soon)) {
      const token = await this.random
        .pick(this.gateways)
        .signIn(guise.person.email, guise.account)
        .catch(() => undefined);
      if (token === undefined) continue;
      guise.endedAt = Date.now();
      this.guises.push({ person: guise.person, account: guise.account, token });
    }
  }

  /** Else there would be more and more of them, and in the end hardly anybody who is answered. */
  private dropOldTokens(): void {
    const kept = new Map<string, number>();
    for (let index = this.guises.length - 1; index >= 0; index--) {
      const { person, account, endedAt } = this.guises[index] as SignedInGuise;
      const kind = endedAt === undefined ? `${person.email} ${account}` : 'ended';
      const newer = kept.get(kind) ?? 0;
      if (newer >= (endedAt === undefined ? OPEN_ONES : ENDED_ONES)) this.dropped.unshift(...this.guises.splice(index, 1));
      else kept.set(kind, newer + 1);
    }
    this.dropped.length = Math.min(this.dropped.length, DROPPED_ONES);
  }

  private get database(): GatewayDatabase {
    return (this.gateways[0] as TestGateway).gateway.app.get(GatewayDatabase);
  }
}

/** When a token ends of itself. */
function endOf(token: string): number {
  const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { readonly exp: number };
  return exp * 1_000;
}
