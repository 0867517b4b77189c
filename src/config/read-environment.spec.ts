import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartRefused } from '../faults/index.js';
import { CatalogRules } from './catalog-rules.js';
import { readEnvironment } from './read-environment.js';
import { Settings } from './settings.js';
import { variablesOf } from './variable.js';

/** Wrong values of each variable; each is odd enough to be found where it should not be. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  PORT: ['65599', '-4001', '4000.75', '4e3', '0x1F90', 'http-alt'],
  PUBLIC_URL: ['shop.example.test', 'ftp://shop.example.test', 'https://'],
  LOCAL_PROXY: ['maybe', '1', 's3cret'],
  SESSION_DAYS: ['0', '3651', 'ninety', '1.5'],
  CORS_HEADERS: ['*', 'x tenant', 'x:tenant', 'x-s3cret\u00e9', 'x'.repeat(101)],
  CORS_ORIGINS: ['*', 'storefront.test', 'https://s3cret.test/', 'https://*.test', 'null'],
  COMPRESS_ANSWERS: ['gzip', '1'],
  LOG_LEVEL: ['verbose', 'INFO'],
  SHED_PAGES_AT_MS: ['19', '60001', '200ms'],
  SHED_CHECKOUTS_AT_MS: ['19', '60001', '-800'],
  MOST_OPERATIONS_UNDER_WAY: ['00', '100001', '2e3'],
  DATABASE_URL: ['mysql://gateway:s3cret@db/shop', 'postgres-without-a-scheme:s3cret', 'db.example.test:5432/s3cret'],
  REDIS_URL: ['cache.example.test:6379', 'http://:s3cret@cache', 'redis+sentinel://:s3cret@one,two'],
  REDIS_PREFIX: ['gp gateway', 'gateway{1}', 'gateway'.repeat(9)],
  REDIS_CA: ['/nonexistent/authority-of-the-house.pem'],
  REDIS_DEADLINE_MS: ['4', '1001', '20ms'],
  QUERY_PLANS: ['yes', 'Checked'],
  KEPT_ANSWERS_MB: ['-1', '4097', '64MB'],
  GRAPHQL_BODY_KB: ['15', '16385', '1MB'],
  GRAPHQL_CHARACTERS: ['1999', '1000001', '50k'],
  GRAPHQL_TOKENS: ['499', '100001', '5e3'],
  GRAPHQL_FIELDS: ['199', '100001', 'many'],
  GRAPHQL_VALUES: ['999', '1000001', 'many'],
  GRAPHQL_DEPTH: ['04', '51', 'deep'],
  GRAPHQL_ALIASES: ['-7', '1001', 'none'],
  GRAPHQL_ALIASES_OF_A_FIELD: ['00', '1001', 'ten'],
  GRAPHQL_DIRECTIVES: ['-7', '1001', 'none'],
  GRAPHQL_ROOT_FIELDS: ['00', '1001', 'twenty'],
  GRAPHQL_COST: ['999', '1000001', '20k'],
  INTROSPECTION: ['true', 'Off'],
  CALLERS: ['closed', 'Known'],
  ORDER_RIGHTS: ['everybody', 'Clients'],
  TRUSTED_PROXIES: ['everybody', '10.0.0.0/99'],
  RATE_LIMITS: ['SERVER', 'SERVER=-1', 'NOBODY=5'],
  SIGN_IN_FREE_ATTEMPTS: ['00', '1001', 'ten'],
  SIGN_IN_LONGEST_PAUSE_SECONDS: ['00', '86401', '15m'],
  SIGN_IN_FAILURES_PER_ADDRESS: ['00', '1000001', 'many'],
  VISITOR_ORDERS_PER_MINUTE: ['-1', '100001', 'few'],
  DRAIN_NOTICE_MS: ['-1', '300001', '5s'],
  DRAIN_TIMEOUT_MS: ['999', '600001', '20s'],
  KEEP_ALIVE_MS: ['999', '3600001', '75s'],
  HEADERS_TIMEOUT_MS: ['999', '600001', '15s'],
  REQUEST_TIMEOUT_MS: ['999', '600001', '30s'],
  EDITING_KEY: ['too-short'],
  OPERATIONS_MODE: ['strict', 'Refuse'],
  PERSISTED_QUERIES_MB: ['000', '1025', '16MB'],
  MOST_OPERATIONS_IN_A_BATCH: ['000', '101', 'ten'],
  PUBLIC_MAX_AGE_SECONDS: ['-1', '31', '15s'],
  PUBLIC_STALE_SECONDS: ['-1', '3601', '30s'],
  GP_URL: ['mssql://sa:s3cret@sql01/TWO', 's3cret', 'sqlserver://sa:s3cret@sql01\\GP/TWO', 'sqlserver://sa:s3cret@sql01/TWO?a=b'],
  GP_PASSWORD_FILE: ['/nonexistent/password-of-the-house'],
  GP_WRITE_PASSWORD_FILE: ['/nonexistent/password-of-the-house'],
  GP_READ_URL: ['mssql://sql02', 's3cret', 'sqlserver://sql02/s3cret?encrypt=maybe'],
  GP_CA: ['/nonexistent/authority-of-the-house.pem'],
  GP_CHANGES: ['on', 'Auto', 'tracking'],
  GP_LOCKS: ['NOLOCK', 'dirty'],
  GP_DEADLINE_MS: ['49', '60001', '800ms', '-800', '799.5'],
  PRINT_LOGO: ['logo.svg', 'logo'],
  PRINT_LAYOUT: ['layout.yaml'],
  PRINT_ADDRESS: ['1|2|3|4|5|6|7|8|9'],
  PRINT_REMIT_TO: ['1|2|3|4|5|6|7|8|9'],
  PRINT_MERCHANT: ['x'.repeat(121)],
  SMTP_URL: [
    'mail.s3cret.example',
    'http://mail.s3cret.example',
    'smtp://s3cret:%zz@mail',
    'smtp://mail:70000',
    'smtp://mail?tls=no',
  ],
  SMTP_PASSWORD_FILE: ['/nonexistent/password-of-the-house'],
  SMTP_CA: ['/nonexistent/authority-of-the-house.pem'],
  SMTP_CONNECTIONS: ['00', '21', 'three'],
  MAIL_FROM: ['Shop <s3cret@example.com>', 's3cret', 'a@example.com,b@example.com'],
  MAIL_FROM_NAME: ['x'.repeat(121)],
  MAIL_REPLY_TO: ['s3cret'],
  MAIL_DESK: ['s3cret', 'a@example.com,s3cret'],
  MAIL_LANGUAGE: ['English', '../en'],
  MAIL_LINKS: [
    'order',
    'order=https://shop.example/s3cret',
    'cart=https://shop.example/{number}',
    'order=javascript:s3cret{number}',
  ],
  STAFF_RULES: ['rules.yaml'],
  SOFT_TIMEOUT_FACTOR: ['0', '101', '1.5'],
  GP_CONCURRENCY: ['000', '101', 'eight'],
  GP_CONCURRENCY_MIN: ['000', '101', 'two'],
  GP_PROMOTIONS: ['on', 'APPLY'],
  GP_TIME_ZONE: ['Illinois/Springfield', 'Central Time'],
  GP_CURRENCY_CODES: ['Z-US$', 'Z-US$=Dollar', 'Z-US$=usd', 'Z-US$=USD,Z-C$', 'Z-US$='],
  GP_ACCOUNT_FIELDS: ['SALSTERR', 'territory=1SALSTERR', 'territory=SALSTERR;drop table', '=SALSTERR'],
  SHIPPING_CARRIERS: ['GROUND', 'GROUND='],
  CARRIER_LINKS: [
    'Own',
    'Own=http://s3cret.example/{number}',
    'Own=https://s3cret.example/',
    'Own=https://{number}.s3cret.example/',
  ],
  QUICK_ORDER_CODE_FIELDS: ['a,b,c,d,e,f,g,h,i,j,s3cret'],
  GP_PRODUCT_FIELDS: ['CNTRYORGN', 'origin=CNTRY ORGN', "origin=CNTRYORGN'--"],
  JOBS: ['On', 'some'],
  JOBS_SCHEDULES: [
    '/nonexistent/schedules-of-the-house.json',
    '{"times": "s3cret"}',
    '{"schedules": {"catalog.refresh": "s3cret"}}',
    '{"schedules": {"catalog.refresh": {"timeZone": "s3cret"}}}',
    '{"maintenance": [{"cron": "0 22 * * 6"}]}',
    '{"maintenance": [{"cron": "0 22 * * 6", "minutes": 1441}]}',
  ],
  GP_EXTENSIONS: ['/nonexistent/extensions-of-the-house', 'package.json'],
  GP_EXTENSIONS_TIMEOUT_MS: ['9', '60001', '1s'],
  CATALOG_RULES: ['/nonexistent/rules-of-the-house.json'],
  CATALOG_VARIANT_ATTRIBUTES: ['Length,Width,Height,Weight,Colour,Grade,Finish'],
  ACCESS_TOKEN_MINUTES: ['00', '1441', 'quarter'],
  REFRESH_TOKEN_DAYS: ['00', '366', 'monthly'],
  SIGNING_KEY_DAYS: ['00', '366', 'monthly'],
  OIDC_ISSUERS: ['/nonexistent/issuers-of-the-house.json', '[{"issuer":"http://s3cret.example.test"}]', '["s3cret"]', '[s3cret'],
  OIDC_CLOCK_SKEW_SECONDS: ['-1', '301', '30s'],
  OIDC_DEADLINE_MS: ['99', '10001', '2s'],
  OIDC_KEYS_USABLE_HOURS: ['00', '169', 'daily'],
  EVENTS_ENDPOINTS: ['endpoints-of-the-house.yaml'],
  EVENTS_PRIVATE_HOSTS: ['http://s3cret.example.test', 's3cret_host'],
  EVENTS_KEEP_DAYS: ['6', '3651', 'monthly'],
  SITECORE_REVALIDATE_URL: ['shop.example.test/api/revalidate', 'ftp://shop.example.test'],
  SITECORE_REVALIDATE_SECRET: ['s3cret', 's3cret with blanks'],
  SITECORE_REVALIDATE_SECRET_FILE: ['/nonexistent/secret-of-the-house'],
  EVENTS_FROM_GP: ['everything', 'orders,s3cret'],
  EVENTS_LOW_STOCK: ['-1', '1000001', 'few'],
  EVENTS_DUE_SOON_DAYS: ['-1', '91', 'weekly'],
  GP_ORDER_DOCUMENT: ['STANDARD-WEB-ORDER'],
  GP_ORDER_BATCH: ['STOREFRONT ORDERS'],
  GP_ORDER_CARD: ['VISA OR MASTERCARD'],
  GP_NEW_CUSTOMER_CLASS: ['WEB-CUSTOMERS-2026'],
  GP_QUOTE_DOCUMENT: ['STANDARD-WEB-QUOTE'],
  GP_QUOTE_BATCH: ['STOREFRONT QUOTES'],
  GP_CUSTOMER_MATCHING: ['always', 'Never'],
  ORDERS_WHILE_GP_IS_AWAY: ['perhaps', '0', 'yes'],
  ORDER_PUSH_PATIENCE_MS: ['-3000', '30001', '3s'],
  GP_PAYMENT_BATCH: ['WEB-PAYMENTS-{date}', 'X{day}', 'X{date'],
  GP_PAYMENT_CHECKBOOK: ['OPERATING-ACCOUNT'],
  GP_PAYMENT_CARD: ['VISA OR MASTERCARD'],
  PAYMENT_HOLD_MINUTES: ['-1', '121', '15m'],
  PAYMENT_VERIFIER: ['none', 'Stripe', 'trusted'],
  STRIPE_API_KEY: ['s3cret', 's3cret'.repeat(43)],
  STRIPE_API_KEY_FILE: ['/nonexistent/key-of-the-house'],
  STRIPE_API_BASE: ['api.stripe.com', 'ftp://stripe.example'],
  METRICS_PORT: ['65599', '-9464', 'metrics'],
  METRICS_TOKEN: ['s3cret', 's3cret'.repeat(43)],
  OTEL_EXPORTER_OTLP_ENDPOINT: ['collector:4318', 'grpc://collector:4317', 'http://'],
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ['collector:4318/v1/traces', 'unix:///s3cret'],
  OTEL_SERVICE_NAME: ['gateway'.repeat(37)],
  OTEL_TRACES_SAMPLER: ['sometimes', 'parentbased'],
  OTEL_TRACES_SAMPLER_ARG: ['1.01', '-0.5', 'half', '5%'],
};
/** They belong together: if one is wrong, all are. */
const TLS = ['TLS_CERT', 'TLS_KEY', 'TLS_CLIENT_CA'];
/** Variables for which no text is wrong. */
const ANY_TEXT = [
  ...['CLIENTS', 'HOST', 'DATA_DIR', 'EVENTS_FOLDER', 'OPERATIONS_MANIFEST', 'GP_SANDBOX_COMPANY'],
  ...['GP_PASSWORD', 'GP_WRITE_USER', 'GP_WRITE_PASSWORD'],
  ...['SMTP_PASSWORD', 'MAIL_MESSAGES', 'MAIL_LANGUAGE_FIELD', 'MAIL_TEMPLATES'],
];

