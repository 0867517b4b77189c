import {
  Contains,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  Validate,
  ValidateIf,
  ValidatorConstraint,
} from 'class-validator';
import { isNetwork } from './network.js';
import { list, pemFile, Variable, yesOrNo } from './variable.js';

@ValidatorConstraint()
class Networks {
  validate(networks: unknown): boolean {
    return Array.isArray(networks) && networks.every((network) => isNetwork(String(network)));
  }
}

const speaksTls = ({ certificate, privateKey, clientAuthority }: CallersSettings) =>
  certificate !== undefined || privateKey !== undefined || clientAuthority !== undefined;

/** Which programs may call, and how they are told from others. */
export class CallersSettings {
  /** `known` refuses every program that is not configured as a client. */
  @Variable('CALLERS', { expected: 'one of open, known' })
  @IsIn(['open', 'known'])
  callers: 'open' | 'known' = 'open';

  /** The clients: a JSON file, read again whenever it changes, or the JSON itself. */
  @Variable('CLIENTS', { expected: 'a readable JSON file of clients, or the JSON itself' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  clients?: string;

  /**
   * Who may give discounts, confirm payments, order for visitors and vouch for them: `clients` for those whose entries say so;
   * `trial` for everybody in a sandbox that this machine alone can reach, and for the same as `clients` everywhere else.
   */
  @Variable('ORDER_RIGHTS', { expected: 'one of trial, clients' })
  @IsIn(['trial', 'clients'])
  orderRights: 'trial' | 'clients' = 'trial';

  /** The proxies in front of the gateway, whose word is taken for where a request comes from. */
  @Variable('TRUSTED_PROXIES', { expected: 'addresses and networks such as 10.0.0.7,10.1.0.0/16', parse: list })
  @IsArray()
  @Validate(Networks)
  trustedProxies: readonly string[] = [];

  /**
   * Whether something on this machine passes requests of others on without X-Forwarded-For. What comes from this machine is not
   * limited otherwise, and may read the metrics. See `hasSilentProxy` for where it is not set.
   */
  @Variable('LOCAL_PROXY', { expected: 'true or false', parse: yesOrNo })
  @IsOptional()
  @IsBoolean()
  localProxy?: boolean;

  /** The certificate that the gateway shows, with those between it and its authority. It speaks TLS where one is set. */
  @Variable('TLS_CERT', { expected: 'a readable PEM file of certificates, and TLS_KEY with it', parse: pemFile })
  @ValidateIf(speaksTls)
  @Contains('-----BEGIN CERTIFICATE-----')
  certificate?: string;

  @Variable('TLS_KEY', { expected: 'a readable PEM file of the private key of TLS_CERT', parse: pemFile })
  @ValidateIf(speaksTls)
  @Contains('PRIVATE KEY-----')
  privateKey?: string;

  /** Who signs the certificates of clients. Clients are asked for one where it is set. */
  @Variable('TLS_CLIENT_CA', { expected: 'a readable PEM file of certificates', parse: pemFile })
  @IsOptional()
  @Contains('-----BEGIN CERTIFICATE-----')
  clientAuthority?: string;
}
