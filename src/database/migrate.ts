import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StoreUnavailable } from '../faults/index.js';
import * as firstTables from './migrations/0001-first-tables.js';
import * as submissions from './migrations/0002-submissions.js';
import * as linkedIdentities from './migrations/0003-linked-identities.js';
import * as tokenGenerations from './migrations/0004-token-generations.js';
import * as catalogueOrderAndSearch from './migrations/0005-catalogue-order-and-search.js';
import * as submissionNotes from './migrations/0006-submission-notes.js';
import * as submissionClaims from './migrations/0007-submission-claims.js';
import * as changeFeed from './migrations/0008-change-feed.js';
import * as preparedPayments from './migrations/0009-prepared-payments.js';
import * as cancelledSubmissions from './migrations/0010-cancelled-submissions.js';
import * as quoteAnswers from './migrations/0011-quote-answers.js';
import * as events from './migrations/0012-events.js';
import * as observedStates from './migrations/0014-observed-states.js';
import * as mail from './migrations/0015-mail.js';
import * as jobs from './migrations/0016-jobs.js';
import * as preparedDocuments from './migrations/0017-prepared-documents.js';
import * as eventLanes from './migrations/0018-event-lanes.js';
import * as soleNames from './migrations/0019-sole-names.js';
import * as wantedEvents from './migrations/0020-wanted-events.js';
import * as eventsInDigests from './migrations/0021-events-in-digests.js';
import * as lastFailures from './migrations/0022-last-failures.js';
import type { GatewayTables } from './tables.js';

/** They run in the order of their names. A released name never changes. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-submissions': submissions,
  '0003-linked-identities': linkedIdentities,
  '0004-token-generations': tokenGenerations,
  '0005-catalogue-order-and-search': catalogueOrderAndSearch,
  '0006-submission-notes': submissionNotes,
  '0007-submission-claims': submissionClaims,
  '0008-change-feed': changeFeed,
  '0009-prepared-payments': preparedPayments,
  '0010-cancelled-submissions': cancelledSubmissions,
  '0011-quote-answers': quoteAnswers,
  '0012-events': events,
  '0014-observed-states': observedStates,
  '0015-mail': mail,
  '0016-jobs': jobs,
  '0017-prepared-documents': preparedDocuments,
  '0018-event-lanes': eventLanes,
  '0019-sole-names': soleNames,
  '0020-wanted-events': wantedEvents,
  '0021-events-in-digests': eventsInDigests,
  '0022-last-failures': lastFailures,
};

/** Brings the gateway's tables up to date. Several instances may call it at once: one migrates, the others wait. */
export async function migrate(db: Kysely<GatewayTables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new StoreUnavailable('database.migrate', { cause: error });
}
