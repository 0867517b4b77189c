import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { EdgeSettings } from '../../config/index.js';

/** The request headers that scripts of a storefront may send. */
const REQUEST_HEADERS = [
  'content-type',
  'authorization',
  'sc_apikey',
  'x-api-key',
  'x-sitecore-contextid',
  'idempotency-key',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  // Names of Apollo's clients.
  'apollographql-client-name',
  'apollographql-client-version',
  'x-client-assertion',
  // Of traces: W3C Trace Context and Baggage, and Sentry's own.
  'traceparent',
  'tracestate',
  'baggage',
  'sentry-trace',
  'x-correlation-id',
  'x-request-id',
  // Sitecore's page editor.
  'sc_editMode',
  'sc_previewMode',
  'sc_site',
  'sc_lang',
  'sc_layoutKind',
];

/** The headers of an answer that such a script may read. */
const ANSWER_HEADERS = [
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Server-Timing',
  'x-correlation-id',
  'x-operation-cost',
  'x-operation-cost-limit',
  'ETag',
];

/** How long a browser may remember a preflight. Two hours is the most that Chromium does. */
const PREFLIGHT_SECONDS = 7_200;

/**
 * Allows the scripts of these sites to call the gateway. Credentials are not allowed: the gateway has no cookies, and an access
 * token is a header that the script itself sets. The headers are set first, so that a script can read refusals too.
 */
export async function allowOrigins(
  fastify: FastifyInstance,
  { corsOrigins: origins, corsHeaders }: Pick<EdgeSettings, 'corsOrigins' | 'corsHeaders'>,
): Promise<void> {
  if (origins.length === 0) return;
  await fastify.register(cors, {
    // Always a list: a single origin outside a list would be sent to all callers without comparing.
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: [...REQUEST_HEADERS, ...corsHeaders].join(', '),
    exposedHeaders: ANSWER_HEADERS.join(', '),
    maxAge: PREFLIGHT_SECONDS,
    credentials: false,
    strictPreflight: false,
  });
}
