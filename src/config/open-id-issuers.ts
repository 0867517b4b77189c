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

/** Signatures that only the holder of a private key can make. What a public key could forge (HS256) or nobody signs (none) is not among them. */
const SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** https, or http to this machine alone, which only a provider under development has. */
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
  /** What the log calls it, where no host may stand: its place in the list where not given. */
  @Matches(/^[\w .-]{1,40}$/, { message: 'must be up to 40 letters, digits, blanks and . _ -' })
  name!: string;

  /** As its ID tokens and its discovery document name it, to the letter. */
  @Validate(ProviderUrl)
  issuer!: string;

  /** The storefront's applications at the provider: the audiences that are accepted. */
  @IsArray()
  @ArrayNotEmpty()
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  clientIds!: string[];

  /** Where the provider's keys are, in place of what its discovery document says; needed where that is another origin. */
  @IsOptional()
  @Validate(ProviderUrl)
  jwksUri?: string;

  @IsArray()
  @ArrayNotEmpty()
  @IsIn(SIGNATURES, { each: true, message: `must be some of ${SIGNATURES.join(', ')}` })
  algorithms: string[] = [...SIGNATURES];

  /**
   * What becomes of somebody who signs in for the first time: linked to the user with their verified e-mail address, or
   * refused unless the operator has linked them. From then on they are known by their subject alone.
   */
  @IsIn(['verifiedEmail', 'never'], { message: 'must be verifiedEmail or never' })
  linkUsers: 'verifiedEmail' | 'never' = 'verifiedEmail';

  /** The claim in which the provider vouches for the e-mail address; Entra ID calls it xms_edov. */
  @IsString()
  @IsNotEmpty()
  emailVerifiedClaim = 'email_verified';

  /** Only verified e-mail addresses of these domains sign in; of all where empty. */
  @IsArray()
  @IsFQDN({}, { each: true, message: 'must be domain names' })
  emailDomains: string[] = [];

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RequiredClaim)
  requiredClaim?: RequiredClaim;

  /**
   * `matching`: the nonce of the token and of the call are the same, or neither has one. `required`: both have it.
   * `optional`: compared where the call has one, for a storefront whose library compares and forgets it.
   */
  @IsIn(['matching', 'required', 'optional'], { message: 'must be matching, required or optional' })
  nonce: 'matching' | 'required' | 'optional' = 'matching';

  /** A token is taken so long after it was issued, even where it says that it is good for longer. */
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
