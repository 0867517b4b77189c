import { reasonOf } from '../../faults/index.js';
import { serverErrorNumber } from '../sql/server-error-number.js';
import { type Finding, GRANTS_TODO, missing } from './check.js';

/** A fault of the server's, as the room sqlserver tells it. */
interface ServerFault {
  /** The object or the right that it says is missing. */
  readonly missing?: unknown;
}

/** What SQL Server's errors mean that a company's setup may lead to, in plain words. Its own texts may have data in them. */
const ERRORS: Readonly<Record<number, string>> = {
  245: 'a text does not convert to a number',
  266: 'a procedure of the site ended the transaction',
  468: 'two columns differ in collation',
  601: 'rows moved while they were read',
  701: 'the server is out of memory',
  1204: 'the server is out of locks',
  1205: 'the question was the victim of a deadlock',
  1222: "a GP user's lock was not free in time",
  3952: 'the database does not allow snapshot isolation',
  3960: 'a conflict under snapshot isolation',
  8114: 'a value does not convert to its type',
  8115: 'a number overflows',
  8134: 'a division by zero',
  8152: 'a text is too long',
  8645: 'the server had no memory for the question in time',
  9002: "the database's log is full",
};
/** They go away by themselves. */
const PASSING: ReadonlySet<number> = new Set([266, 601, 701, 1204, 1205, 1222, 3960, 8645]);

const TIMED_OUT = new Set(['TimeoutError', 'ETIMEOUT', 'ECANCEL']);

/** Why a question has no result: what the server said, or that it said nothing. */
export function withoutAnswer(fault: unknown): Finding {
  const { missing: lack } = (fault ?? {}) as ServerFault;
  const number = serverErrorNumber(fault);
  if (typeof lack === 'string') return missing(`GP refuses: ${lack} is missing (${reasonOf(fault)})`, GRANTS_TODO);
  if (number !== undefined) {
    const words = ERRORS[number];
    const todo = PASSING.has(number) ? 'try again' : "look the number up in SQL Server's documentation";
    return missing(`GP's server answers with error ${number}${words === undefined ? '' : `: ${words}`}`, todo);
  }
  const reason = reasonOf(fault);
  if (TIMED_OUT.has(reason) || (fault as Error | null)?.name === 'TimeoutError') {
    return missing('GP gave no answer in time', "look at the server's load, and try again");
  }
  if (reason.toUpperCase() === reason) {
    return missing(`GP gave no answer (${reason})`, 'look at the way to the server and at its log, and try again');
  }
  return missing(`this could not be looked at (${reason})`, "send this line to the gateway's makers");
}