const VARIABLES = Object.values(new Settings()).flatMap((part: object) => variablesOf(part));
const wrongValues = VARIABLES.flatMap(({ name, expected }) => (WRONG[name] ?? []).map((value) => ({ name, expected, value })));

function refusal(environment: NodeJS.ProcessEnv): string {
  try {
    readEnvironment(environment);
  } catch (fault) {
    expect(fault).toBeInstanceOf(StartRefused);
    return (fault as StartRefused).message;
  }
  throw new Error('not refused');
}

describe('CALLERS=known', () => {
  it('has clients, or no program could call', () => {
    const line = 'CLIENTS: expected with CALLERS=known, which refuses all programs but the clients.';
    expect(refusal({ CALLERS: 'known' })).toBe(line);
    readEnvironment({ CALLERS: 'known', CLIENTS: '[]' });
  });
});

describe('QUICK_ORDER_CODE_FIELDS', () => {
  it('has names of GP_PRODUCT_FIELDS', () => {
    const line = 'QUICK_ORDER_CODE_FIELDS: expected names that GP_PRODUCT_FIELDS has.';
    expect(refusal({ QUICK_ORDER_CODE_FIELDS: 'barcode' })).toBe(line);
    expect(refusal({ QUICK_ORDER_CODE_FIELDS: 'barcode,mpn', GP_PRODUCT_FIELDS: 'mpn=ITMSHNAM' })).toBe(line);
    readEnvironment({ QUICK_ORDER_CODE_FIELDS: 'mpn', GP_PRODUCT_FIELDS: 'mpn=ITMSHNAM' });
  });

  it("may have names that only the merchant's functions know", () => {
    readEnvironment({ QUICK_ORDER_CODE_FIELDS: 'barcode', GP_EXTENSIONS: 'extensions.example' });
  });
});

