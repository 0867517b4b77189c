/**
 * The arrows of docs/architecture.md: which rooms a room may import, types counted. Everything else is forbidden.
 * A test compares this list with the document.
 */
const ROOMS = {
  values: [],
  files: ['faults'],
  faults: ['values'],
  config: ['values', 'faults', 'files'],
  postgresql: [],
  extensions: ['config', 'values', 'faults'],
  counts: ['values'],
  resilience: ['values', 'faults'],
  live: ['values', 'faults'],
  contract: ['values', 'faults', 'live'],
  database: ['config', 'postgresql', 'faults', 'live', 'values'],
  changes: ['events', 'database', 'jobs', 'live', 'config', 'values', 'faults'],
  jobs: ['config', 'database', 'values', 'faults'],
  events: ['database', 'extensions', 'jobs', 'config', 'files', 'values', 'faults'],
  redis: ['config', 'counts', 'faults', 'live', 'values'],
  callers: ['config', 'counts', 'faults', 'files', 'values'],
  throttling: ['callers', 'config', 'contract', 'counts', 'values', 'faults'],
  draining: ['config', 'values'],
  submissions: ['events', 'database', 'faults', 'jobs', 'values'],
  account: ['events', 'extensions', 'contract', 'jobs', 'live', 'values', 'faults', 'config'],
  catalog: ['events', 'extensions', 'account', 'contract', 'database', 'jobs', 'live', 'values', 'faults', 'config'],
  pricing: ['events', 'extensions', 'changes', 'account', 'catalog', 'contract', 'jobs', 'live', 'values', 'faults', 'config'],
  inventory: ['events', 'extensions', 'account', 'catalog', 'pricing', 'contract', 'jobs', 'live', 'values', 'faults', 'config'],
  ordering: [
    ...['events', 'extensions', 'account', 'catalog', 'pricing', 'inventory', 'submissions', 'throttling'],
    ...['contract', 'jobs', 'live', 'values', 'faults', 'config'],
  ],
  shipments: ['inventory', 'ordering', 'receivables', 'contract', 'values', 'config'],
  quotes: [
    'events',
    'extensions',
    'account',
    'ordering',
    'submissions',
    'database',
    'contract',
    'jobs',
    'live',
    'values',
    'faults',
    'config',
  ],
  payments: [
    ...['events', 'account', 'database', 'files', 'jobs', 'ordering', 'receivables', 'submissions'],
    ...['contract', 'live', 'values', 'faults', 'config'],
  ],
  receivables: ['events', 'extensions', 'account', 'ordering', 'contract', 'jobs', 'live', 'values', 'faults', 'config'],
  printing: [
    'account',
    'identity',
    'ordering',
    'quotes',
    'receivables',
    'contract',
    'live',
    'config',
    'files',
    'values',
    'faults',
  ],
  identity: ['account', 'contract', 'database', 'jobs', 'live', 'throttling', 'values', 'faults', 'config'],
  capabilities: [
    ...['submissions', 'events', 'extensions', 'account', 'catalog', 'contract', 'identity', 'inventory', 'ordering', 'payments'],
    ...['pricing', 'printing', 'quotes', 'receivables', 'shipments'],
  ],
  mail: [
    ...['events', 'account', 'catalog', 'identity', 'ordering', 'payments', 'quotes', 'receivables', 'shipments', 'submissions'],
    ...['contract', 'database', 'files', 'jobs', 'live', 'config', 'values', 'faults'],
  ],
  editing: ['account', 'catalog', 'contract', 'config', 'values'],
  graphql: ['contract', 'live', 'resilience', 'files', 'config', 'values', 'faults'],
  observability: [
    ...['events', 'changes', 'contract', 'draining', 'jobs', 'live', 'resilience', 'submissions'],
    ...['config', 'values', 'faults'],
  ],
  gp: [
    ...['account', 'catalog', 'changes', 'pricing', 'inventory', 'ordering', 'payments', 'quotes', 'receivables'],
    ...['events', 'jobs', 'resilience', 'config', 'values', 'faults'],
  ],
  sandbox: ['gp', 'resilience', 'postgresql', 'files', 'values', 'faults'],
  sqlserver: ['gp', 'resilience', 'config', 'values', 'faults'],
  console: [
    ...['callers', 'capabilities', 'catalog', 'events', 'identity', 'jobs', 'payments', 'pricing', 'quotes', 'sandbox'],
    ...['sqlserver', 'submissions'],
    ...['gp', 'graphql', 'mail'],
    ...['database', 'extensions', 'files', 'config', 'values', 'faults'],
  ],
};

/** Without an index: every file is one concept, imported by its name. */
const OPEN_ROOMS = ['values', 'console'];
const SPECS = '\\.spec\\.ts$|/golden-|\\.facts\\.ts$';

const allowed = Object.entries(ROOMS).map(([room, others]) => ({
  name: `${room}-imports-${others.length > 0 ? 'only-what-is-listed' : 'no-other-room'}`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: SPECS },
  to: { path: '^src/', pathNot: `^src/(${[room, ...others].join('|')})/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-rings', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    ...allowed,
    {
      name: 'every-room-is-listed',
      severity: 'error',
      from: { path: '^src/[a-z]+/', pathNot: `^src/(${Object.keys(ROOMS).join('|')})/` },
      to: {},
    },
    {
      name: 'rooms-are-entered-by-their-index',
      comment: 'Code inside a folder does not import its own index, and code of other folders imports nothing but it.',
      severity: 'error',
      from: { path: '^src/([a-z]+)/', pathNot: SPECS },
      to: {
        path: `^src/(${Object.keys(ROOMS)
          .filter((room) => !OPEN_ROOMS.includes(room))
          .join('|')})/`,
        pathNot: '^src/$1/|/index\\.ts$',
      },
    },
    {
      name: 'no-room-imports-its-own-index',
      severity: 'error',
      from: { path: '^src/([a-z]+)/' },
      to: { path: '^src/$1/index\\.ts$' },
    },
    {
      name: 'only-redis-knows-its-client',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/redis/' },
      to: { path: 'node_modules/ioredis/' },
    },
    {
      name: 'only-sqlserver-knows-its-driver',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sqlserver/' },
      to: { path: 'node_modules/(?:tedious|tarn)/' },
    },
    {
      name: 'only-jobs-knows-pg-boss',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/jobs/' },
      to: { path: 'node_modules/pg-boss/' },
    },
    {
      name: 'only-payments-knows-stripe',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/payments/' },
      to: { path: 'node_modules/stripe/' },
    },
    {
      name: 'only-mail-knows-its-libraries',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/mail/' },
      to: { path: 'node_modules/(?:nodemailer|handlebars)/' },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$|main\\.ts$' }, to: {} },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'graphiql/page' },
  },
};
