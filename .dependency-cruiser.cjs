/** The arrows of docs/architecture.md: who may import whom. */
const CAPABILITIES = 'account|catalog|pricing|inventory|ordering';
/** The composition root and the commands know which adapter is bound. */
const ROOT = '^src/(main|gateway|demo|app\\.module|foundations\\.module)\\.ts$|^src/console/';
const SPECS = '\\.spec\\.ts$|/golden-';

module.exports = {
  forbidden: [
    { name: 'no-rings', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'values-stand-alone',
      severity: 'error',
      from: { path: '^src/values/' },
      to: { path: '^src/', pathNot: '^src/values/' },
    },
    {
      name: 'faults-stand-alone',
      severity: 'error',
      from: { path: '^src/faults/' },
      to: { path: '^src/', pathNot: '^src/(faults|values)/' },
    },
    {
      name: 'files-stand-alone',
      severity: 'error',
      from: { path: '^src/files/' },
      to: { path: '^src/', pathNot: '^src/files/' },
    },
    {
      name: 'live-knows-no-capability',
      severity: 'error',
      from: { path: '^src/live/' },
      to: { path: '^src/', pathNot: '^src/(live|values|faults)/' },
    },
    {
      name: 'only-the-root-knows-redis',
      comment: 'That instances share what they remember is configuration: everybody else knows the level that live describes.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/redis/|${ROOT}` },
      to: { path: '^src/redis/|node_modules/ioredis/' },
    },
    {
      name: 'redis-knows-what-it-shares',
      severity: 'error',
      from: { path: '^src/redis/' },
      to: { path: '^src/', pathNot: '^src/(redis|live|counts|config|values|faults)/' },
    },
    {
      name: 'counts-stand-alone',
      severity: 'error',
      from: { path: '^src/counts/' },
      to: { path: '^src/', pathNot: '^src/(counts|values)/' },
    },
    {
      name: 'callers-know-no-viewer',
      comment: 'Which program calls is known before anybody asks who is using it.',
      severity: 'error',
      from: { path: '^src/callers/' },
      to: { path: '^src/', pathNot: '^src/(callers|counts|config|files|values|faults|observability)/' },
    },
    {
      name: 'throttling-knows-who-and-no-more',
      severity: 'error',
      from: { path: '^src/throttling/' },
      to: { path: '^src/', pathNot: '^src/(throttling|callers|counts|graphql|config|values)/' },
    },
    {
      name: 'resilience-knows-faults-alone',
      severity: 'error',
      from: { path: '^src/resilience/' },
      to: { path: '^src/', pathNot: '^src/(resilience|values|faults)/' },
    },
    {
      name: 'submissions-know-no-document',
      comment: 'Capabilities hand their documents over through submissions, which know none of them.',
      severity: 'error',
      from: { path: '^src/submissions/' },
      to: { path: '^src/', pathNot: '^src/(submissions|database|live|values|faults|config|jobs|resilience)/' },
    },
    {
      name: 'only-the-root-knows-gp',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/gp/|${ROOT}` },
      to: { path: '^src/gp/' },
    },
    {
      name: 'gp-knows-ports-and-values',
      severity: 'error',
      from: { path: '^src/gp/', pathNot: SPECS },
      to: { path: '^src/', pathNot: `^src/(gp|values|faults|files|resilience|config|embedded|${CAPABILITIES})/` },
    },
    {
      name: 'account-knows-no-other-capability',
      severity: 'error',
      from: { path: '^src/account/' },
      to: { path: `^src/(${CAPABILITIES}|identity)/`, pathNot: '^src/account/' },
    },
    {
      name: 'catalog-knows-account-alone',
      severity: 'error',
      from: { path: '^src/catalog/' },
      to: { path: `^src/(${CAPABILITIES}|identity)/`, pathNot: '^src/(catalog|account)/' },
    },
    {
      name: 'pricing-and-inventory-know-account-and-catalog',
      severity: 'error',
      from: { path: '^src/(pricing|inventory)/' },
      to: { path: `^src/(${CAPABILITIES}|identity)/`, pathNot: '^src/($1|account|catalog)/' },
    },
    {
      name: 'ordering-knows-those-before-it',
      severity: 'error',
      from: { path: '^src/ordering/' },
      to: { path: `^src/(${CAPABILITIES}|identity)/`, pathNot: '^src/(ordering|account|catalog|pricing|inventory)/' },
    },
    {
      name: 'graphql-knows-no-capability',
      severity: 'error',
      from: { path: '^src/graphql/' },
      to: { path: `^src/(${CAPABILITIES}|identity|gp|database)/` },
    },
    {
      name: 'rooms-are-entered-by-their-index',
      comment: 'Code inside a folder does not import its own index, and code of other folders imports nothing but it.',
      severity: 'error',
      from: { path: '^src/([a-z]+)/', pathNot: SPECS },
      to: {
        path: '^src/(account|catalog|pricing|inventory|ordering|identity|live|redis|resilience|database|faults|files|config|jobs|observability|graphql|submissions|counts|callers|throttling|draining|editing)/',
        pathNot: '^src/$1/|/index\\.ts$',
      },
    },
    {
      name: 'no-room-imports-its-own-index',
      severity: 'error',
      from: { path: '^src/([a-z]+)/' },
      to: { path: '^src/$1/index\\.ts$' },
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
