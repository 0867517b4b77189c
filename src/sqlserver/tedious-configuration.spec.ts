import { describe, expect, it } from 'vitest';
import { readSqlServerAddress } from '../config/sql-server-address.js';
import { tediousConfiguration } from './tedious-configuration.js';

const LOGIN = { user: 'shop', password: 's3cret' };
const of = (parameters: string, login: { user: string; password: string; domain?: string } = LOGIN) =>
  tediousConfiguration(readSqlServerAddress(`sqlserver://gp01:1436/TWO?${parameters}`), login, 'TWO', 'PEM');

describe('The configuration of the driver', () => {
  it('signs in as a user of SQL Server, or of a domain by NTLM', () => {
    expect(of('').authentication).toEqual({ type: 'default', options: { userName: 'shop', password: 's3cret' } });
    expect(of('', { ...LOGIN, domain: 'CORP' }).authentication).toEqual({
      type: 'ntlm',
      options: { userName: 'shop', password: 's3cret', domain: 'CORP' },
    });
  });

  it('goes to a named port, encrypted and checked, and tries a login once', () => {
    const { server, options } = of('');
    expect(server).toBe('gp01');
    expect(options).toMatchObject({ port: 1436, database: 'TWO', encrypt: true, trustServerCertificate: false });
    expect(options).toMatchObject({ cryptoCredentialsDetails: { ca: 'PEM' }, maxRetriesOnTransientErrors: 0 });
    expect(options?.appName).toBe('gp-storefront-gateway');
  });

  it('takes what the URL says of TLS and of availability groups', () => {
    const { options } = of('encrypt=strict&hostNameInCertificate=gp.corp.test&multiSubnetFailover=true');
    expect(options).toMatchObject({ encrypt: 'strict', serverName: 'gp.corp.test', multiSubnetFailover: true });
  });
});
