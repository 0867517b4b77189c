import { describe, expect, it } from 'vitest';
import { allCallersHaveOrderRights } from './order-rights.js';

const asked = (host: string, url?: string, orderRights: 'trial' | 'clients' = 'trial') =>
  allCallersHaveOrderRights({ orderRights }, { host }, { url });

describe('Everybody has the rights of clients', () => {
  it.each([
    ['localhost', undefined],
    ['127.0.0.1', undefined],
    ['127.8.0.1', undefined],
    ['::1', undefined],
    ['[::1]', undefined],
    ['localhost', 'postgres://localhost/company'],
    ['localhost', 'postgres://me:secret@127.0.0.1:5432/company'],
    ['localhost', 'postgres://[::1]/company'],
    ['localhost', 'postgres:///company?host=/var/run/postgresql'],
  ])('in a sandbox on this machine: HOST=%s, GP_URL=%s', (host, url) => {
    expect(asked(host, url)).toBe(true);
  });

  it.each([
    ['0.0.0.0', undefined],
    ['::', undefined],
    ['10.1.2.3', undefined],
    ['gateway.example.com', undefined],
    ['127.0.0.1.example.com', undefined],
    ['localhost.example.com', undefined],
    ['localhost', 'postgres://gp.example.com/company'],
    ['localhost', 'sqlserver://shop@localhost/TWO'],
    ['localhost', 'sqlserver://shop@127.0.0.1:1433/TWO'],
    ['localhost', 'postgres://10.1.2.3/company'],
    ['localhost', 'postgres://localhost/company?host=gp.example.com'],
    ['localhost', 'postgres://127.0.0.1.example.com/company'],
  ])('and not where others can ask, or another machine is GP: HOST=%s, GP_URL=%s', (host, url) => {
    expect(asked(host, url)).toBe(false);
  });

  it('and not where a proxy on this machine brings requests of others', () => {
    expect(allCallersHaveOrderRights({ orderRights: 'trial', localProxy: true }, { host: 'localhost' }, {})).toBe(false);
  });

  it('and nowhere where clients alone are to have them', () => {
    expect(asked('localhost', undefined, 'clients')).toBe(false);
  });
});
