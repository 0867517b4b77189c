import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Contract } from '../../src/contract/index.js';
import { sessionPolicy } from '../../src/identity/identity.policy.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import {
  login,
  REFUSED,
  refresh,
  refused,
  selectAccount,
  sessionOf,
  type WholeSession,
  whoIs,
  wholeSessionOf,
} from './workflow.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const SESSION_DAYS = 40;
/** May buy for NIPIGON, NORTHFLD-01 and SUMMITRAIL. */
const TESS = 'tess.moreau@example.com';
const ACCOUNTS = ['NIPIGON', 'NORTHFLD-01', 'SUMMITRAIL'];

let databases: string[];
/** Two instances on one database. */
let gateways: TestGateway[];
let here: TestGateway;
let there: TestGateway;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  databases = [await createDatabase(), await createDatabase()];
  const environment = {
    DATABASE_URL: databases[0],
    GP_URL: databases[1],
    SESSION_DAYS: String(SESSION_DAYS),
    QUERY_PLANS: 'off',
  };
  here = await TestGateway.start(environment);
  there = await TestGateway.start(environment);
  gateways = [here, there];
});
afterAll(async () => {
  vi.useRealTimers();
  await Promise.all([here?.stop(), there?.stop()]);
  await Promise.all((databases ?? []).map(dropDatabase));
});

const signIn = async () => wholeSessionOf(await login(here, TESS));
const refreshed = async ({ refreshToken }: WholeSession, at = here) => wholeSessionOf(await refresh(at, refreshToken));
/** The contract's DateTime, as it is written over HTTP. */
const momentOf = (dateTime: unknown) => Date.parse(String(dateTime));
const pass = (ms: number) => vi.advanceTimersByTime(ms);

async function expectEnded(sessions: readonly WholeSession[], at = here): Promise<void> {
  for (const { accessToken } of sessions) expect(await whoIs(at, accessToken)).toEqual(REFUSED);
  for (const { refreshToken } of sessions) expect(await refresh(at, refreshToken)).toEqual(refused('INVALID_TOKEN'));
}

describe('a refresh that is repeated', () => {
  it('is no theft: many at the same moment, on several instances, give successors that are each as good', async () => {
    const first = await signIn();
    const successors = await Promise.all([here, there, here, there, here, there].map((at) => refreshed(first, at)));
    expect(new Set(successors.map(({ refreshToken }) => refreshToken)).size).toBe(6);
    expect(new Set(successors.map(({ refreshTokenExpiresAt }) => refreshTokenExpiresAt)).size).toBe(1);
    for (const { accessToken } of successors) expect(await whoIs(there, accessToken)).toMatchObject({ status: 200 });
    // Whichever of them the client has kept.
    pass(15 * MINUTE);
    await refreshed(await refreshed(successors[4] as WholeSession, there));
  });

  it('is no theft for ten seconds: an answer that was lost is asked for again', async () => {
    const first = await signIn();
    await refreshed(first);
    pass(10 * SECOND);
    const second = await refreshed(first, there);
    pass(15 * MINUTE);
    await refreshed(second);
  });

  it('is a theft after ten seconds, and ends all of the family', async () => {
    const first = await signIn();
    const second = await refreshed(first);
    pass(10 * SECOND + 1);
    expect(await refresh(here, first.refreshToken)).toEqual(refused('INVALID_TOKEN'));
    await expectEnded([first, second]);
  });

  it('is a theft once a successor has been traded in turn, however soon', async () => {
    const first = await signIn();
    const second = await refreshed(first);
    const third = await refreshed(second, there);
    expect(await refresh(here, first.refreshToken)).toEqual(refused('INVALID_TOKEN'));
    await expectEnded([first, second, third]);
  });

  it('ends access tokens at once where it is found out, and elsewhere within five seconds', async () => {
    const first = await signIn();
    const second = await refreshed(first);
    const elsewhere = await signIn();
    for (const at of gateways) expect(await whoIs(at, second.accessToken)).toMatchObject({ status: 200 });
    pass(11 * SECOND);
    for (const at of gateways) expect(await whoIs(at, second.accessToken)).toMatchObject({ status: 200 });
    expect(await refresh(here, first.refreshToken)).toEqual(refused('INVALID_TOKEN'));
    for (const { accessToken } of [first, second]) expect(await whoIs(here, accessToken)).toEqual(REFUSED);
    pass(sessionPolicy.freshForMs);
    for (const { accessToken } of [first, second]) expect(await whoIs(there, accessToken)).toEqual(REFUSED);
    // A sign-in of its own is a family of its own.
    expect(await whoIs(here, elsewhere.accessToken)).toMatchObject({ status: 200 });
    await refreshed(elsewhere);
  });
});

