import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
  validateSync,
} from 'class-validator';
import type { JSONWebKeySet, JWK } from 'jose';
import { placeOf } from '../config/index.js';
import { parseJson } from '../files/index.js';
import { CLIENT_CLASSES, type ClientClass } from '../values/calling-client.js';
import type { Client } from './client.js';
import { Networks } from './networks.js';
import { sortedSubject } from './peer-certificate.js';

const WITH_ZONE = /(Z|[+-]\d\d:\d\d)$/;
const FINGERPRINT = /^([0-9a-f]{2}:?){31}[0-9a-f]{2}$/i;
/** The types of public keys that verify signatures: RSA, elliptic curves, Edwards curves. */
const KEY_TYPES = new Set(['RSA', 'EC', 'OKP']);

class KeyEntry {
  @Matches(/^[0-9a-f]{64}$/i, { message: 'expected 64 hexadecimal digits' })
  sha256!: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(WITH_ZONE, { message: 'expected an instant such as 2026-11-25T08:00:00Z' })
  notBefore?: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(WITH_ZONE, { message: 'expected an instant such as 2026-11-25T08:00:00Z' })
  notAfter?: string;
}

class ClientEntry {
  @Matches(/^[A-Za-z0-9][\w.-]{0,63}$/, { message: 'expected up to 64 letters, digits and . _ -' })
  name!: string;

  @IsIn(CLIENT_CLASSES)
  class!: ClientClass;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000_000)
  rateLimit?: number;

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => KeyEntry)
  keys: KeyEntry[] = [];

  @IsOptional()
  @IsObject()
  jwks?: JSONWebKeySet;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsString({ each: true })
  addresses?: string[];

  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 1_000, { each: true })
  certificates: string[] = [];

  @IsBoolean()
  mayDiscount = false;

  @IsBoolean()
  mayConfirmPayments = false;

  @IsBoolean()
  mayOrderForVisitors = false;

  @IsBoolean()
  mayVouch = false;
}

class ClientsFile {
  @IsDefined()
  @IsArray()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => ClientEntry)
  clients!: ClientEntry[];
}

/**
 * Reads the clients from their JSON.
 * @throws {Error} with one line for people that names the place, and repeats no value
 */
export function readClients(json: string): Client[] {
  const plain = parseJson(json);
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw new Error('it is not a JSON object');
  const file = plainToInstance(ClientsFile, plain);
  const [wrong] = validateSync(file, { whitelist: true, forbidNonWhitelisted: true });
  if (wrong) throw new Error(placeOf(wrong));
  const names = new Set<string>();
  const digests = new Set<string>();
  return file.clients.map((entry, index) => {
    const place = `clients[${index}]`;
    if (names.has(entry.name)) throw new Error(`${place}.name: another client has it`);
    names.add(entry.name);
    for (const { sha256 } of entry.keys) {
      if (digests.has(sha256.toLowerCase())) throw new Error(`${place}.keys: one of them is there twice`);
      digests.add(sha256.toLowerCase());
    }
    return clientOf(entry, place);
  });
}

function clientOf(entry: ClientEntry, place: string): Client {
  const { name, class: of, rateLimit, keys, jwks, addresses, certificates } = entry;
  const { mayDiscount, mayConfirmPayments, mayOrderForVisitors, mayVouch } = entry;
  const orderRights = { mayDiscount, mayConfirmPayments, mayOrderForVisitors, mayVouch };
  if (keys.length === 0 && jwks === undefined && certificates.length === 0) {
    throw new Error(`${place} needs keys, jwks or certificates`);
  }
  if (jwks !== undefined) {
    if (!Array.isArray(jwks.keys) || !jwks.keys.every(isPublicKey)) throw new Error(`${place}.jwks: expected public keys`);
    if (jwks.keys.length > 1 && new Set(jwks.keys.map(({ kid }) => kid)).size < jwks.keys.length) {
      throw new Error(`${place}.jwks: several keys need a "kid" each`);
    }
  }
  const allowed = addresses && Networks.of(addresses);
  if (addresses && !allowed) throw new Error(`${place}.addresses: expected addresses and networks such as 10.1.0.0/16`);
  return {
    name,
    class: of,
    rateLimit,
    keys: keys.map(({ sha256, notBefore, notAfter }) => ({
      digest: Buffer.from(sha256, 'hex'),
      validFrom: notBefore === undefined ? Number.NEGATIVE_INFINITY : Date.parse(notBefore),
      validUntil: notAfter === undefined ? Number.POSITIVE_INFINITY : Date.parse(notAfter),
    })),
    keySet: jwks && { keys: jwks.keys.map((key) => ({ ...key })) },
    addresses: allowed,
    certificates: new Set(certificates.map(certificateName)),
    orderRights,
  };
}

function certificateName(text: string): string {
  return FINGERPRINT.test(text) ? text.replaceAll(':', '').toUpperCase() : sortedSubject(partsOfSubject(text));
}

/** Removes blanks around commas, which programs print there. Blanks that belong to a part are escaped at its ends. */
function partsOfSubject(text: string): string[] {
  return text.split(/(?<!\\),/).map((part) => part.replace(/^ +/, '').replace(/(?<!\\) +$/, ''));
}

/** Refuses private keys, which do not belong here, and shared secrets, with which each program that verifies can also sign. */
function isPublicKey(key: JWK): boolean {
  return typeof key === 'object' && key !== null && KEY_TYPES.has(String(key.kty)) && key.d === undefined && key.k === undefined;
}
