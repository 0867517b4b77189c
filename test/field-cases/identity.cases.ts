import { expect } from 'vitest';
import type { FieldCase } from './field-case.js';

/** Who calls, who signs in, and for how long. */
export const IDENTITY_CASES: readonly FieldCase[] = [
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