describe('GP_CONCURRENCY_MIN', () => {
  const bounds = (environment: NodeJS.ProcessEnv) => {
    const { concurrency, leastConcurrency } = readEnvironment(environment).settings.gp;
    return [leastConcurrency, concurrency];
  };

  it('is at most GP_CONCURRENCY', () => {
    expect(refusal({ GP_CONCURRENCY: '4', GP_CONCURRENCY_MIN: '5' })).toBe(
      'GP_CONCURRENCY_MIN: expected at most GP_CONCURRENCY, which is 4, and not 5.',
    );
    expect(refusal({ GP_CONCURRENCY: '1', GP_CONCURRENCY_MIN: '2' })).toContain('which is 1, and not 2.');
    expect(bounds({ GP_CONCURRENCY: '4', GP_CONCURRENCY_MIN: '4' })).toEqual([4, 4]);
  });

  it('is at most the default of GP_CONCURRENCY where that is not set', () => {
    expect(refusal({ GP_CONCURRENCY_MIN: '9' })).toContain('which is 8, and not 9.');
    expect(bounds({ GP_CONCURRENCY_MIN: '8' })).toEqual([8, 8]);
  });

  it('follows a lower GP_CONCURRENCY where it is not set itself', () => {
    expect(bounds({})).toEqual([2, 8]);
    expect(bounds({ GP_CONCURRENCY: '1' })).toEqual([1, 1]);
  });

  it('is refused beside what else is wrong with GP', () => {
    const message = refusal({ GP_CONCURRENCY_MIN: '9', GP_READ_URL: 'sqlserver://gp02' });
    expect(message.split('\n').map((line) => line.split(':')[0])).toEqual(['GP_CONCURRENCY_MIN', 'GP_READ_URL']);
  });
});

