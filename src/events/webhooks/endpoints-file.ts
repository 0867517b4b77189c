import 'reflect-metadata';
import { dirname, resolve } from 'node:path';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { placeOf } from '../../config/index.js';
import { readJsonFile, readTextFile } from '../../files/index.js';
import { asAccountNumber } from '../../values/identifiers.js';
import type { EventTypes } from '../event-types.js';
import { matches } from '../type-patterns.js';
import type { Endpoint } from './endpoint.js';
import { secretBytes } from './sign.js';

class EndpointEntry {
  @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/, { message: 'expected up to 40 small letters, digits and -' })
  name!: string;

  @IsString()
  @Length(1, 2_000)
  url!: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5)
  @IsString({ each: true })
  secrets?: string[];

  /** A file with a secret a line. */
  @IsOptional()
  @IsString()
  secretsFile?: string;

  /** None where STAFF_RULES alone decides what it gets. */
  @IsArray()
  @IsString({ each: true })
  types!: string[];

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @IsString({ each: true })
  accounts?: string[];

  /** A PEM file of certificates. */
  @IsOptional()
  @IsString()
  authority?: string;
}

class EndpointsFile {
  @IsDefined()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => EndpointEntry)
  endpoints!: EndpointEntry[];
}

/**
 * Reads the receivers of webhooks from a JSON file. Files that it names are found from its own folder.
 * @param privateHosts names of receivers that may be in private networks
 * @throws {Error} with one line for people that names the place, and repeats no secret
 */
export function readEndpoints(path: string, privateHosts: readonly string[], types: EventTypes): readonly Endpoint[] {
  const plain = readJsonFile(path);
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw new Error('it is not a JSON object');
  const file = plainToInstance(EndpointsFile, plain);
  const [wrong] = validateSync(file, { whitelist: true, forbidNonWhitelisted: true });
  if (wrong) throw new Error(placeOf(wrong));
  const names = new Set<string>();
  return file.endpoints.map((entry, index) => {
    const at = `endpoints[${index}]`;
    if (names.has(entry.name)) throw new Error(`${at}.name: another endpoint has this name`);
    names.add(entry.name);
    return endpointOf(entry, at, dirname(path), privateHosts, types);
  });
}

function endpointOf(
  { name, url, secrets, secretsFile, types, accounts, authority }: EndpointEntry,
  at: string,
  folder: string,
  privateHosts: readonly string[],
  known: EventTypes,
): Endpoint {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target?.protocol !== 'https:') throw new Error(`${at}.url: expected an https URL`);
  if (target.username !== '' || target.password !== '') throw new Error(`${at}.url: expected a URL without a password`);
  const unknown = types.findIndex((pattern) => !known.all.some((type) => matches(pattern, type.name)));
  if (unknown >= 0) throw new Error(`${at}.types[${unknown}]: there is no such type; "npm run events -- types" lists them`);
  return {
    name,
    url: target,
    types,
    secrets: secretsOf(secrets, secretsFile, at, folder),
    mayBePrivate: privateHosts.includes(target.hostname.toLowerCase()),
    ...(accounts && { accounts: new Set(accounts.map(asAccountNumber)) }),
    ...(authority !== undefined && { authority: fileOf(authority, `${at}.authority`, folder) }),
  };
}

function secretsOf(written: string[] | undefined, file: string | undefined, at: string, folder: string): readonly Buffer[] {
  if ((written === undefined) === (file === undefined)) throw new Error(`${at}: expected either secrets or secretsFile`);
  const place = file === undefined ? 'secrets' : 'secretsFile';
  const lines = file === undefined ? (written ?? []) : fileOf(file, `${at}.secretsFile`, folder).split(/\r?\n/);
  const texts = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (texts.length === 0) throw new Error(`${at}.${place}: expected at least one secret`);
  return texts.map((secret, index) => {
    const bytes = secretBytes(secret);
    if (!bytes) throw new Error(`${at}.${place}, secret ${index + 1}: expected whsec_ and 24 to 64 bytes in base 64`);
    return bytes;
  });
}

function fileOf(path: string, at: string, folder: string): string {
  try {
    return readTextFile(resolve(folder, path)).text;
  } catch (cause) {
    throw new Error(`${at}: ${(cause as Error).message}`, { cause });
  }
}
