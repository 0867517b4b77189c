export { limitRates } from './limit-rates.js';
export { RateLimiter } from './rate-limiter.js';
export { type SignInAttempt, SignInAttempts } from './sign-in-attempts.js';
export { ThrottlingModule } from './throttling.module.js';
export { VisitorOrders } from './visitor-orders.js';
