import { percentDecoded } from './percent-decoded.js';

/** Where a company on a SQL Server is, from GP_URL or GP_READ_URL. */
export interface SqlServerAddress {
  readonly host: string;
  readonly port: number;
  /** The company's database; undefined where the URL names none. */
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
  /** The Windows domain of the user, who then signs in by NTLM. */
  readonly domain?: string;
  /** `strict` is TDS 8, which only SQL Server 2022 and later speak. */
  readonly encrypt: boolean | 'strict';
  readonly trustServerCertificate: boolean;
  /** The name in the server's certificate, where it is not the host's. */
  readonly hostNameInCertificate?: string;
  readonly multiSubnetFailover: boolean;
}

export const SQL_SERVER_FORM = 'sqlserver://user@host:1433/DATABASE';

const FORM = /^sqlserver:\/\/(?:([^@/?]*)@)?([^@/?]+)(?:\/([^/?]*))?(?:\?(.*))?$/i;
const HOST = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i;
const USUAL_PORT = 1433;
const PARAMETERS = ['encrypt', 'trustServerCertificate', 'hostNameInCertificate', 'domain', 'multiSubnetFailover'];
const DATABASE = /^[\w$#@ -]{1,128}$/;

export const isSqlServerUrl = (text: string) => /^(?:jdbc:)?sqlserver:/i.test(text);

/**
 * `sqlserver://user@host:1433/DATABASE?encrypt=strict&domain=CORP`. Special characters are percent-encoded. The parameters are
 * encrypt (true, strict, false), trustServerCertificate, hostNameInCertificate, domain and multiSubnetFailover.
 * @throws {Error} a line that says what is wrong, and that repeats nothing of the text
 */
export function readSqlServerAddress(text: string): SqlServerAddress {
  if (/^jdbc:|;/i.test(text)) throw new Error('its parameters follow a "?" and are separated by "&", not by ";"');
  const [, login = '', server = '', path = '', query = ''] = FORM.exec(text) ?? [];
  if (/\\|%5c/i.test(server)) {
    throw new Error('it names an instance: name the port of the instance instead, as SQL Server Configuration Manager shows it');
  }
  const [, host, portText] = HOST.exec(server) ?? [];
  const port = Number(portText ?? USUAL_PORT);
  if (!host || port < 1 || port > 65_535) throw new Error('its host or port cannot be read');
  const parameters = new URLSearchParams(query);
  if ([...parameters.keys()].some((name) => !PARAMETERS.includes(name))) {
    throw new Error(`it has an unknown parameter: the parameters are ${PARAMETERS.join(', ')}`);
  }
  const [name = '', password] = percentDecoded(login.split(/:(.*)/s));
  const [database = ''] = percentDecoded([path]);
  const [inDomain, user] = name.includes('\\') ? name.split(/\\(.*)/s) : [undefined, name];
  const domain = parameters.get('domain') || inDomain;
  const hostNameInCertificate = parameters.get('hostNameInCertificate');
  if (database !== '' && !DATABASE.test(database)) throw new Error('its database has no name of a database');
  const encrypt = encryption(parameters.get('encrypt') ?? 'true');
  const trustServerCertificate = yesOrNo(parameters, 'trustServerCertificate');
  if (encrypt === 'strict' && trustServerCertificate) {
    throw new Error('encrypt=strict checks the certificate: leave trustServerCertificate out, and name its authority in GP_CA');
  }
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port,
    encrypt,
    trustServerCertificate,
    multiSubnetFailover: yesOrNo(parameters, 'multiSubnetFailover'),
    ...(database && { database }),
    ...(user && { user }),
    ...(password && { password }),
    ...(domain && { domain }),
    ...(hostNameInCertificate && { hostNameInCertificate }),
  };
}

function encryption(text: string): boolean | 'strict' {
  const meaning = ({ true: true, false: false, strict: 'strict' } as const)[text];
  if (meaning === undefined) throw new Error('its encrypt must be true, strict or false');
  return meaning;
}

function yesOrNo(parameters: URLSearchParams, name: string): boolean {
  const text = parameters.get(name) ?? 'false';
  if (text !== 'true' && text !== 'false') throw new Error(`its ${name} is neither true nor false`);
  return text === 'true';
}