describe('a stolen token', () => {
  it.each(['the thief', 'the owner'])('is found out where %s is the next to use theirs', async (next) => {
    const stolen = await signIn();
    // Within the seconds of a repetition both get a successor.
    const [owners, thiefs] = [await refreshed(stolen, here), await refreshed(stolen, there)];
    pass(15 * MINUTE);
    const [first, second] = next === 'the thief' ? [thiefs, owners] : [owners, thiefs];
    const latest = await refreshed(first, there);
    pass(15 * MINUTE);
    expect(await refresh(here, second.refreshToken)).toEqual(refused('INVALID_TOKEN'));
    await expectEnded([owners, thiefs, latest]);
  });

  it('that was used for another account is found out as well', async () => {
    const owners = await signIn();
    const thiefs = wholeSessionOf(await selectAccount(there, 'SUMMITRAIL', owners.accessToken, owners.refreshToken));
    pass(11 * SECOND);
    expect(await refresh(here, owners.refreshToken)).toEqual(refused('INVALID_TOKEN'));
    await expectEnded([owners, thiefs]);
  });

  it('is found out by the choice of an account, of the one that the session has included', async () => {
    for (const account of ['NIPIGON', 'SUMMITRAIL']) {
      const owners = await signIn();
      const thiefs = await refreshed(owners);
      pass(11 * SECOND);
      expect(await selectAccount(here, account, owners.accessToken, owners.refreshToken)).toEqual(refused('INVALID_TOKEN'));
      await expectEnded([owners, thiefs]);
    }
  });
});

describe('a session', () => {
  it('ends SESSION_DAYS after its sign-in, however often it is refreshed, and its tokens say so', async () => {
    vi.setSystemTime(Math.ceil(Date.now() / SECOND) * SECOND);
    const endsAt = Date.now() + SESSION_DAYS * DAY;
    let session = await signIn();
    pass(20 * DAY);
    session = await refreshed(session);
    expect(momentOf(session.refreshTokenExpiresAt)).toBe(endsAt);
    pass(20 * DAY - 5 * MINUTE);
    session = await refreshed(session, there);
    expect(momentOf(session.refreshTokenExpiresAt)).toBe(endsAt);
    expect(momentOf(session.accessTokenExpiresAt)).toBe(endsAt);
    expect(await whoIs(here, session.accessToken)).toMatchObject({ status: 200 });
    pass(5 * MINUTE);
    await expectEnded([session]);
  });
});

/** What happens to a session, by who does it. */
type Step =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'refresh' | 'refreshAtOnce' | 'refreshAgain' | 'select' | 'selectWithAccessToken'; readonly at: number }
  | { readonly kind: 'steal' | 'thiefRefreshes' | 'thiefSelects'; readonly at: number };

const at = fc.nat({ max: 1 });
const pauses = fc.constantFrom(SECOND, 9 * SECOND, 11 * SECOND, 10 * MINUTE, 20 * MINUTE, 3 * DAY, 12 * DAY);
const honestSteps: fc.Arbitrary<Step>[] = [
  fc.record({ kind: fc.constant('pass' as const), ms: pauses }),
  fc.record({ kind: fc.constantFrom('refresh', 'refreshAtOnce', 'refreshAgain', 'select', 'selectWithAccessToken'), at }),
];
const thievishStep: fc.Arbitrary<Step> = fc.record({ kind: fc.constantFrom('steal', 'thiefRefreshes', 'thiefSelects'), at });

/** Somebody who holds tokens of the session. */
interface Holder {
  session: WholeSession;
}

/** Plays steps on one session, and holds what is true of every one of them. */
class Play {
  private readonly endsAt = Date.now() + SESSION_DAYS * DAY;
  private thief: Holder | undefined;
  /** How many tokens were given one for another before it; the first has none. */
  private readonly ancestors = new Map<string, number>();
  /** By that number, when such a token was used first. */
  private readonly firstUses = new Map<number, number>();
  ended = false;

  constructor(private readonly owner: Holder) {}

