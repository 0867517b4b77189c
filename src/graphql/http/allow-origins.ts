import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { EdgeSettings } from '../../config/index.js';

/** What a storefront's script sends with its questions. */
const REQUEST_HEADERS = [
  'content-type',
  'authorization',
  'sc_apikey',
  'x-api-key',
  'x-sitecore-contextid',
  'idempotency-key',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  // Apollo's clients name themselves.
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

/** What it may read of an answer besides its body. */
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

/** Browsers ask again after so long, or sooner: Chromium after two hours. */
const PREFLIGHT_SECONDS = 7_200;

/**
 * Lets the scripts of these sites ask the gateway. Nothing is said of credentials: the gateway has no cookies, and an access
 * token is a header that the script itself sets. The headers are set first of all, so that a script can read refusals too.
 */
export async function allowOrigins(
  fastify: FastifyInstance,
  { corsOrigins: origins, corsHeaders }: Pick<EdgeSettings, 'corsOrigins' | 'corsHeaders'>,
): Promise<void> {
  if (origins.length === 0) return;
  await fastify.register(cors, {
    // One origin that stands in a list is compared, too, and not sent to everybody.
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: [...REQUEST_HEADERS, ...corsHeaders].join(', '),
    exposedHeaders: ANSWER_HEADERS.join(', '),
    maxAge: PREFLIGHT_SECONDS,
    credentials: false,
    strictPreflight: false,
  });
}
