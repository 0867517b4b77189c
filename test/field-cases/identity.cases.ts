import { expect } from 'vitest';
import { login, refresh, refused, whoIs, wholeSessionOf } from '../identity/workflow.js';
import type { FieldCase } from './field-case.js';

/** Who calls, who signs in, and for how long. */
export const IDENTITY_CASES: readonly FieldCase[] = [
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
