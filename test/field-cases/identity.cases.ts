import { expect } from 'vitest';
import { userCommands } from '../../src/gateway.js';
import { login, refresh, refused, whoIs, wholeSessionOf } from '../identity/workflow.js';
import type { FieldCase } from './field-case.js';

/** Who calls, who signs in, and for how long. */
export const IDENTITY_CASES: readonly FieldCase[] = [
  {
    name: 'account-blanks',
    right: 'a number with blanks or commas is one account, and a warning names what GP does not know',
    async check(gateway) {
      await gateway.gateway.sandbox.change(
        `insert into "RM00101" ("CUSTNMBR", "CUSTNAME") values ('ACME TOOL CO', 'Acme Tool'), ('HARGATE,BRINDLE', 'Both')`,
      );
      const commands = userCommands(gateway.gateway.app);
      const add = (email: string, accounts: string) =>
        commands.run({
          words: ['add', email, '--name', 'Ann', '--role', 'BUYER', '--accounts', accounts],
          password: 'eight or more',
        });
      expect(await add('ann@example.com', 'acme tool co')).toEqual({ lines: ['Added ann@example.com.'], exitCode: 0 });
      const { viewer } = await login(gateway, 'ann@example.com', 'eight or more');
      expect(viewer).toMatchObject({ account: { number: 'ACME TOOL CO' } });
      expect((await add('bob@example.com', 'HARGATE,BRINDLE;ACME TOOL CO')).lines).toEqual(['Added bob@example.com.']);
      expect((await add('cy@example.com', 'HARGATE;NEVER WAS')).lines).toEqual([
        'Added cy@example.com.',
        'Warning: GP has no account "NEVER WAS". Several accounts are separated by ";".',
      ]);
      const csv = 'email,name,role,accounts,password\ndi@example.com,Di,BUYER,"ACME TOOL CO;NOT THERE",eight or more\n';
      expect((await commands.run({ words: ['import', 'users.csv'], csv })).lines).toEqual([
        'Imported 1 user.',
        'Warning: GP has no account "NOT THERE". Several accounts are separated by ";".',
      ]);
    },
  },
  {
    name: 'refresh-twice',
    right: 'within 10 s the same token gives an equally good successor; once a successor’s successor exists, the family ends',
    async check(gateway) {
      const { refreshToken } = wholeSessionOf(await login(gateway, 'nell.hargate@example.com'));
      const tabs = await Promise.all([refresh(gateway, refreshToken), refresh(gateway, refreshToken)]);
      const repeated = await refresh(gateway, refreshToken);
      for (const payload of [...tabs, repeated]) {
        expect(await whoIs(gateway, wholeSessionOf(payload).accessToken)).toMatchObject({ status: 200 });
      }
      const next = wholeSessionOf(await refresh(gateway, wholeSessionOf(repeated).refreshToken));
      expect(await refresh(gateway, refreshToken)).toEqual(refused('INVALID_TOKEN'));
      expect(await whoIs(gateway, next.accessToken)).toMatchObject({ status: 401 });
      expect(await refresh(gateway, next.refreshToken)).toEqual(refused('INVALID_TOKEN'));
    },
  },
  {
    name: 'basic-auth',
    right: 'the Authorization header of a staging proxy is not the gateway’s, and the caller is a visitor',
    async check({ url }) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('staging:secret')}` },
        body: JSON.stringify({ query: '{ viewer { user { name } } catalog(first: 1) { nodes { sku } } }' }),
      });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ data: { viewer: null, catalog: { nodes: [{ sku: expect.any(String) }] } } });
    },
  },
  {
    name: 'cors-headers',
    right: 'a script may send the headers of Apollo’s clients and of tracing',
    async check({ url }) {
      const asked = [
        'apollographql-client-name',
        'apollographql-client-version',
        'baggage',
        'sentry-trace',
        'tracestate',
        'x-request-id',
      ];
      const { status, headers } = await fetch(`${url}/graphql`, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://shop.example.com',
          'access-control-request-method': 'POST',
          'access-control-request-headers': asked.join(','),
        },
      });
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-headers')?.split(', ')).toEqual(expect.arrayContaining(asked));
    },
  },
];
