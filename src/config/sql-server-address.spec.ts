import { describe, expect, it } from 'vitest';
import { readSqlServerAddress } from './sql-server-address.js';

const USUAL = { port: 1433, encrypt: true, trustServerCertificate: false, multiSubnetFailover: false };

describe('the address of a company on a SQL Server', () => {
  it.each([
    ['sqlserver://shop@gp01/TWO', { ...USUAL, host: 'gp01', database: 'TWO', user: 'shop' }],
    ['sqlserver://shop@gp01.corp.test:1436/TWO', { ...USUAL, host: 'gp01.corp.test', port: 1436, database: 'TWO', user: 'shop' }],
    ['sqlserver://shop@10.0.0.7/TWO', { ...USUAL, host: '10.0.0.7', database: 'TWO', user: 'shop' }],
    ['sqlserver://shop@[fe80::1]:1433/TWO', { ...USUAL, host: 'fe80::1', database: 'TWO', user: 'shop' }],
    ['sqlserver://shop:p%40ss%3Aword@gp01/TWO', { ...USUAL, host: 'gp01', database: 'TWO', user: 'shop', password: 'p@ss:word' }],
    ['sqlserver://CORP%5Cshop@gp01/TWO', { ...USUAL, host: 'gp01', database: 'TWO', user: 'shop', domain: 'CORP' }],
    ['sqlserver://shop@gp01/TWO?domain=CORP', { ...USUAL, host: 'gp01', database: 'TWO', user: 'shop', domain: 'CORP' }],
    ['sqlserver://shop@gp01/TWO?encrypt=strict', { ...USUAL, host: 'gp01', database: 'TWO', user: 'shop', encrypt: 'strict' }],
    ['sqlserver://shop@gp01/TWO?encrypt=false', { ...USUAL, host: 'gp01', database: 'TWO', user: 'shop', encrypt: false }],
    [
      'sqlserver://shop@ag/TWO?multiSubnetFailover=true&trustServerCertificate=true&hostNameInCertificate=gp01.corp.test',
      {
        ...USUAL,
        ...{ host: 'ag', database: 'TWO', user: 'shop', multiSubnetFailover: true, trustServerCertificate: true },
        hostNameInCertificate: 'gp01.corp.test',
      },
    ],
    ['sqlserver://replica', { ...USUAL, host: 'replica' }],
  ])('is read: %s', (text, address) => {
    expect(readSqlServerAddress(text)).toEqual(address);
  });

  it.each([
    ['sqlserver://shop@gp01\\GP/TWO', 'it names an instance: name the port of the instance instead'],
    ['sqlserver://shop@gp01%5CGP/TWO', 'it names an instance'],
    ['jdbc:sqlserver://gp01:1433;databaseName=TWO', 'separated by "&"'],
    ['sqlserver://shop@gp01/TWO;encrypt=true', 'separated by "&"'],
    ['sqlserver://shop@gp01:0/TWO', 'host or port'],
    ['sqlserver://shop@gp01:99999/TWO', 'host or port'],
    ['sqlserver://shop:p@ss@gp01/TWO', 'host or port'],
    ['sqlserver://', 'host or port'],
    ['sqlserver://shop:100%@gp01/TWO', 'a "%" itself is written %25'],
    ['sqlserver://shop@gp01/TWO?Encrypt=true', 'the parameters are encrypt, trustServerCertificate'],
    ['sqlserver://shop@gp01/TWO?encrypt=yes', 'its encrypt must be true, strict or false'],
    ['sqlserver://shop@gp01/TWO?trustServerCertificate=1', 'its trustServerCertificate is neither true nor false'],
    ['sqlserver://shop@gp01/TWO?encrypt=strict&trustServerCertificate=true', 'encrypt=strict checks the certificate'],
    ['sqlserver://shop@gp01/TW%27O', 'its database has no name'],
  ])('is refused with what is wrong, which repeats nothing of it: %s', (text, problem) => {
    expect(() => readSqlServerAddress(text)).toThrow(problem);
    try {
      readSqlServerAddress(text);
    } catch (fault) {
      expect((fault as Error).message).not.toMatch(/gp01|shop|TWO|p@ss/);
    }
  });
});