  async run(step: Step): Promise<void> {
    if (step.kind === 'pass') return void pass(step.ms);
    const gateway = gateways[step.at] as TestGateway;
    const other = gateways[1 - step.at] as TestGateway;
    switch (step.kind) {
      case 'refresh':
        return this.trade(this.owner, (token) => refresh(gateway, token));
      case 'refreshAtOnce': {
        const token = this.owner.session.refreshToken;
        await Promise.all([gateway, other].map((one) => this.trade(this.owner, () => refresh(one, token), token)));
        return;
      }
      case 'refreshAgain': {
        const { session } = this.owner;
        await this.trade(this.owner, (token) => refresh(gateway, token));
        if (!this.isOver()) pass(8 * SECOND);
        return this.trade(this.owner, (token) => refresh(other, token), session.refreshToken);
      }
      case 'select':
        return this.trade(this.owner, async (token) => {
          const { accessToken } = this.owner.session;
          const { account } = await whoIs(gateway, accessToken);
          // An access token that has ended chooses nothing.
          if (account === undefined) return refresh(gateway, token);
          return selectAccount(gateway, ACCOUNTS.find((number) => number !== account) ?? '', accessToken, token);
        });
      case 'selectWithAccessToken':
        return this.selectWith(gateway, this.owner.session);
      case 'steal':
        this.thief ??= { session: this.owner.session };
        return;
      case 'thiefRefreshes':
        if (this.thief) await this.trade(this.thief, (token) => refresh(gateway, token));
        return;
      case 'thiefSelects':
        if (this.thief) await this.selectWith(gateway, this.thief.session);
    }
  }

  /** The session is over by its age, or somebody has waited too long. */
  private isOver(): boolean {
    return this.ended || Date.now() >= this.endsAt || Date.now() >= momentOf(this.owner.session.refreshTokenExpiresAt);
  }

  private async trade(by: Holder, ask: (token: string) => ReturnType<typeof refresh>, token = by.session.refreshToken) {
    const sessionIsOver = Date.now() >= this.endsAt;
    const isTooOld = sessionIsOver || Date.now() >= momentOf(by.session.refreshTokenExpiresAt);
    const ancestors = this.ancestors.get(token) ?? 0;
    const isTheft = this.isUsedByTwo(ancestors);
    const payload = await ask(token);
    if (this.ended || isTooOld || isTheft) {
      expect(payload).toEqual(refused('INVALID_TOKEN'));
      // A token that was traded long ago tells of a second holder, however old it is.
      if (isTheft && !sessionIsOver) this.ended = true;
      if (this.ended) await this.expectAllEnded();
      return;
    }
    const session = wholeSessionOf(payload);
    this.ancestors.set(session.refreshToken, ancestors + 1);
    if (!this.firstUses.has(ancestors)) this.firstUses.set(ancestors, Date.now());
    by.session = session;
    this.holdsEnds(session);
  }

  /** Whether one of the same beginning was used too long ago for a repetition, or what was given for one has been used. */
  private isUsedByTwo(ancestors: number): boolean {
    const first = this.firstUses.get(ancestors);
    return this.firstUses.has(ancestors + 1) || (first !== undefined && Date.now() - first > 10 * SECOND);
  }

  private async selectWith(gateway: TestGateway, { accessToken, accessTokenExpiresAt }: WholeSession): Promise<void> {
    if ((await whoIs(gateway, accessToken)).account === undefined) return;
    const { session } = await selectAccount(gateway, 'SUMMITRAIL', accessToken);
    // On the other instance it may have ended, which this one has not heard of yet.
    if (session === null && this.ended) return;
    expect(session).toMatchObject({ accessTokenExpiresAt, refreshToken: null });
    this.holdsEnds(sessionOf({ session: session ?? null, userErrors: [] }));
  }

  private holdsEnds({ accessTokenExpiresAt, refreshTokenExpiresAt }: Contract.Session): void {
    for (const end of [accessTokenExpiresAt, refreshTokenExpiresAt ?? accessTokenExpiresAt]) {
      expect(momentOf(end)).toBeLessThanOrEqual(this.endsAt);
    }
  }

  private async expectAllEnded(): Promise<void> {
    pass(sessionPolicy.freshForMs);
    for (const holder of [this.owner, this.thief]) {
      if (!holder) continue;
      for (const gateway of gateways) expect(await whoIs(gateway, holder.session.accessToken)).toEqual(REFUSED);
      expect(await refresh(here, holder.session.refreshToken)).toEqual(refused('INVALID_TOKEN'));
    }
  }

  /** However it went: nothing of it is good after the session's end. */
  async end(): Promise<void> {
    pass(Math.max(0, this.endsAt - Date.now()));
    await this.expectAllEnded();
  }
}

describe('whatever happens to a session', () => {
  const play = (steps: readonly Step[]) => async () => {
    const game = new Play({ session: await signIn() });
    for (const step of steps) await game.run(step);
    return game;
  };

  it('an honest client is never signed out, and the session never outlives its end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(...honestSteps), { maxLength: 12 }), async (steps) => {
        const game = await play(steps)();
        expect(game.ended).toBe(false);
        await game.end();
      }),
      { numRuns: 25 },
    );
  });

  it('a theft ends it at the second of the two uses, on every instance', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(...honestSteps, thievishStep), { minLength: 6, maxLength: 16 }), async (steps) => {
        const game = await play([...steps])();
        await game.end();
      }),
      { numRuns: 40 },
    );
  });
});
