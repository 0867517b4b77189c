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

/** Which programs may call, and how they are identified. */
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
   * Which programs may give discounts, confirm payments, order for visitors and vouch for them. `clients`: those whose entries
   * say so. `trial`: all programs, if the company is a sandbox and only this machine can reach the gateway; else as `clients`.
   */
  @Variable('ORDER_RIGHTS', { expected: 'one of trial, clients' })
  @IsIn(['trial', 'clients'])
  orderRights: 'trial' | 'clients' = 'trial';

  /** The proxies in front of the gateway whose X-Forwarded-For is trusted. */
  @Variable('TRUSTED_PROXIES', { expected: 'addresses and networks such as 10.0.0.7,10.1.0.0/16', parse: list })
  @IsArray()
  @Validate(Networks)
  trustedProxies: readonly string[] = [];

  /**
   * Whether a proxy on this machine passes requests of other machines on without X-Forwarded-For. If not, requests from this
   * machine are not limited, and may read the metrics. See `hasSilentProxy` for the default.
   */
  @Variable('LOCAL_PROXY', { expected: 'true or false', parse: yesOrNo })
  @IsOptional()
  @IsBoolean()
  localProxy?: boolean;

  /** The certificate of the gateway, with the intermediate ones. The gateway uses TLS if it is set. */
  @Variable('TLS_CERT', { expected: 'a readable PEM file of certificates, and TLS_KEY with it', parse: pemFile })
  @ValidateIf(speaksTls)
  @Contains('-----BEGIN CERTIFICATE-----')
  certificate?: string;

  @Variable('TLS_KEY', { expected: 'a readable PEM file of the private key of TLS_CERT', parse: pemFile })
  @ValidateIf(speaksTls)
  @Contains('PRIVATE KEY-----')
  privateKey?: string;

  /** The authorities that sign the certificates of clients. Clients are asked for a certificate if it is set. */
  @Variable('TLS_CLIENT_CA', { expected: 'a readable PEM file of certificates', parse: pemFile })
  @IsOptional()
  @Contains('-----BEGIN CERTIFICATE-----')
  clientAuthority?: string;

  problems(): readonly string[] {
    const isWithoutClients = this.callers === 'known' && this.clients === undefined;
    return isWithoutClients ? ['CLIENTS: expected with CALLERS=known, which refuses all programs but the clients.'] : [];
  }
}
