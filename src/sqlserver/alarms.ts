import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { ErpProblem } from '../resilience/index.js';
import type { Instant } from '../values/instant.js';
import type { SqlServerFault } from './sql-server-fault.js';

/** At most MOST alarms are kept, and of each as many statements; the oldest is forgotten first. */
const MOST = 100;
/** An alarm that comes again within QUIET_MS after it was logged is not logged again. */
const QUIET_MS = 10 * 60_000;
/** What is missing for calls of procedures, whose statements are never the same. */
const OF_PROCEDURE = /^(?:procedure |right EXECUTE on |@\S+ of |an argument of )/;

/** A list of calls of eConnect's procedures. */
const EXECUTES = /^exec "/m;

interface Alarm {
  readonly problem: ErpProblem;
  /** Digests of the statements that failed. A statement may be as long as an order. */
  readonly statements: Map<string, true>;
  /** The name of the procedure that the alarm is about. */
  readonly procedure: string | undefined;
  readonly isLogged: boolean;
}

/**
 * What GP's server refuses for good: a right, an object or a column that is missing. Each is logged once, and once more when a
 * question that failed for it is answered.
 */
export class Alarms {
  private readonly alarms = new Map<string, Alarm>();
  private readonly loggedAt = new Map<string, Instant>();
  private readonly log = new Logger('gp');

  constructor(
    private readonly connection: string,
    private readonly now: () => Instant,
  ) {}

  failed(statement: string, { code, kind, missing }: SqlServerFault): void {
    if (kind !== 'permanent') return;
    const digest = digestOf(statement);
    const key = `${code} ${missing ?? digest}`;
    const alarm = this.alarms.get(key);
    if (alarm) {
      alarm.statements.set(digest, true);
      forgetOldest(alarm.statements);
      return;
    }
    const what = missing === undefined ? 'what it was asked is refused' : `${missing} is missing`;
    const problem: ErpProblem = {
      connection: this.connection,
      reason: missing === undefined ? 'questionRefused' : 'rightOrObjectMissing',
      code,
      message: `GP's server refuses a question for good (${code}): ${what}`,
      since: this.now(),
    };
    const isLogged = problem.since - (this.loggedAt.get(key) ?? Number.NEGATIVE_INFINITY) >= QUIET_MS;
    const procedure = missing !== undefined && OF_PROCEDURE.test(missing) ? missing.split(' ').at(-1) : undefined;
    this.alarms.set(key, { problem, statements: new Map([[digest, true]]), procedure, isLogged });
    forgetOldest(this.alarms);
    if (!isLogged) return;
    this.loggedAt.set(key, problem.since);
    forgetOldest(this.loggedAt);
    this.log.error({ connection: this.connection, code, ...(missing !== undefined && { missing }) }, problem.message);
  }

  answered(statement: string): void {
    if (this.alarms.size === 0) return;
    const digest = digestOf(statement);
    for (const [key, { problem, statements, procedure, isLogged }] of this.alarms) {
      if (!statements.has(digest) && (procedure === undefined || !statement.includes(`"${procedure}"`))) continue;
      this.alarms.delete(key);
      if (isLogged) {
        this.log.log({ connection: this.connection, code: problem.code }, `Answered again: ${problem.message}`);
      }
    }
  }

  problems(): readonly ErpProblem[] {
    return [...this.alarms.values()].map(({ problem }) => problem);
  }
}

function forgetOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > MOST && oldest !== undefined) map.delete(oldest);
}

/** Lists of eConnect's calls count as one statement: none is ever asked again with the same text. */
function digestOf(statement: string): string {
  const text = EXECUTES.test(statement) ? 'exec' : statement;
  return createHash('sha256').update(text).digest('base64');
}
