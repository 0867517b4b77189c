import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { HostAndPort, RedisAddress } from '../config/index.js';
import { pauseMs } from './pause.js';
import { ATTEMPT, BRING, CHANGE, COUNT, FORGET, FREE, LOOK } from './redis-scripts.js';
import { wrongServerWord } from './wrong-server.js';

const CONNECT_TIMEOUT_MS = 2_000;
/** The time limit of a command. Requests have stopped waiting for it long before. */
const COMMAND_TIMEOUT_MS = 1_000;
/** A connection without a reply for SILENCE_MS, although a command was sent, counts as dead. */
const SILENCE_MS = 2_000;

/** Without `replyMapping`, which the compiler accepts absent or with a value, but never as undefined. */
type Options = Omit<RedisOptions, 'replyMapping'>;
type Script = (...keyCountKeysAndArguments: (string | number)[]) => Promise<unknown>;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    gatewayLook: Script;
    gatewayBring: Script;
    gatewayFree: Script;
    gatewayForget: Script;
    gatewayChange: Script;
    gatewayCount: Script;
    gatewayAttempt: Script;
  }
}

export type RedisClient = Redis | Cluster;

export interface RedisLocation {
  readonly address: RedisAddress;
  /** The PEM text of the trusted certificates; undefined for those of the system. */
  readonly ca?: string | undefined;
}

/** The connection for commands. It reconnects by itself, and queues no commands while Redis is away. */
export function connect({ address, ca }: RedisLocation): RedisClient {
  const client =
    address.kind === 'cluster'
      ? new Cluster(address.nodes.map(hostAndPort), {
          clusterRetryStrategy: pauseMs,
          enableOfflineQueue: false,
          redisOptions: common(address, ca),
          maxRedirections: 4,
          slotsRefreshTimeout: COMMAND_TIMEOUT_MS,
          // A certificate is issued to a host name. With ioredis' own lookup the connection would know the address only.
          ...(address.tls && { dnsLookup: (name, found) => found(null, name) }),
        })
      : new Redis({
          ...common(address, ca),
          ...whereabouts(address, ca),
          enableOfflineQueue: false,
          retryStrategy: pauseMs,
        });
  client.defineCommand('gatewayLook', { lua: LOOK });
  client.defineCommand('gatewayBring', { lua: BRING });
  client.defineCommand('gatewayFree', { lua: FREE });
  client.defineCommand('gatewayForget', { lua: FORGET });
  client.defineCommand('gatewayChange', { lua: CHANGE });
  client.defineCommand('gatewayCount', { lua: COUNT });
  client.defineCommand('gatewayAttempt', { lua: ATTEMPT });
  return client;
}

/**
 * A connection to subscribe on. It ends when it is lost. Each node of a cluster gets all messages, so the nodes are tried in
 * turn.
 */
export function connectListener({ address, ca }: RedisLocation, attempts: number): Redis {
  const node = address.nodes[attempts % address.nodes.length] ?? address.nodes[0];
  return new Redis({
    ...common(address, ca),
    ...(address.kind === 'cluster' ? hostAndPort(node) : whereabouts(address, ca)),
    retryStrategy: () => null,
    ...(address.kind === 'sentinel' && { sentinelRetryStrategy: () => null }),
  });
}

function common({ username, password, tls, database }: RedisAddress, ca: string | undefined): Options {
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: secure(ca) }),
    db: database,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    // A command fails when its connection is lost, and is not sent again: the request that wanted it has gone on.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    disableClientInfo: true,
    // The connection leads to a server that must not be used now, for example one that has become a replica.
    reconnectOnError: (fault) => wrongServerWord(fault.message) !== undefined,
  };
}

function whereabouts(address: RedisAddress, ca: string | undefined): Options {
  if (address.kind === 'single') return hostAndPort(address.nodes[0]);
  const { masterName, sentinelUsername, sentinelPassword } = address;
  return {
    sentinels: address.nodes.map(hostAndPort),
    ...(masterName !== undefined && { name: masterName }),
    ...(sentinelUsername !== undefined && { sentinelUsername }),
    ...(sentinelPassword !== undefined && { sentinelPassword }),
    sentinelCommandTimeout: COMMAND_TIMEOUT_MS,
    sentinelRetryStrategy: pauseMs,
    ...(address.tls && { enableTLSForSentinelMode: true, sentinelTLS: secure(ca) }),
  };
}

function secure(ca: string | undefined) {
  return ca === undefined ? {} : { ca };
}

function hostAndPort({ host, port }: HostAndPort): { host: string; port: number } {
  return { host, port };
}
