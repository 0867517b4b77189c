import {
  Contains,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsTimeZone,
  isURL,
  Max,
  Min,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { POSTGRES_URL } from './postgres-url.js';
import { isSqlServerUrl, readSqlServerAddress, SQL_SERVER_FORM, type SqlServerAddress } from './sql-server-address.js';
import { pairs, pemFile, secretFile, Variable, wholeNumber } from './variable.js';

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

@ValidatorConstraint()
class GpUrl implements ValidatorConstraintInterface {
  validate(url: unknown): boolean {
    return typeof url === 'string' && (isSqlServerUrl(url) || isURL(url, POSTGRES_URL));
  }
}

/** A URL of a SQL Server is read in full, so that its refusal says what is wrong. */
function checked(text: string): string {
  if (isSqlServerUrl(text)) readSqlServerAddress(text);
  return text;
}

/** Who signs in to SQL Server. */
export interface SqlServerLogin {
  readonly user: string;
  readonly password: string;
  /** The Windows domain of the user, who then signs in by NTLM. */
  readonly domain?: string | undefined;
}

/** A company on a SQL Server, and who signs in there. */
export interface SqlServerPlace {
  readonly address: SqlServerAddress;
  readonly database: string;
  readonly reading: SqlServerLogin;
  readonly handingOver: SqlServerLogin;
  /** A secondary replica, for facts that need not show what was written a moment ago. It is signed in to for reading. */
  readonly replica: SqlServerAddress | undefined;
}

const LEAST_CONCURRENCY = 2;

export class GpSettings {
  /** The SQL Server with the company, or a PostgreSQL server that holds a sandbox company; by default a sandbox in this process. */
  @Variable('GP_URL', { expected: `a URL such as ${SQL_SERVER_FORM}, or a postgres:// URL of a sandbox company`, parse: checked })
  @IsOptional()
  @Validate(GpUrl)
  url?: string;

  /** The password of GP_URL's user. */
  @Variable('GP_PASSWORD', { expected: 'a password' })
  @IsOptional()
  @IsString()
  password?: string;

  @Variable('GP_PASSWORD_FILE', { expected: 'a readable file with the password of GP_URL', parse: secretFile })
  @IsOptional()
  @IsNotEmpty()
  passwordOfFile?: string;

  /** The login that hands orders over; by default GP_URL's own. */
  @Variable('GP_WRITE_USER', { expected: 'a user of SQL Server, or of the domain of GP_URL' })
  @IsOptional()
  @IsString()
  writeUser?: string;

  @Variable('GP_WRITE_PASSWORD', { expected: 'a password' })
  @IsOptional()
  @IsString()
  writePassword?: string;

  @Variable('GP_WRITE_PASSWORD_FILE', { expected: 'a readable file with the password of GP_WRITE_USER', parse: secretFile })
  @IsOptional()
  @IsNotEmpty()
  writePasswordOfFile?: string;

  /** A readable secondary replica, for the catalogue and the order history. */
  @Variable('GP_READ_URL', {
    expected: 'a URL such as sqlserver://replica:1433 of a readable secondary replica of GP_URL',
    parse: checked,
  })
  @IsOptional()
  @Validate(GpUrl)
  readUrl?: string;

  /** The certificates that TLS trusts for the SQL Server; by default those of the system. */
  @Variable('GP_CA', { expected: 'a readable PEM file of certificates', parse: pemFile })
  @IsOptional()
  @Contains('-----BEGIN CERTIFICATE-----')
  ca?: string;

  /** What a read does about a lock of a GP user: `wait` for a moment, or `nolock`, which may read what is rolled back later. */
  @Variable('GP_LOCKS', { expected: 'one of wait, nolock' })
  @IsIn(['wait', 'nolock'])
  locks: 'wait' | 'nolock' = 'wait';

  /** A company that comes with the gateway (`standard` by default, or `extended`), or a folder of CSV files, one per GP table. */
  @Variable('GP_SANDBOX_COMPANY', { expected: 'standard, extended, or a folder of CSV files, one per GP table' })
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

  /** Multiplies how long a page waits for GP before it shows what was last known (the soft timeouts). */
  @Variable('SOFT_TIMEOUT_FACTOR', { expected: 'a whole number from 1 to 100', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(100)
  softTimeoutFactor = 1;

  /** At most this many questions of one kind are sent to GP at once. */
  @Variable('GP_CONCURRENCY', { expected: 'a whole number from 1 to 100', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(100)
  concurrency = 8;

  @Variable('GP_CONCURRENCY_MIN', { expected: 'a whole number from 1 to 100', parse: wholeNumber })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  leastConcurrencyWanted?: number;

  /** The lower bound to which GP_CONCURRENCY may fall while GP is slow. */
  get leastConcurrency(): number {
    return this.leastConcurrencyWanted ?? Math.min(LEAST_CONCURRENCY, this.concurrency);
  }

  /**
   * How the gateway finds out what has changed in GP. `auto`: by SQL Server's Change Tracking where the DBA has switched it on,
   * else by the change stamps in GP's rows, where their triggers are there. `off`: freshness goes by time alone.
   */
  @Variable('GP_CHANGES', { expected: 'one of auto, change-tracking, stamps, off' })
  @IsIn(['auto', 'change-tracking', 'stamps', 'off'])
  changes: 'auto' | 'change-tracking' | 'stamps' | 'off' = 'auto';

  /** The time zone of the company's business day, which decides what is past due today. */
  @Variable('GP_TIME_ZONE', { expected: 'an IANA time zone such as America/Chicago' })
  @IsTimeZone()
  timeZone = 'UTC';

  /** What becomes of the promotions of extended pricing. */
  @Variable('GP_PROMOTIONS', { expected: 'one of apply, show, ignore' })
  @IsIn(['apply', 'show', 'ignore'])
  promotions: 'apply' | 'show' | 'ignore' = 'ignore';

  /** ISO codes of GP currencies that have none in GP. The blank currency is that of a company without multicurrency. */
  @Variable('GP_CURRENCY_CODES', { expected: 'pairs such as Z-US$=USD,=USD with ISO 4217 codes', parse: pairs })
  @Validate(CurrencyMap)
  currencyCodes: ReadonlyMap<string, string> = new Map([['', 'USD']]);

  /** Further columns of the customer master, by the names that Account.customFields gives them. */
  @Variable('GP_ACCOUNT_FIELDS', {
    expected: "pairs of a name and a column of GP's customer master, such as territory=SALSTERR",
    parse: pairs,
  })
  @Validate(ColumnMap)
  accountFields: ReadonlyMap<string, string> = new Map();

  /** Further columns of the item master, by the names that Product.customFields gives them. */
  @Variable('GP_PRODUCT_FIELDS', {
    expected: "pairs of a name and a column of GP's item master, such as origin=CNTRYORGN",
    parse: pairs,
  })
  @Validate(ColumnMap)
  productFields: ReadonlyMap<string, string> = new Map();

  /** The company on a SQL Server; undefined where it is a sandbox. */
  get sqlServer(): SqlServerPlace | undefined {
    if (this.url === undefined || !isSqlServerUrl(this.url)) return undefined;
    const address = readSqlServerAddress(this.url);
    const { user = '', database = '', domain } = address;
    const reading = { user, password: this.readingPassword(address) ?? '', domain };
    const writePassword = this.writePassword ?? this.writePasswordOfFile;
    const handingOver =
      this.writeUser === undefined ? reading : { ...loginOf(this.writeUser, domain), password: writePassword ?? '' };
    const replica = this.readUrl === undefined ? undefined : readSqlServerAddress(this.readUrl);
    return { address, database, reading, handingOver, replica };
  }

  /** Lines about values that do not go together; for readEnvironment. */
  problems(): readonly string[] {
    return [...this.concurrencyProblems(), ...this.placeProblems()];
  }

  private concurrencyProblems(): string[] {
    const { concurrency, leastConcurrency } = this;
    if (leastConcurrency <= concurrency) return [];
    return [`GP_CONCURRENCY_MIN: expected at most GP_CONCURRENCY, which is ${concurrency}, and not ${leastConcurrency}.`];
  }

  private placeProblems(): string[] {
    if (this.readUrl !== undefined && !isSqlServerUrl(this.readUrl)) {
      return ['GP_READ_URL: expected a sqlserver:// URL.'];
    }
    if (this.url === undefined || !isSqlServerUrl(this.url)) {
      return this.readUrl === undefined ? [] : ['GP_READ_URL: expected GP_URL to be a sqlserver:// URL too.'];
    }
    const address = readSqlServerAddress(this.url);
    return [
      ...(address.user ? [] : [`GP_URL: expected a user, as in ${SQL_SERVER_FORM}.`]),
      ...(address.database ? [] : [`GP_URL: expected the name of the company's database, as in ${SQL_SERVER_FORM}.`]),
      ...givenOnce('GP_PASSWORD', "GP_URL's user", [address.password, this.password, this.passwordOfFile]),
      ...this.writeProblems(),
      ...this.replicaProblems(address),
    ];
  }

  private writeProblems(): string[] {
    const passwords = [this.writePassword, this.writePasswordOfFile];
    if (this.writeUser !== undefined) return givenOnce('GP_WRITE_PASSWORD', 'GP_WRITE_USER', passwords);
    if (passwords.every((password) => password === undefined)) return [];
    return ['GP_WRITE_USER: expected the user of GP_WRITE_PASSWORD.'];
  }

  private replicaProblems(address: SqlServerAddress): string[] {
    if (this.readUrl === undefined) return [];
    const { user, password, database } = readSqlServerAddress(this.readUrl);
    return [
      ...(user === undefined && password === undefined
        ? []
        : ["GP_READ_URL: expected no user, since it is signed in to as GP_URL's user."]),
      ...(database === undefined || database === address.database
        ? []
        : ['GP_READ_URL: expected the database of GP_URL, or none.']),
    ];
  }

  private readingPassword(address: SqlServerAddress): string | undefined {
    return address.password ?? this.password ?? this.passwordOfFile;
  }
}

/** A user that may have its domain before a backslash. */
function loginOf(user: string, domain: string | undefined): { user: string; domain: string | undefined } {
  const [own, name] = user.includes('\\') ? user.split(/\\(.*)/s) : [domain, user];
  return { user: name ?? '', domain: own };
}

function givenOnce(variable: string, whose: string, passwords: readonly (string | undefined)[]): string[] {
  const count = passwords.filter((password) => password !== undefined).length;
  if (count === 1) return [];
  if (count === 0) return [`${variable}: expected the password of ${whose}, here or in a file that ${variable}_FILE names.`];
  return [`${variable}: expected the password of ${whose} in one place only.`];
}
