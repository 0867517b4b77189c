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
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { CallersSettings } from './callers-settings.js';
import { ConnectionSettings } from './connection-settings.js';
import { DrainingSettings } from './draining-settings.js';
import { EdgeSettings } from './edge-settings.js';
import { EditingSettings } from './editing-settings.js';
import { EventsSettings } from './events-settings.js';
import { ExtensionsSettings } from './extensions-settings.js';
import { GpEventsSettings } from './gp-events-settings.js';
import { GpSettings } from './gp-settings.js';
import { JobSettings } from './job-settings.js';
import { LimitsSettings } from './limits-settings.js';
import { MailSettings } from './mail-settings.js';
import { OpenIdSettings } from './open-id-settings.js';
import { OperationsSettings } from './operations-settings.js';
import { PaymentSettings } from './payment-settings.js';
import { POSTGRES_URL } from './postgres-url.js';
import { PrintingSettings } from './printing-settings.js';
import { QuotesSettings } from './quotes-settings.js';
import { type RedisAddress, readRedisAddress } from './redis-address.js';
import { ShipmentsSettings } from './shipments-settings.js';
import { ThrottlingSettings } from './throttling-settings.js';
import { fraction, list, pemFile, Variable, wholeNumber, yesOrNo } from './variable.js';

const COLLECTOR_URL = { protocols: ['http', 'https'], require_tld: false, require_protocol: true };
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

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

  /** The URL of the gateway from outside, and the issuer of its access tokens; by default made from the port. */
  @Variable('PUBLIC_URL', { expected: 'an http or https URL' })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  publicUrl?: string;

  /** The issuer of the gateway's access tokens. */
  get issuer(): string {
    return this.publicUrl ?? `http://localhost:${this.port}`;
  }

  @Variable('LOG_LEVEL', { expected: 'one of fatal, error, warn, info, debug, trace, silent' })
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  logLevel = 'info';

  /** If requests wait this long before they are read, pages are refused and told to try again. */
  @Variable('SHED_PAGES_AT_MS', { expected: 'a whole number of milliseconds from 20 to 60000', parse: wholeNumber })
  @IsInt()
  @Min(20)
  @Max(60_000)
  shedPagesAtMs = 200;

  /** The same for mutations, such as checkouts and sign-ins. */
  @Variable('SHED_CHECKOUTS_AT_MS', { expected: 'a whole number of milliseconds from 20 to 60000', parse: wholeNumber })
  @IsInt()
  @Min(20)
  @Max(60_000)
  shedCheckoutsAtMs = 800;

  /** Pages are refused if this many operations are in progress, mutations if 1.5 times as many are. */
  @Variable('MOST_OPERATIONS_UNDER_WAY', { expected: 'a whole number from 1 to 100000', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(100_000)
  mostOperationsUnderWay = 2_000;
}

export class DatabaseSettings {
  /** The gateway's own PostgreSQL; by default an embedded one in the data folder. */
  @Variable('DATABASE_URL', { expected: 'a postgres:// URL' })
  @IsOptional()
  @IsUrl(POSTGRES_URL)
  url?: string;

  /** The folder of the embedded databases. */
  @Variable('DATA_DIR', { expected: 'a folder' })
  @IsString()
  @IsNotEmpty()
  dataDir = 'data';
}

export class RedisSettings {
  /** The Redis or Valkey in which several instances share facts and counts. Without it, each instance is on its own. */
  @Variable('REDIS_URL', {
    expected:
      'redis://[user:password@]host[:port][/database], redis+sentinel://host[:port],host[:port]/name ' +
      'or redis+cluster://host[:port],host[:port], with rediss for TLS',
    parse: (text) => readRedisAddress(text) ?? text,
  })
  @IsOptional()
  @IsObject()
  address?: RedisAddress;

  /** The prefix of all keys. Gateways of different companies need different ones. */
  @Variable('REDIS_PREFIX', { expected: 'up to 60 letters, digits and . : _ -' })
  @Matches(/^[\w.:-]{1,60}$/)
  prefix = 'gp-gateway';

  /** The certificates that TLS trusts for Redis; by default those of the system. */
  @Variable('REDIS_CA', { expected: 'a readable PEM file of certificates', parse: pemFile })
  @IsOptional()
  @Contains('-----BEGIN CERTIFICATE-----')
  ca?: string;

  /** The longest that a request waits for Redis, in milliseconds; from a later answer on it is left out. */
  @Variable('REDIS_DEADLINE_MS', { expected: 'a whole number of milliseconds from 5 to 1000', parse: wholeNumber })
  @IsInt()
  @Min(5)
  @Max(1_000)
  deadlineMs = 20;
}

export class CatalogSettings {
  /** A JSON file that says which viewers see which products and warehouses. Without it, all viewers see everything. */
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

  /** How long a session lasts, also if it is refreshed. Its tokens end with it. */
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
  /** The document type ID of orders in GP; by default that of GP's own setup. */
  @Variable('GP_ORDER_DOCUMENT', { expected: 'a document type ID of at most 15 characters' })
  @IsOptional()
  @Length(1, 15)
  documentId?: string;

  /** The batch in GP that orders are put into. It is created if it is missing. */
  @Variable('GP_ORDER_BATCH', { expected: 'a batch ID of at most 15 characters' })
  @Length(1, 15)
  batchId = 'STOREFRONT';

  /** The credit card in GP for card payments for which the storefront names none. */
  @Variable('GP_ORDER_CARD', { expected: 'a credit card ID of at most 15 characters' })
  @IsOptional()
  @Length(1, 15)
  cardName?: string;

  /** The customer class in GP from which new customers get their terms and price level. */
  @Variable('GP_NEW_CUSTOMER_CLASS', { expected: 'a customer class ID of at most 15 characters' })
  @IsOptional()
  @Length(1, 15)
  newCustomerClass?: string;

  /**
   * Whether a visitor's order is for the customer in GP that has the visitor's e-mail address. `vouched`: if the storefront
   * vouches for the address. `never`: the order is always for a new customer.
   */
  @Variable('GP_CUSTOMER_MATCHING', { expected: 'one of vouched, never' })
  @IsIn(['vouched', 'never'])
  customerMatching: 'vouched' | 'never' = 'vouched';

  /**
   * Whether orders are accepted while GP cannot be asked, checked against the last known facts. Otherwise the checkout has to try
   * again.
   */
  @Variable('ORDERS_WHILE_GP_IS_AWAY', { expected: 'true or false', parse: yesOrNo })
  @IsBoolean()
  takesOrdersWhileErpIsAway = true;

  /** Names of GP_PRODUCT_FIELDS whose values are codes that buyers type, such as bar codes and manufacturers' numbers. */
  @Variable('QUICK_ORDER_CODE_FIELDS', { expected: 'up to ten names of GP_PRODUCT_FIELDS, such as barcode,mpn', parse: list })
  @ArrayMaxSize(10)
  codeFields: readonly string[] = [];

  /** How long placing an order waits for GP's order number. The order is safe from the start. */
  @Variable('ORDER_PUSH_PATIENCE_MS', { expected: 'a whole number of milliseconds from 0 to 30000', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(30_000)
  pushPatienceMs = 3_000;
}

/** Settings of metrics and traces. The variables of OpenTelemetry have the meaning that its specification gives them. */
export class ObservabilitySettings {
  /** A separate port for /metrics, on HOST. By default /metrics is on PORT, and answers this machine only. */
  @Variable('METRICS_PORT', { expected: 'a whole number from 0 to 65535', parse: wholeNumber })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(65_535)
  metricsPort?: number;

  /** The bearer token for /metrics. With a token, /metrics answers other machines too. */
  @Variable('METRICS_TOKEN', { expected: 'a secret of 16 to 256 characters' })
  @IsOptional()
  @Length(16, 256)
  metricsToken?: string;

  /** The URL of an OTLP collector (HTTP with JSON). Traces are sent to /v1/traces below it. Without it, no traces are made. */
  @Variable('OTEL_EXPORTER_OTLP_ENDPOINT', { expected: 'an http or https URL' })
  @IsOptional()
  @IsUrl(COLLECTOR_URL)
  collectorUrl?: string;

  /** The full URL for traces. It takes precedence over OTEL_EXPORTER_OTLP_ENDPOINT. */
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

  /** The part of all traces that a sampler by ratio takes. */
  @Variable('OTEL_TRACES_SAMPLER_ARG', { expected: 'a number from 0 to 1', parse: fraction })
  @IsNumber()
  @Min(0)
  @Max(1)
  tracesRatio = 1;

  /** The URL for traces; undefined if none are made. */
  get tracesUrl(): string | undefined {
    if (this.collectorTracesUrl !== undefined) return this.collectorTracesUrl;
    return this.collectorUrl && `${this.collectorUrl.replace(/\/+$/, '')}/v1/traces`;
  }
}

export class GraphqlSettings {
  /** Whether known queries are answered by plans. `checked` compares each answer with that of graphql-js. */
  @Variable('QUERY_PLANS', { expected: 'one of on, off, checked' })
  @IsIn(['on', 'off', 'checked'])
  queryPlans: 'on' | 'off' | 'checked' = 'on';

  /** The memory for whole answers, each kept for its viewer while its facts are unchanged; 0 to keep none. */
  @Variable('KEPT_ANSWERS_MB', { expected: 'a whole number of megabytes from 0 to 4096', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(4_096)
  keptAnswersMb = 64;
}

/** All settings, in parts: each room gets its own part. */
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
  gpEvents = new GpEventsSettings();
  catalog = new CatalogSettings();
  jobs = new JobSettings();
  identity = new IdentitySettings();
  openId = new OpenIdSettings();
  ordering = new OrderingSettings();
  quotes = new QuotesSettings();
  shipments = new ShipmentsSettings();
  payments = new PaymentSettings();
  printing = new PrintingSettings();
  mail = new MailSettings();
  events = new EventsSettings();
  extensions = new ExtensionsSettings();
  observability = new ObservabilitySettings();

  /** Lines about parts that do not go together; for readEnvironment. */
  problems(): readonly string[] {
    const { codeFields } = this.ordering;
    // A merchant's function (mapItem) adds fields that only the records tell of.
    if (this.extensions.folder !== undefined || codeFields.every((name) => this.gp.productFields.has(name))) return [];
    return ['QUICK_ORDER_CODE_FIELDS: expected names that GP_PRODUCT_FIELDS has.'];
  }
}
