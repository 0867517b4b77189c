import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsFQDN,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  Validate,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
  validateSync,
} from 'class-validator';
import { parseJson, readJsonFile } from '../files/index.js';
import { placeOf } from './place-of.js';

/** Signatures that only the holder of a private key can make: without HS256, which a public key could forge, and `none`. */
const SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** An https URL, or an http URL of this machine for a provider under development. */
@ValidatorConstraint()
class ProviderUrl implements ValidatorConstraintInterface {
  validate(text: unknown): boolean {
    return isProviderUrl(text);
  }

  defaultMessage(): string {
    return 'must be an https URL without a query (http on localhost alone)';
  }
}

export function isProviderUrl(text: unknown): boolean {
  const url = typeof text === 'string' ? URL.parse(text) : null;
  if (!url || url.username || url.password || url.search || url.hash) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
}

/** A claim that an ID token must have: this value, or a list with it. */
export class RequiredClaim {
  @IsString()
  @IsNotEmpty()
  name!: string;

  @IsString()
  @IsNotEmpty()
  value!: string;
}

/** An OpenID Connect provider whose users may sign in. */
export class OpenIdIssuer {
  /** Its name in the log, which must not hold a host; by default its position in the list. */
  @Matches(/^[\w .-]{1,40}$/, { message: 'must be up to 40 letters, digits, blanks and . _ -' })
  name!: string;

  /** The issuer exactly as in its ID tokens and its discovery document. */
  @Validate(ProviderUrl)
  issuer!: string;

  /** The accepted audiences: the storefront's applications at the provider. */
  @IsArray()
  @ArrayNotEmpty()
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  clientIds!: string[];

  /** The URL of the provider's keys instead of the one in its discovery document; needed if that has another origin. */
  @IsOptional()
  @Validate(ProviderUrl)
  jwksUri?: string;

  @IsArray()
  @ArrayNotEmpty()
  @IsIn(SIGNATURES, { each: true, message: `must be some of ${SIGNATURES.join(', ')}` })
  algorithms: string[] = [...SIGNATURES];

  /**
   * What happens to a person who signs in for the first time. `verifiedEmail`: linked to the user with the same verified e-mail
   * address. `never`: refused, unless the operator has linked them. From then on only the subject identifies the person.
   */
  @IsIn(['verifiedEmail', 'never'], { message: 'must be verifiedEmail or never' })
  linkUsers: 'verifiedEmail' | 'never' = 'verifiedEmail';

  /** The claim in which the provider vouches for the e-mail address; Entra ID calls it xms_edov. */
  @IsString()
  @IsNotEmpty()
  emailVerifiedClaim = 'email_verified';

  /** Verified e-mail addresses must be of one of these domains; all domains if empty. */
  @IsArray()
  @IsFQDN({}, { each: true, message: 'must be domain names' })
  emailDomains: string[] = [];

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RequiredClaim)
  requiredClaim?: RequiredClaim;

  /**
   * `matching`: the token and the call have the same nonce, or neither has one. `required`: both have the same nonce.
   * `optional`: compared only if the call has one, for a storefront whose library compares and then drops it.
   */
  @IsIn(['matching', 'required', 'optional'], { message: 'must be matching, required or optional' })
  nonce: 'matching' | 'required' | 'optional' = 'matching';

  /** The age at which a token is refused, even if it says that it is valid for longer. */
  @IsInt()
  @Min(30)
  @Max(86_400)
  maxAgeSeconds = 600;
}

/**
 * Reads the issuers: a JSON array of them, or the name of a file that holds one.
 * @throws {Error} with one line for people that names the place, and nothing of what stands there
 */
export function readOpenIdIssuers(text: string): OpenIdIssuer[] {
  const plain = text.startsWith('[') ? parseJson(text) : readJsonFile(text);
  if (!Array.isArray(plain)) throw new Error('it is not a JSON array');
  const issuers = plain.map((entry, index) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw new Error(`[${index}] is not an object`);
    const issuer = plainToInstance(OpenIdIssuer, { name: `provider ${index + 1}`, ...entry });
    const [wrong] = validateSync(issuer, { whitelist: true, forbidNonWhitelisted: true });
    if (wrong) throw new Error(placeOf(wrong, `[${index}]`));
    return issuer;
  });
  if (new Set(issuers.map(({ issuer }) => issuer)).size < issuers.length) throw new Error('an issuer stands in it twice');
  return issuers;
}
