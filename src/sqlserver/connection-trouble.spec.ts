import { describe, expect, it } from 'vitest';
import { connectionTrouble } from './connection-trouble.js';
import { SqlServerFault } from './sql-server-fault.js';

const reasonOf = (code: string, missing?: string) =>
  connectionTrouble(new SqlServerFault(code, 'transient', missing), 'TWO').reason;

describe('What is wrong with the way to GP', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['ETIMEOUT', 'unreachable'],
    ['ECONNRESET', 'unreachable'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificateNotTrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificateNotTrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificateNotTrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificateNotTrusted'],
    ['CERT_HAS_EXPIRED', 'certificateNotTrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificateNotTrusted'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tlsTooOld'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tlsTooOld'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tlsTooOld'],
    ['EENCRYPT', 'encryptionRefused'],
    ...[18_452, 18_456, 18_470, 18_486, 18_487, 18_488].map((number) => [`SQLSERVER_${number}`, 'loginRefused']),
    ...[911, 922, 924, 927, 942, 976, 978, 983, 4060, 18_461].map((number) => [`SQLSERVER_${number}`, 'databaseUnavailable']),
    ['SQLSERVER_50000', 'refused'],
  ])('is found by the code: %s is %s', (code, reason) => {
    expect(reasonOf(code)).toBe(reason);
  });

  it('is told with what to look at', () => {
    const told = (code: string) => connectionTrouble(new SqlServerFault(code, 'transient'), 'TWO').message;
    expect(told('ENOTFOUND')).toContain('(ENOTFOUND): there is no host of this name');
    expect(told('ECONNREFUSED')).toContain('nothing listens at the port');
    expect(told('ETIMEOUT')).toContain('a firewall may be in the way');
    expect(told('EPIPE')).toContain('look at the way to its port');
    expect(told('EENCRYPT')).toContain('encrypt=false in GP_URL where the server has no certificate');
  });

  it('is a database that is no company, or a right that is missing', () => {
    expect(reasonOf('SQLSERVER_208', 'object dbo.SY00100')).toBe('notGpCompany');
    expect(reasonOf('SQLSERVER_208', 'object dbo.OTHER')).toBe('rightMissing');
    expect(reasonOf('SQLSERVER_229', 'right SELECT on SY00100')).toBe('rightMissing');
  });
});
