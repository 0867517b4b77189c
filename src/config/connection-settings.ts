import { IsInt, Max, Min } from 'class-validator';
import { Variable, wholeNumber } from './variable.js';

/** How long a connection may be idle, or take to bring a request. */
export class ConnectionSettings {
  /**
   * Longer than load balancers and clients keep idle connections (mostly 60 s). Otherwise they send a request while the gateway
   * closes.
   */
  @Variable('KEEP_ALIVE_MS', { expected: 'a whole number of milliseconds from 1000 to 3600000', parse: wholeNumber })
  @IsInt()
  @Min(1_000)
  @Max(3_600_000)
  keepAliveMs = 75_000;

  /** How long the headers of one request may take. Counts from their first byte, and not while a connection is idle. */
  @Variable('HEADERS_TIMEOUT_MS', { expected: 'a whole number of milliseconds from 1000 to 600000', parse: wholeNumber })
  @IsInt()
  @Min(1_000)
  @Max(600_000)
  headersTimeoutMs = 15_000;

  /** How long a whole request may take to arrive, its body included. */
  @Variable('REQUEST_TIMEOUT_MS', { expected: 'a whole number of milliseconds from 1000 to 600000', parse: wholeNumber })
  @IsInt()
  @Min(1_000)
  @Max(600_000)
  requestTimeoutMs = 30_000;
}
