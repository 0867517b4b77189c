import { createHash, timingSafeEqual } from 'node:crypto';
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import type { ObservabilitySettings } from '../config/index.js';
import type { GatewayMetrics } from './gateway-metrics.js';

/**
 * Who may read the metrics: callers with the token; or, without a token, this machine only, no caller, or all that reach the
 * port.
 */
type MetricsReaders = { readonly token: string } | 'thisMachine' | 'none' | 'all';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
/** Headers of proxies. A request with one of them comes from another machine, even if the proxy is on this one. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * Adds /metrics to the server of the gateway, or makes a separate server for it.
 * @param hasSilentProxy whether requests from this machine may come from another one, through a proxy that does not say so
 * @returns the server with /metrics, not listening yet
 */
export function openMetrics(
  own: FastifyInstance,
  metrics: GatewayMetrics,
  { metricsPort, metricsToken }: ObservabilitySettings,
  hasSilentProxy: boolean,
): FastifyInstance {
  const hasOwnPort = metricsPort !== undefined;
  const server = hasOwnPort ? fastify() : own;
  // One mistake in a proxy would open the storefront's port, and /metrics on it, to the internet.
  serveMetrics(
    server,
    metrics,
    metricsToken === undefined ? readersWithoutToken(hasOwnPort, hasSilentProxy) : { token: metricsToken },
  );
  return server;
}

function readersWithoutToken(hasOwnPort: boolean, hasSilentProxy: boolean): MetricsReaders {
  if (hasOwnPort) return 'all';
  return hasSilentProxy ? 'none' : 'thisMachine';
}

function serveMetrics(server: FastifyInstance, metrics: GatewayMetrics, readers: MetricsReaders): void {
  server.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (readers === 'none') {
      return reply
        .code(403)
        .type('text/plain')
        .send('Not read through a proxy. See METRICS_PORT, METRICS_TOKEN and LOCAL_PROXY.\n');
    }
    if (readers === 'thisMachine' && !isThisMachine(request)) {
      return reply.code(403).type('text/plain').send('Read from this machine alone. See METRICS_PORT and METRICS_TOKEN.\n');
    }
    if (typeof readers === 'object' && !hasToken(request, readers.token)) {
      return reply.code(401).header('www-authenticate', 'Bearer').type('text/plain').send('See METRICS_TOKEN.\n');
    }
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

function isThisMachine({ socket, headers }: FastifyRequest): boolean {
  return LOOPBACK.test(socket.remoteAddress ?? '') && FORWARDED.every((name) => headers[name] === undefined);
}

function hasToken({ headers }: FastifyRequest, token: string): boolean {
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

/** A digest, because the comparison in constant time needs texts of the same length. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
