import { IsInt, Max, Min } from 'class-validator';
import { Variable, wholeNumber } from './variable.js';

/** How the gateway ends at SIGTERM, and, without the notice, at SIGINT. */
export class DrainingSettings {
  /** How long it accepts connections after it reports that it is not ready: the time in which a load balancer notices. */
  @Variable('DRAIN_NOTICE_MS', { expected: 'a whole number of milliseconds from 0 to 300000', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(300_000)
  noticeMs = 2_000;

  /** How long ending may take after that. Requests that are not finished by then are cut. Orders are safe on disk. */
  @Variable('DRAIN_TIMEOUT_MS', { expected: 'a whole number of milliseconds from 1000 to 600000', parse: wholeNumber })
  @IsInt()
  @Min(1_000)
  @Max(600_000)
  timeoutMs = 20_000;
}
