import { IsInt, Max, Min } from 'class-validator';
import { Variable, wholeNumber } from './variable.js';

/** How the gateway ends when it is told to by SIGTERM, and, without the notice, by SIGINT. */
export class DrainingSettings {
  /** How long it goes on accepting connections after it said that it is not ready: as long as a load balancer takes to notice. */
  @Variable('DRAIN_NOTICE_MS', { expected: 'a whole number of milliseconds from 0 to 300000', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(300_000)
  noticeMs = 2_000;

  /** How long ending may take after that. What is not finished by then is cut; orders are safe on disk. */
  @Variable('DRAIN_TIMEOUT_MS', { expected: 'a whole number of milliseconds from 1000 to 600000', parse: wholeNumber })
  @IsInt()
  @Min(1_000)
  @Max(600_000)
  timeoutMs = 20_000;
}
