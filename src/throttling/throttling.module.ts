import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { ThrottlingSettings } from '../config/index.js';
import { Counts } from '../counts/index.js';
import { Clock } from '../values/clock.js';
import { RateLimiter } from './rate-limiter.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { watchThrottling } from './throttling-metrics.js';
import { VisitorOrders } from './visitor-orders.js';

/** Limits how often callers may send requests, try to sign in, and order as visitors. */
@Module({
  providers: [
    {
      provide: RateLimiter,
      inject: [ThrottlingSettings, Counts, Clock],
      useFactory: ({ rateLimits }: ThrottlingSettings, counts: Counts, clock: Clock) =>
        new RateLimiter(rateLimits, counts, clock),
    },
    {
      provide: SignInAttempts,
      inject: [Counts, ThrottlingSettings],
      useFactory: (counts: Counts, settings: ThrottlingSettings) => new SignInAttempts(counts, settings),
    },
    {
      provide: VisitorOrders,
      inject: [Counts, ThrottlingSettings],
      useFactory: (counts: Counts, settings: ThrottlingSettings) => new VisitorOrders(counts, settings),
    },
  ],
  exports: [RateLimiter, SignInAttempts, VisitorOrders],
})
export class ThrottlingModule {
  constructor(registry: Registry, limiter: RateLimiter, attempts: SignInAttempts, visitorOrders: VisitorOrders) {
    watchThrottling(registry, limiter, attempts, visitorOrders);
  }
}
