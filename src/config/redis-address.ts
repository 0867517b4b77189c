export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** The address of a Redis or Valkey, from REDIS_URL. */
export interface RedisAddress {
  readonly kind: 'single' | 'sentinel' | 'cluster';
  /** The server, the sentinels, or some nodes of the cluster, which know the others. */
  readonly nodes: readonly [HostAndPort, ...HostAndPort[]];
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly database: number;
  /** The name of the server at the sentinels. */
  readonly masterName?: string;
  readonly sentinelUsername?: string;
  readonly sentinelPassword?: string;
}

const FORM = /^redis(s?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/?]*)@)?([^@/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;
const NODE = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i;
const PORTS = { single: 6379, sentinel: 26_379, cluster: 6379 };

/**
 * `redis://[user:password@]host[:port][/database]`, `redis+sentinel://[user:password@]host[:port],host[:port]/name[/database]`
 * or `redis+cluster://[user:password@]host[:port],host[:port]`; `rediss` in place of `redis` for TLS. The sentinels' own
 * user and password are given as `?sentinelUsername=...&sentinelPassword=...`. Special characters are percent-encoded.
 * @returns undefined for anything else
 */
export function readRedisAddress(text: string): RedisAddress | undefined {
  const form = FORM.exec(text);
  if (!form) return undefined;
  const [, tls, scheme, login, hosts = '', path = '', query = ''] = form;
  const kind = (scheme ?? 'single') as RedisAddress['kind'];
  const [first, ...others] = hosts.split(',').map((node) => readNode(node, PORTS[kind]));
  const steps = path.split('/').filter(Boolean);
  const masterName = kind === 'sentinel' ? steps.shift() : undefined;
  const database = Number(steps.shift() ?? 0);
  const wrong =
    first === undefined ||
    others.includes(undefined) ||
    steps.length > 0 ||
    !Number.isInteger(database) ||
    (kind === 'single' && others.length > 0) ||
    (kind === 'sentinel' && !masterName) ||
    (kind === 'cluster' && database !== 0);
  if (wrong) return undefined;
  try {
    const [username, password] = (login ?? '').split(/:(.*)/s).map(decodeURIComponent);
    const parameters = new URLSearchParams(query);
    return {
      kind,
      nodes: [first, ...(others as HostAndPort[])],
      tls: tls === 's',
      database,
      ...(username && { username }),
      ...(password && { password }),
      ...(masterName && { masterName: decodeURIComponent(masterName) }),
      ...optional('sentinelUsername', parameters),
      ...optional('sentinelPassword', parameters),
    };
  } catch {
    // A percent sign is not followed by two hexadecimal digits.
    return undefined;
  }
}

function readNode(text: string, defaultPort: number): HostAndPort | undefined {
  const [, host, port = defaultPort] = NODE.exec(text) ?? [];
  if (!host || Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

function optional<Name extends string>(name: Name, parameters: URLSearchParams): { [N in Name]?: string } {
  const value = parameters.get(name);
  return value ? ({ [name]: value } as { [N in Name]: string }) : {};
}
