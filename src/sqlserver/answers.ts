import { Logger } from '@nestjs/common';
import type { ErpProblem } from '../resilience/index.js';
import type { Instant } from '../values/instant.js';

/** The deadlines of so many questions in a row have to pass without an answer: a single question may just be a slow one. */
const IN_A_ROW = 3;
/** Where no further question has come for this long, one is asked to find out whether the server answers again. */
const QUIET_MS = 10_000;
/** tedious' code for a question that took too long. */
const CODE = 'ETIMEOUT';

/**
 * Whether the server answers what it is asked on open connections. A server that hangs takes questions and keeps connections
 * open, so that no login fails. An error of the server is an answer. It is not answering from the third question in a row on
 * whose passing deadline no question had been answered since it came, and until any question is answered.
 */
export class Answers {
  private readonly log = new Logger('gp');
  private answeredAt = Number.NEGATIVE_INFINITY;
  private overdueAt = Number.NEGATIVE_INFINITY;
  private overdue: { readonly since: Instant; count: number } | undefined;
  private asking: NodeJS.Timeout | undefined;

  /** @param ask asks the server a question, whose answer is told to `answered` */
  constructor(
    private readonly connection: string,
    private readonly now: () => Instant,
    private readonly ask: () => void,
  ) {}

  private get isMissing(): boolean {
    return this.overdue !== undefined && this.overdue.count >= IN_A_ROW;
  }

  answered(): void {
    this.answeredAt = performance.now();
    if (!this.overdue) return;
    if (this.isMissing) this.log.log({ connection: this.connection }, "GP's server answers again");
    this.forget();
  }

  /** @param cameAt when the question came whose deadline has passed, by performance.now() */
  passedDeadline(cameAt: number): void {
    if (this.answeredAt >= cameAt) return;
    this.overdueAt = performance.now();
    this.overdue ??= { since: this.now(), count: 0 };
    if (++this.overdue.count !== IN_A_ROW) return;
    this.log.warn({ connection: this.connection, reason: 'notAnswering', code: CODE }, this.message);
    this.asking = setInterval(() => {
      if (performance.now() - this.overdueAt >= QUIET_MS) this.ask();
    }, QUIET_MS).unref();
  }

  /** Begins anew, after the login has failed and succeeded again. */
  forget(): void {
    this.overdue = undefined;
    clearInterval(this.asking);
  }

  problem(): ErpProblem | undefined {
    if (!this.overdue || !this.isMissing) return undefined;
    const { message, connection } = this;
    return { connection, reason: 'notAnswering', code: CODE, message, since: this.overdue.since };
  }

  private get message(): string {
    return `GP's server does not answer (${CODE}): questions on open connections have passed their deadlines, and none was answered since`;
  }
}
