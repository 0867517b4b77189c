import { HOSTS, OF_SERVERS } from './secrets.js';
import { change, failingToInsert, failingToRead } from './statements.js';
import type { Surroundings } from './surroundings.js';

/** What the gateway has written into its log or a span, or what those know that it has talked to. */
type Sign = RegExp | ((around: Surroundings) => Promise<boolean> | boolean);

/** What is wrong with the servers around, and the signs of it by which one knows that the gateway has met it. */
export interface Weather {
  readonly name: string;
  /** Undefined for the weather that there is since the start. */
  make?(around: Surroundings): Promise<void> | void;
  readonly shownBy: readonly Sign[];
}

/** A fault of GP's, with its code. */
const gp = (code: string) => new RegExp(`"operation":"gp\\.[^"]*","reason":"${code}"`);
const own = (cause: string) => new RegExp(`gateway's database did not complete.*"cause":{"type":"\\w+",${cause}`);
/** Redis is not said to be in trouble twice, so that its own count tells more than the log. */
const redisError =
  (kind: string): Sign =>
  async (around) =>
    (await around.redisErrors(kind)) > 0;
/** The gateway wanted to connect. */
const lookedFor =
  (host: string): Sign =>
  ({ names }) =>
    names.wereAskedFor(host);

export const WEATHERS: readonly Weather[] = [
  {
    name: 'all is well',
    shownBy: [
      /Redis is ready/,
      // Whose tokens and assertions were refused, and why.
      ...['its signature is wrong', 'it is meant for another application', 'no key such as it names'].map(refused),
      ...['its issuer is not configured', 'it is not a signed ID token'].map(refused),
      keysOf('Failing', 'it answers with status 500'),
      keysOf('Wordy', 'its answer is not JSON'),
      keysOf('Foreign', 'its discovery document is of another issuer'),
      keysOf('Mistaken', 'it cannot be reached', 'ERR_TLS_CERT_ALTNAME_INVALID'),
      keysOf('Missing', 'it cannot be reached', 'ENOTFOUND'),
      ...['keyUnknown', 'assertionMalformed', 'assertionOfUnknown', 'assertionForged', 'assertionForAnother'].map(
        (reason) => new RegExp(`"reason":"${reason}"`),
      ),
    ],
  },
  { name: 'Redis takes rights away', make: (around) => around.setRedisUser('-@all'), shownBy: [redisError('NOPERM')] },
  {
    name: 'Redis has another password',
    make: async (around) => {
      await around.setRedisUser('resetpass', '>other');
      await around.cut(around.redis);
    },
    shownBy: [redisError('WRONGPASS')],
  },
  {
    name: 'Redis answers with words',
    make: (around) => around.letRedisSpeak(),
    shownBy: [({ wordyRedis }) => wordyRedis.answers > 0],
  },
  { name: 'Redis resets connections', make: ({ redis }) => redis.make('resetting'), shownBy: [({ redis }) => redis.resets > 0] },
  { name: 'Redis hangs', make: ({ redis }) => redis.make('hanging'), shownBy: [lookedFor(HOSTS.redis)] },
  { name: 'Redis is away', make: ({ redis }) => redis.make('away'), shownBy: [lookedFor(HOSTS.redis)] },
  {
    name: 'the collector refuses, with words',
    make: ({ collector }) => {
      collector.refusal = OF_SERVERS.collector;
    },
    shownBy: [/The collector does not take traces/],
  },
  { name: 'GP resets connections', make: (around) => around.gp.make('resetting'), shownBy: [gp('ECONNRESET')] },
  { name: 'GP hangs', make: (around) => around.gp.make('hanging'), shownBy: [gp('DeadlinePassed')] },
  { name: 'GP is away', make: (around) => around.gp.make('away'), shownBy: [gp('ECONNREFUSED')] },
  { name: 'PostgreSQL resets connections', make: ({ own }) => own.make('resetting'), shownBy: [own('"code":"ECONNRESET"')] },
  { name: 'PostgreSQL hangs', make: ({ own }) => own.make('hanging'), shownBy: [own('"stack"')] },
  { name: 'PostgreSQL is away', make: ({ own }) => own.make('away'), shownBy: [own('"code":"ECONNREFUSED"')] },
  {
    name: 'nobody knows the hosts of the servers',
    make: async (around) => {
      for (const host of [HOSTS.gp, HOSTS.own, HOSTS.redis, HOSTS.collector]) around.names.move(host);
      // Those connections that there are would do without a name.
      await around.cut(around.gp, around.own, around.redis);
    },
    shownBy: [gp('ENOTFOUND'), own('"code":"ENOTFOUND"'), lookedFor(HOSTS.redis)],
  },
  // The last two: they stay.
  {
    name: 'statements of PostgreSQL fail',
    make: ({ databases }) => change(databases.own, failingToInsert(['submission', 'session'], OF_SERVERS.own)),
    shownBy: [own('"code":"P0001"')],
  },
  {
    name: 'statements of GP fail',
    make: ({ databases }) => change(databases.gp, failingToRead('"IV00108"', OF_SERVERS.gp)),
    shownBy: [gp('P0001')],
  },
];

function refused(why: string): RegExp {
  return new RegExp(`An ID token was refused: .*${why}`);
}

function keysOf(provider: string, why: string, reason = ''): RegExp {
  return new RegExp(`"provider":"${provider}","reason":"${reason}.*cannot be had: ${why}`);
}
