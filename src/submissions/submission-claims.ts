import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import { stored } from '../faults/index.js';
import { type DecimalString, decimalString, Exact } from '../values/exact.js';
import type { Instant } from '../values/instant.js';
import type { Claim, ClaimKey } from './submission.js';

/** The claims of accepted documents that a fact read from GP at `since` does not show yet. */
export interface Taken {
  /** The sum of the claims on each key, in the keys' order. It takes one query for all keys. @throws {StoreUnavailable} */
  of(keys: readonly ClaimKey[], since: Instant): Promise<readonly Exact[]>;
  /** Whether a submission has this sole name. Where the call has it too, the answer holds until the call ends. @throws {StoreUnavailable} */
  hasName(soleName: string): Promise<boolean>;
}

/** A claim of one submission on one key, and until when facts that were read from GP do not show it. */
export interface StandingClaim {
  readonly key: string;
  readonly amount: DecimalString;
  /** Null while the document is on its way to GP. */
  readonly releasedAt: Instant | null;
}

/** The row of a statement that returns none. */
type NoRow = Record<string, never>;

/** The `released_at` of a document whose hand-over has not ended: every fact is older. */
export const NOT_RELEASED = sql<Date>`'infinity'::timestamptz`;
/** The `released_at` of a document that GP refuses: no fact is older. */
export const NEVER_COUNTED = sql<Date>`'-infinity'::timestamptz`;

/** Inserts a submission's claims. A part of the statement that writes the submission. */
export function claimsToInsert(submissionId: string, claims: readonly Claim[]) {
  // One parameter for all claims: a large document has more values than a statement accepts.
  return sql<NoRow>`(insert into submission_claim (submission_id, kind, key, amount)
    select ${submissionId}::uuid, kind, key, sum(amount)
    from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as claim (kind text, key text, amount numeric)
    group by kind, key)`;
}

/**
 * Releases a submission's claims, or puts them into force again. A part of the statement that ends or resumes its hand-over.
 * @param changed the name of the statement's common table expression that has the submission's ID; without a row where nothing
 *   changed
 * @param releasedAt facts that are read at this time or later show what was claimed
 */
export function claimsToRelease(changed: string, releasedAt: Date | RawBuilder<Date>) {
  return sql<NoRow>`(update submission_claim set released_at = ${releasedAt}
    from ${sql.table(changed)} as changed where submission_id = changed.id)`;
}

/** The claims on keys of one kind that a fact read from GP at `since` does not show yet, summed by the time of their release. */
export async function standingClaims(
  db: Kysely<GatewayTables>,
  kind: string,
  keys: readonly string[],
  since: Instant,
): Promise<readonly StandingClaim[]> {
  const rows = await stored('submissions.standingClaims', () =>
    db
      .selectFrom('submission_claim')
      .where('kind', '=', kind)
      .where('key', 'in', keys)
      .where('released_at', '>', new Date(since))
      .groupBy(['key', 'released_at'])
      .select([
        'key',
        sql<string>`sum(amount)::text`.as('amount'),
        sql<Date | null>`nullif(released_at, 'infinity')`.as('releasedAt'),
      ])
      .execute(),
  );
  return rows.map(({ key, amount, releasedAt }) => ({
    key,
    amount: decimalString(amount),
    releasedAt: releasedAt?.getTime() ?? null,
  }));
}

/** What documents of these owners claim of one kind that are on their way to GP. */
export async function waitingClaims(
  db: Kysely<GatewayTables>,
  kind: string,
  owners: readonly string[],
): Promise<readonly { readonly owner: string; readonly key: string }[]> {
  return await stored('submissions.waitingClaims', () =>
    db
      .selectFrom('submission as s')
      .innerJoin('submission_claim as c', 'c.submission_id', 's.id')
      .where('s.owner', 'in', owners)
      .where('s.status', '=', 'RECEIVED')
      .where('c.kind', '=', kind)
      .select(['s.owner', 'c.key'])
      .execute(),
  );
}

export function takenIn(db: Kysely<GatewayTables>): Taken {
  return {
    of: async (keys, since) => {
      if (keys.length === 0) return [];
      const wanted = JSON.stringify(keys.map(({ kind, key }) => ({ kind, key })));
      const { rows } = await stored('submissions.taken', () =>
        // One parameter for all keys, and an index lookup for each: a large document asks for thousands.
        sql<{ sum: string }>`select (
            select coalesce(sum(amount), 0)::text from submission_claim
            where kind = wanted.item ->> 'kind' and key = wanted.item ->> 'key' and released_at > ${new Date(since)}
          ) as sum
          from jsonb_array_elements(${wanted}::jsonb) with ordinality as wanted (item, place)
          order by wanted.place`.execute(db),
      );
      return rows.map(({ sum }) => new Exact(sum));
    },
    hasName: async (soleName) => {
      const row = await stored('submissions.hasName', () =>
        db.selectFrom('submission').where('sole_name', '=', soleName).select('id').executeTakeFirst(),
      );
      return row !== undefined;
    },
  };
}
