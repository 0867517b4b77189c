import type { Kysely } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import type { EventLog, NewEvent } from '../events/index.js';
import type { Submission } from './submission.js';

/** What has just become of a submission. */
export type SubmissionOutcome = 'received' | 'pushed' | 'rejected' | 'cancelled';

/**
 * What other systems are told of submissions, by their kind. The capability that accepts a kind says so.
 * @typeParam Document the type of the kind's documents
 */
// biome-ignore lint/suspicious/noExplicitAny: only the capability that writes documents of a kind reads them.
export type SubmissionEvents<Document = any> = Readonly<
  Record<
    string,
    (
      submission: Submission<Document>,
      outcome: SubmissionOutcome,
      transaction: Kysely<GatewayTables>,
    ) => readonly NewEvent[] | Promise<readonly NewEvent[]>
  >
>;

/** Records the events of submissions, in the transactions that change them. */
export class SubmissionEventLog {
  constructor(
    private readonly log: EventLog,
    private readonly byKind: SubmissionEvents,
  ) {}

  async record(transaction: Kysely<GatewayTables>, submission: Submission, outcome: SubmissionOutcome): Promise<void> {
    const events = await this.byKind[submission.kind]?.(submission, outcome, transaction);
    if (events) await this.log.record(transaction, events);
  }
}
