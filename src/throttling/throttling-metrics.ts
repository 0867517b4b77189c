import { Counter, type Registry } from 'prom-client';
import type { RateLimiter } from './rate-limiter.js';
import type { SignInAttempts } from './sign-in-attempts.js';
import type { VisitorOrders } from './visitor-orders.js';

/** Metrics of refused requests, sign-in attempts and orders. */
export function watchThrottling(
  registry: Registry,
  limiter: RateLimiter,
  attempts: SignInAttempts,
  visitorOrders: VisitorOrders,
): void {
  counter(registry, 'gateway_rate_limited_total', 'Requests refused with 429, by the limit that was reached.', 'limit', () =>
    Object.entries(limiter.refused),
  );
  counter(
    registry,
    'gateway_sign_in_attempts_refused_total',
    'Attempts to sign in that came too early: email or address.',
    'by',
    () => Object.entries(attempts.refused),
  );
  new Counter({
    name: 'gateway_visitor_orders_refused_total',
    help: 'Orders of people who are not signed in that were refused because too many came in a minute.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(visitorOrders.refused);
    },
  });
}

function counter(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  counts: () => readonly (readonly [string, number])[],
): void {
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, count] of counts()) this.inc({ [label]: value }, count);
    },
  });
}