describe('a wrong value', () => {
  it('is known here for every variable that can have one', () => {
    expect(VARIABLES.map(({ name }) => name).toSorted()).toEqual([...Object.keys(WRONG), ...ANY_TEXT, ...TLS].toSorted());
  });

  it.each(TLS)('is refused with those that it goes with: %s', (name) => {
    const message = refusal({ [name]: '/nonexistent/of-the-house.pem' });
    expect(message).toContain(`${name}: expected a readable PEM file`);
    expect(message).not.toContain('of-the-house');
  });

  it.each(wrongValues)('is refused in $name: "$value"', ({ name, expected, value }) => {
    const message = refusal({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name}: expected `));
    expect(message).toContain(expected);
    expect(message.split('\n')).toHaveLength(1);
    const told = message.slice(name.length).replace(expected, '');
    expect(told).not.toContain(value);
    expect(told).not.toContain('s3cret');
  });

  it('does not keep the others from being told: one line for each', () => {
    const message = refusal({
      PORT: 'http',
      DATABASE_URL: 'mysql://db',
      GP_TIME_ZONE: 'Mars/Olympus',
      CATALOG_RULES: '/nonexistent',
    });
    expect(message.split('\n').map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'GP_TIME_ZONE',
      'CATALOG_RULES',
    ]);
  });
});

describe('the settings', () => {
  it('have their defaults where nothing is set', () => {
    const { settings, catalogRules } = readEnvironment({});
    expect(settings).toEqual(new Settings());
    expect(settings.server).toMatchObject({ host: 'localhost', port: 4000, logLevel: 'info' });
    expect(catalogRules).toEqual(new CatalogRules());
  });

  it('count blank as not set', () => {
    const blanks = Object.fromEntries(VARIABLES.map(({ name }, index) => [name, index % 2 === 0 ? '' : '   ']));
    expect(readEnvironment(blanks).settings).toEqual(new Settings());
  });

  it('are read with the blanks around them taken off', () => {
    expect(readEnvironment({ PORT: ' 8080 ', HOST: ' 0.0.0.0 ' }).settings.server).toMatchObject({ host: '0.0.0.0', port: 8080 });
  });

  it('take values at their limits', () => {
    expect(readEnvironment({ PORT: '0', GP_DEADLINE_MS: '50', GP_CONCURRENCY: '100' }).settings).toMatchObject({
      server: { port: 0 },
      gp: { deadlineMs: 50, concurrency: 100 },
    });
  });

  it('take URLs of hosts in a private network', () => {
    const { settings } = readEnvironment({
      PUBLIC_URL: 'http://gateway:4000',
      DATABASE_URL: 'postgresql://gateway:s3cret@db:5432/gateway',
      GP_URL: 'postgres://localhost/company',
    });
    expect(settings.server.publicUrl).toBe('http://gateway:4000');
    expect(settings.database.url).toBe('postgresql://gateway:s3cret@db:5432/gateway');
    expect(settings.gp.url).toBe('postgres://localhost/company');
  });

  it('take lists and pairs, a blank name among them', () => {
    const { settings } = readEnvironment({
      GP_CURRENCY_CODES: 'Z-US$=USD, Z-C$ = CAD ,=USD',
      GP_ACCOUNT_FIELDS: 'territory=SALSTERR,memo=USERDEF1',
      CATALOG_VARIANT_ATTRIBUTES: ' Size , Finish ,',
    });
    expect([...settings.gp.currencyCodes]).toEqual([
      ['Z-US$', 'USD'],
      ['Z-C$', 'CAD'],
      ['', 'USD'],
    ]);
    expect([...settings.gp.accountFields]).toEqual([
      ['territory', 'SALSTERR'],
      ['memo', 'USERDEF1'],
    ]);
    expect(settings.catalog.variantAttributes).toEqual(['Size', 'Finish']);
  });

  it('are not shared between two readings', () => {
    readEnvironment({ PORT: '8080' });
    expect(readEnvironment({}).settings.server.port).toBe(4000);
  });

  it('take no notice of variables that are not theirs', () => {
    expect(readEnvironment({ PATH: '/bin', NODE_ENV: 'production' }).settings).toEqual(new Settings());
  });
});

describe('the catalogue rules', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'catalog-rules-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function fileWith(text: string): string {
    const file = join(folder, 'rules.json');
    writeFileSync(file, text);
    return file;
  }
  const visitors = { visibleTo: { anonymous: true } };

  it('are read from the file that CATALOG_RULES names', () => {
    const file = fileWith(
      JSON.stringify({
        products: [
          {
            itemClasses: ['TOOLS'],
            categories: [{ number: 6, values: ['RED'] }],
            hiddenFrom: { customerClasses: ['RETAIL'], priceLevels: ['WEB'] },
          },
        ],
        warehouses: [{ warehouses: ['NORTH'], visibleTo: { customerClasses: ['DEALER'] } }],
      }),
    );
    const { catalogRules } = readEnvironment({ CATALOG_RULES: file });
    expect(catalogRules.products[0]).toMatchObject({
      itemClasses: ['TOOLS'],
      categories: [{ number: 6, values: ['RED'] }],
      hiddenFrom: { customerClasses: ['RETAIL'], priceLevels: ['WEB'], anonymous: false },
    });
    expect(catalogRules.warehouses[0]).toMatchObject({
      warehouses: ['NORTH'],
      visibleTo: { customerClasses: ['DEALER'], priceLevels: [], anonymous: false },
    });
  });

  it('may be about products alone, or about warehouses alone, or about nothing', () => {
    expect(readEnvironment({ CATALOG_RULES: fileWith('{}') }).catalogRules).toEqual(new CatalogRules());
    const products = [{ itemClasses: ['TOOLS'], ...visitors }];
    expect(readEnvironment({ CATALOG_RULES: fileWith(JSON.stringify({ products })) }).catalogRules.warehouses).toEqual([]);
  });

  const product = { itemClasses: ['TOOLS'], ...visitors };
  it.each([
    ['products: must be an array', { products: 'TOOLS' }],
    ['products: must be an array', { products: null }],
    ['products[0]', { products: [null] }],
    ['products[1] needs itemClasses or categories', { products: [product, visitors] }],
    ['products[1] needs either visibleTo or hiddenFrom', { products: [product, { itemClasses: ['TOOLS'] }] }],
    ['products[0] needs either visibleTo or hiddenFrom', { products: [{ ...product, hiddenFrom: { anonymous: true } }] }],
    ['products[0].itemClasses', { products: [{ ...product, itemClasses: 'TOOLS' }] }],
    ['products[0].itemClasses', { products: [{ ...product, itemClasses: null }] }],
    ['products[0].itemClasses', { products: [{ ...product, itemClasses: ['TOOLS', 7] }] }],
    ['products[0].categories', { products: [{ ...product, categories: null }] }],
    [
      'products[0].categories[1].number',
      {
        products: [
          {
            ...product,
            categories: [
              { number: 1, values: ['A'] },
              { number: 7, values: ['A'] },
            ],
          },
        ],
      },
    ],
    ['products[0].categories[0].values', { products: [{ ...product, categories: [{ number: 1, values: [] }] }] }],
    ['products[0].visibleTo', { products: [{ ...product, visibleTo: 'everyone' }] }],
    ['products[0].visibleTo', { products: [{ ...product, visibleTo: [] }] }],
    ['products[0].visibleTo.customerClasses', { products: [{ ...product, visibleTo: { customerClasses: null } }] }],
    ['products[0].visibleTo.priceLevels', { products: [{ ...product, visibleTo: { priceLevels: 'WEB' } }] }],
    ['products[0].visibleTo.anonymous', { products: [{ ...product, visibleTo: { anonymous: 'yes' } }] }],
    ['products[0].visibleTo.classes', { products: [{ ...product, visibleTo: { classes: ['RETAIL'] } }] }],
    ['products[0].colour', { products: [{ ...product, colour: 'RED' }] }],
    ['warehouses[0].warehouses', { warehouses: [visitors] }],
    ['warehouses[0].warehouses', { warehouses: [{ ...visitors, warehouses: [] }] }],
    ['warehouses[0] needs either visibleTo or hiddenFrom', { warehouses: [{ warehouses: ['NORTH'] }] }],
    ['customers', { customers: [] }],
    ['not a JSON object', []],
    ['not a JSON object', 'TOOLS'],
    ['not a JSON object', null],
  ])('are refused with the place in the file: %s', (place, rules) => {
    const message = refusal({ CATALOG_RULES: fileWith(JSON.stringify(rules)) });
    expect(message).toMatch(/^CATALOG_RULES: expected a readable JSON file of catalogue rules; /);
    expect(message).toContain(place);
    expect(message.split('\n')).toHaveLength(1);
  });

  it.each([
    ['it is not JSON: see line 2', () => fileWith('{\n "products": [ s3cret')],
    ['it is not JSON but empty', () => fileWith('')],
    ['it cannot be read', () => join(folder, 'missing.json')],
    ['it cannot be read', () => folder],
  ])('are refused where there are none: %s', (problem, file) => {
    const message = refusal({ CATALOG_RULES: file() });
    expect(message).toBe(`CATALOG_RULES: expected a readable JSON file of catalogue rules; ${problem}.`);
  });
});
