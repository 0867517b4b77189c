import { newApiKey } from '../../src/callers/index.js';

const { key, sha256 } = newApiKey();

/** The one program that orders: on a SQL Server only a known one may order for guests, and confirm their payments. */
export const STOREFRONT = {
  headers: { 'x-api-key': key },
  clients: JSON.stringify({
    clients: [{ name: 'storefront', class: 'SERVER', keys: [{ sha256 }], mayOrderForVisitors: true, mayConfirmPayments: true }],
  }),
} as const;
