import {
  ArrayMaxSize,
  Contains,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { CallersSettings } from './callers-settings.js';
import { ConnectionSettings } from './connection-settings.js';
import { DrainingSettings } from './draining-settings.js';
import { EdgeSettings } from './edge-settings.js';
import { EditingSettings } from './editing-settings.js';
import { LimitsSettings } from './limits-settings.js';
import { OpenIdSettings } from './open-id-settings.js';
import { OperationsSettings } from './operations-settings.js';
import { type RedisAddress, readRedisAddress } from './redis-address.js';
import { ThrottlingSettings } from './throttling-settings.js';
import { fraction, list, pairs, pemFile, Variable, wholeNumber, yesOrNo } from './variable.js';

const POSTGRES_URL = { protocols: ['postgres', 'postgresql'], require_tld: false, require_protocol: true };
const COLLECTOR_URL = { protocols: ['http', 'https'], require_tld: false, require_protocol: true };
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

@ValidatorConstraint()
class CurrencyMap implements ValidatorConstraintInterface {
  validate(map: unknown): boolean {
    return map instanceof Map && [...map.values()].every((code) => /^[A-Z]{3}$/.test(String(code)));
  }
}

@ValidatorConstraint()
class ColumnMap implements ValidatorConstraintInterface {
  validate(map: unknown): boolean {
    return (
      map instanceof Map && [...map].every(([name, column]) => name !== '' && /^[A-Za-z][A-Za-z0-9_]*$/.test(String(column)))
    );
  }
}

export class ServerSettings {
  @Variable('HOST', { expected: 'a host name or address to listen on' })
  @IsString()
  @IsNotEmpty()
  host = 'localhost';

  @Variable('PORT', { expected: 'a whole number from 0 to 65535', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(65_535)
  port = 4000;

  /** Where the gateway is reached from outside; the issuer of its access tokens. Made from the port where not set. */
  @Variable('PUBLIC_URL', { expected: 'an http or https URL' })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  publicUrl?: string;

  /** The gateway's own name, as tokens say it. */
  get issuer(): string {
    return this.publicUrl ?? `http://localhost:${this.port}`;
  }

  @Variable('LOG_LEVEL', { expected: 'one of fatal, error, warn, info, debug, trace, silent' })
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  logLevel = 'info';

  /** Requests wait so long before they are read: from then on pages are refused and told to come again. */
  @Variable('SHED_PAGES_AT_MS', { expected: 'a whole number of milliseconds from 20 to 60000', parse: wholeNumber })
  @IsInt()
  @Min(20)
  @Max(60_000)
  shedPagesAtMs = 200;

  /** The same for everything that changes something: checkouts, sign-ins. */
  @Variable('SHED_CHECKOUTS_AT_MS', { expected: 'a whole number of milliseconds from 20 to 60000', parse: wholeNumber })
  @IsInt()
  @Min(20)
  @Max(60_000)
  shedCheckoutsAtMs = 800;

  /** From this number of operations in progress on pages are refused; from 1.5 times the number on, mutations too. */
  @Variable('MOST_OPERATIONS_UNDER_WAY', { expected: 'a whole number from 1 to 100000', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(100_000)
  mostOperationsUnderWay = 2_000;
}

export class DatabaseSettings {
  /** The gateway's own PostgreSQL; embedded in the data folder where not set. */
  @Variable('DATABASE_URL', { expected: 'a postgres:// URL' })
  @IsOptional()
  @IsUrl(POSTGRES_URL)
  url?: string;

  /** Where the embedded databases live. */
  @Variable('DATA_DIR', { expected: 'a folder' })
  @IsString()
  @IsNotEmpty()
  dataDir = 'data';
}

export class RedisSettings {
  /** What several instances remember together, and tell each other; every instance is on its own where not set. */
  @Variable('REDIS_URL', {
    expected:
      'redis://[user:password@]host[:port][/database], redis+sentinel://host[:port],host[:port]/name ' +
      'or redis+cluster://host[:port],host[:port], with rediss for TLS',
    parse: (text) => readRedisAddress(text) ?? text,
  })
  @IsOptional()
  @IsObject()
  address?: RedisAddress;

  /** What the keys begin with. Gateways of different companies need different ones. */
  @Variable('REDIS_PREFIX', { expected: 'up to 60 letters, digits and . : _ -' })
  @Matches(/^[\w.:-]{1,60}$/)
  prefix = 'gp-gateway';

  /** The certificates that TLS trusts, where those of the system do not vouch for Redis. */
  @Variable('REDIS_CA', { expected: 'a readable PEM file of certificates', parse: pemFile })
  @IsOptional()
  @Contains('-----BEGIN CERTIFICATE-----')
  ca?: string;
}

export class GpSettings {
  /** The PostgreSQL server that holds the sandbox company; it lives in this process where not set. */
  @Variable('GP_URL', { expected: 'a postgres:// URL of the sandbox company (SQL Server is not connected yet)' })
  @IsOptional()
  @IsUrl(POSTGRES_URL)
  url?: string;

  /** A folder of CSV files, one per GP table; the company that comes with the gateway where not set. */
  @Variable('GP_SANDBOX_COMPANY', { expected: 'a folder of CSV files, one per GP table' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  sandboxCompany?: string;

  /** How long one question to GP may take. The storefront's page budget is 1 s. */
  @Variable('GP_DEADLINE_MS', { expected: 'a whole number of milliseconds from 50 to 60000', parse: wholeNumber })
  @IsInt()
  @Min(50)
  @Max(60_000)
  deadlineMs = 800;

  /** How many questions of one kind GP is asked at once. */
  @Variable('GP_CONCURRENCY', { expected: 'a whole number from 1 to 100', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(100)
  concurrency = 8;

  /** How few that may become while GP is slow; more is never asked at once than GP_CONCURRENCY says. */
  @Variable('GP_CONCURRENCY_MIN', { expected: 'a whole number from 1 to 100', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(100)
  leastConcurrency = 2;

  /** Where the company's business day begins and ends: decides what is past due today. */
  @Variable('GP_TIME_ZONE', { expected: 'an IANA time zone such as America/Chicago' })
  @IsTimeZone()
  timeZone = 'UTC';

  /** ISO codes of GP currencies that have none in GP; the blank one is that of a company without multicurrency. */
  @Variable('GP_CURRENCY_CODES', { expected: 'pairs such as Z-US$=USD,=USD with ISO 4217 codes', parse: pairs })
  @Validate(CurrencyMap)
  currencyCodes: ReadonlyMap<string, string> = new Map([['', 'USD']]);

  /** Further columns of the customer master, by the names that Account.customFields gives them. */
  @Variable('GP_ACCOUNT_FIELDS', {
    expected: 'pairs of a name and a column of RM00101, such as territory=SALSTERR',
    parse: pairs,
  })
  @Validate(ColumnMap)
  accountFields: ReadonlyMap<string, string> = new Map();

  /** Further columns of the item master, by the names that Product.customFields gives them. */
  @Variable('GP_PRODUCT_FIELDS', { expected: 'pairs of a name and a column of IV00101, such as origin=CNTRYORGN', parse: pairs })
  @Validate(ColumnMap)
  productFields: ReadonlyMap<string, string> = new Map();
}

export class CatalogSettings {
  /** How often the snapshot of GP's items is brought up to date. */
  @Variable('CATALOG_REFRESH_SECONDS', { expected: 'a whole number of seconds from 5 to 86400', parse: wholeNumber })
  @IsInt()
  @Min(5)
  @Max(86_400)
  refreshSeconds = 60;

  /** A JSON file that says who sees which products and warehouses; every viewer sees everything where not set. */
  @Variable('CATALOG_RULES', { expected: 'a readable JSON file of catalogue rules' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  rulesFile?: string;

  /** The labels of GP's user categories in which variants of one product differ. */
  @Variable('CATALOG_VARIANT_ATTRIBUTES', { expected: 'up to six labels of user categories, such as Size,Finish', parse: list })
  @IsArray()
  @ArrayMaxSize(6)
  variantAttributes: readonly string[] = [];
}

export class IdentitySettings {
  @Variable('ACCESS_TOKEN_MINUTES', { expected: 'a whole number of minutes from 1 to 1440', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(1440)
  accessTokenMinutes = 15;

  @Variable('REFRESH_TOKEN_DAYS', { expected: 'a whole number of days from 1 to 365', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(365)
  refreshTokenDays = 30;

  /** How long a session lasts at the most, however often it is refreshed. Its tokens end with it. */
  @Variable('SESSION_DAYS', { expected: 'a whole number of days from 1 to 3650', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(3650)
  sessionDays = 90;

  /** How long a key signs access tokens before a new one takes over. */
  @Variable('SIGNING_KEY_DAYS', { expected: 'a whole number of days from 1 to 365', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(365)
  signingKeyDays = 30;
}

export class OrderingSettings {
  /** The document type ID of orders in GP; that of GP's own setup where not set. */
  @Variable('GP_ORDER_DOCUMENT', { expected: 'a document type ID of at most 15 characters' })
  @IsOptional()
  @Length(1, 15)
  documentId?: string;

  /** The batch in GP that orders are put into; made where it is missing. */
  @Variable('GP_ORDER_BATCH', { expected: 'a batch ID of at most 15 characters' })
  @Length(1, 15)
  batchId = 'STOREFRONT';

  /** The credit card in GP that card payments are recorded under where the storefront names none. */
  @Variable('GP_ORDER_CARD', { expected: 'a credit card ID of at most 15 characters' })
  @IsOptional()
  @Length(1, 15)
  cardName?: string;

  /** The customer class in GP that new customers get their terms and price level from. */
  @Variable('GP_NEW_CUSTOMER_CLASS', { expected: 'a customer class ID of at most 15 characters' })
  @IsOptional()
  @Length(1, 15)
  newCustomerClass?: string;

  /**
   * Whether a visitor's order lands with the customer of GP that has their e-mail address: `vouched` where the storefront
   * vouches for the address, `never` for a new customer in any case.
   */
  @Variable('GP_CUSTOMER_MATCHING', { expected: 'one of vouched, never' })
  @IsIn(['vouched', 'never'])
  customerMatching: 'vouched' | 'never' = 'vouched';

  /** Orders are also taken while GP cannot be asked, checked against what was last known; else the checkout is told to try again. */
  @Variable('ORDERS_WHILE_GP_IS_AWAY', { expected: 'true or false', parse: yesOrNo })
  @IsBoolean()
  takesOrdersWhileErpIsAway = true;

  /** How long placing an order waits for GP's order number. The order is safe from the start. */
  @Variable('ORDER_PUSH_PATIENCE_MS', { expected: 'a whole number of milliseconds from 0 to 30000', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(30_000)
  pushPatienceMs = 3_000;
}

/** What an operator sees of the gateway. The variables of OpenTelemetry have the meaning that its specification gives them. */
export class ObservabilitySettings {
  /** A port of its own for /metrics, on HOST. Where not set, /metrics is on PORT, and answers this machine alone. */
  @Variable('METRICS_PORT', { expected: 'a whole number from 0 to 65535', parse: wholeNumber })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(65_535)
  metricsPort?: number;

  /** The bearer token that /metrics asks for. With one, it answers other machines too. */
  @Variable('METRICS_TOKEN', { expected: 'a secret of 16 to 256 characters' })
  @IsOptional()
  @Length(16, 256)
  metricsToken?: string;

  /** An OTLP collector, spoken to over HTTP in JSON; its traces go to /v1/traces below it. No traces are made where not set. */
  @Variable('OTEL_EXPORTER_OTLP_ENDPOINT', { expected: 'an http or https URL' })
  @IsOptional()
  @IsUrl(COLLECTOR_URL)
  collectorUrl?: string;

  /** Where traces go, as it stands; goes before the collector's own. */
  @Variable('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', { expected: 'an http or https URL' })
  @IsOptional()
  @IsUrl(COLLECTOR_URL)
  collectorTracesUrl?: string;

  @Variable('OTEL_SERVICE_NAME', { expected: 'a name of at most 255 characters' })
  @Length(1, 255)
  serviceName = 'gp-storefront-gateway';

  @Variable('OTEL_TRACES_SAMPLER', { expected: `one of ${SAMPLERS.join(', ')}` })
  @IsIn(SAMPLERS)
  tracesSampler: (typeof SAMPLERS)[number] = 'parentbased_always_on';

  /** Which part of all traces a sampler by ratio takes. */
  @Variable('OTEL_TRACES_SAMPLER_ARG', { expected: 'a number from 0 to 1', parse: fraction })
  @IsNumber()
  @Min(0)
  @Max(1)
  tracesRatio = 1;

  /** Where traces go; undefined where none are made. */
  get tracesUrl(): string | undefined {
    if (this.collectorTracesUrl !== undefined) return this.collectorTracesUrl;
    return this.collectorUrl && `${this.collectorUrl.replace(/\/+$/, '')}/v1/traces`;
  }
}

export class GraphqlSettings {
  /** Queries that were asked before are answered by plans made of them; `checked` compares each with what graphql-js answers. */
  @Variable('QUERY_PLANS', { expected: 'one of on, off, checked' })
  @IsIn(['on', 'off', 'checked'])
  queryPlans: 'on' | 'off' | 'checked' = 'on';

  /** The memory for whole answers, each kept for the viewer that it was made for while its facts are unchanged; 0 for none. */
  @Variable('KEPT_ANSWERS_MB', { expected: 'a whole number of megabytes from 0 to 4096', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(4_096)
  keptAnswersMb = 64;
}

/** Everything that can be set, in parts; each room of the house gets its own. */
export class Settings {
  server = new ServerSettings();
  edge = new EdgeSettings();
  callers = new CallersSettings();
  throttling = new ThrottlingSettings();
  connections = new ConnectionSettings();
  editing = new EditingSettings();
  draining = new DrainingSettings();
  graphql = new GraphqlSettings();
  limits = new LimitsSettings();
  operations = new OperationsSettings();
  database = new DatabaseSettings();
  redis = new RedisSettings();
  gp = new GpSettings();
  catalog = new CatalogSettings();
  identity = new IdentitySettings();
  openId = new OpenIdSettings();
  ordering = new OrderingSettings();
  observability = new ObservabilitySettings();
}
