/** What nobody but its owner may ever read. Nearly all begin with the same word, so that none hides in a test's own text. */
export const OF_CONFIGURATION = {
  gpPassword: 'zq-gp-password',
  ownPassword: 'zq-own-password',
  redisUser: 'zq-redis-user',
  redisPassword: 'zq-redis-password',
  redisPrefix: 'zq-redis-prefix',
  editingKey: 'zq-editing-key-of-sixteen',
  metricsToken: 'zq-metrics-token-of-sixteen',
  collectorKey: 'zq-collector-key',
  clientKey: 'zq-api-key-of-a-client',
  openIdClient: 'zq-open-id-client',
  openIdTenant: 'zq-open-id-tenant',
} as const;

/** Names of hosts, which drivers repeat in their errors. */
export const HOSTS = {
  gp: 'zq-gp-host.example',
  own: 'zq-own-host.example',
  redis: 'zq-redis-host.example',
  collector: 'zq-collector-host.example',
  provider: 'zq-provider-host.example',
  /** Its certificate is another host's. */
  mistakenProvider: 'zq-mistaken-provider-host.example',
  /** No resolver knows it. */
  missingProvider: 'zq-missing-provider-host.example',
} as const;

/** What servers say when they fail, and what stands in the statements and keys that failed. */
export const OF_SERVERS = {
  gp: 'zq-words-of-gp',
  own: 'zq-words-of-own',
  redis: 'zq-words-of-redis',
  provider: 'zq-words-of-provider',
  collector: 'zq-words-of-collector',
  table: 'IV00108',
  statement: 'insert into',
} as const;

export const OF_REQUESTS = {
  password: 'zq-password-of-a-person',
  card: '4111-1111-1111-1111',
  email: 'zq.person@example.com',
  name: 'zq Name Of Person',
  literal: 'zq-literal-in-a-query',
  comment: 'zq-comment-in-a-query',
  token: 'zq-bearer-token',
  apiKey: 'zq-api-key-of-nobody',
  cookie: 'zq-cookie',
  wrongKey: 'zq-wrong-editing-key',
  url: 'zq-in-the-url',
  malformed: 'zq-in-a-broken-body',
  /** Of no operation that was sent. The name of one that was is what the log, the metrics and the trace tell it by. */
  operationName: 'zq-operation-name',
  extension: 'zq-extension',
  traceParent: 'zq-trace-parent',
  traceState: 'zq-trace-state',
  baggage: 'zq-baggage',
  /** None that is plausible, for it holds an "@". One that is, is repeated in the answer, the log and the trace: that is its purpose. */
  correlationId: 'zq@correlation.example',
  site: 'zq-sitecore-site',
  language: 'zq-sitecore-language',
  contextId: 'zq-sitecore-context-id',
  agent: 'zq-user-agent',
  origin: 'zq-origin.example',
  forwarded: 'zq-forwarded',
} as const;

/** Of tokens that somebody else signs. */
export const CLAIMS = {
  subject: 'zq-subject',
  email: 'zq.subject@example.com',
  name: 'zq Name Of Subject',
  nonce: 'zq-nonce',
  keyId: 'zq-key-id',
  audience: 'zq-other-audience',
  issuer: 'zq-unknown-issuer.example',
  tokenId: 'zq-token-id',
  note: 'zq-note-in-a-token',
} as const;

/** What a start is refused for. */
export const OF_STARTS = { value: 'zq-value', user: 'zq-user-of-own', file: 'zq-line-of-a-file' } as const;

export const ALL_SECRETS: readonly string[] = [OF_CONFIGURATION, HOSTS, OF_SERVERS, OF_REQUESTS, CLAIMS, OF_STARTS].flatMap(
  (kind) => Object.values<string>(kind),
);
