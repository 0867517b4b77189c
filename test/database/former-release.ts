import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { LEASE_MS } from '../../src/submissions/lease.js';
import { Exact } from '../../src/values/exact.js';

/** An order as far as the release before `submission_claim` wrote down what it takes. */
export interface FormerOrder {
  readonly credit: string;
  readonly creditAccount: string;
  readonly stock: readonly { readonly sku: string; readonly warehouse: string; readonly quantity: string }[];
}

/** An instance of the release before migration 0007: the statements that it has for what orders take, word for word. */
export class FormerRelease {
  constructor(private readonly db: Kysely<unknown>) {}

  /** @returns the submission's ID */
  accept({ credit, creditAccount, stock }: FormerOrder): Promise<string> {
    const id = randomUUID();
    const now = new Date();
    return this.db.transaction().execute(async (transaction) => {
      await sql`insert into "submission" ("id", "kind", "owner", "idempotency_key", "content_hash", "reference", "document",
          "status", "received_at", "next_attempt_at", "credit", "credit_account", "note")
        values (${id}, 'order', ${creditAccount}, ${id}, 'hash', 'R-1', '{}', 'RECEIVED', ${now}, ${now}, ${credit},
          ${creditAccount}, null)
        returning *`.execute(transaction);
      const claims = stock.map((claim) => ({ submission_id: id, pushed_at: null, ...claim }));
      if (claims.length > 0) {
        await sql`insert into submission_stock (submission_id, sku, warehouse, quantity)
          select ${id}::uuid, sku, warehouse, sum(quantity)
          from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as claim (sku text, warehouse text, quantity numeric)
          group by sku, warehouse`.execute(transaction);
      }
      return id;
    });
  }

  async markPushed(id: string, pushedAt = new Date()): Promise<void> {
    const holder = await this.takeLease(id);
    await this.db.transaction().execute(async (transaction) => {
      await sql`update "submission" set "status" = 'PUSHED', "pushed_at" = ${pushedAt}, "next_attempt_at" = null,
          "last_fault" = null, "lease_holder" = null, "leased_until" = null
        where "id" = ${id} and "lease_holder" = ${holder} returning "id"`.execute(transaction);
      await sql`update "submission_stock" set "pushed_at" = ${pushedAt} where "submission_id" = ${id}`.execute(transaction);
    });
  }

  async markRejected(id: string): Promise<void> {
    const holder = await this.takeLease(id);
    await sql`update "submission" set "status" = 'REJECTED', "next_attempt_at" = null, "rejection_code" = 1,
        "rejection_message" = 'no', "last_fault" = null, "lease_holder" = null, "leased_until" = null
      where "id" = ${id} and "lease_holder" = ${holder} returning "id"`.execute(this.db);
  }

  async retry(id: string): Promise<void> {
    await sql`update "submission" set "status" = 'RECEIVED', "next_attempt_at" = ${new Date()}, "rejection_code" = null,
        "rejection_message" = null, "lease_holder" = null, "leased_until" = null
      where "id" = ${id} and "status" in ('RECEIVED', 'REJECTED') returning *`.execute(this.db);
  }

  async takenCredit(creditAccount: string, since: number): Promise<string> {
    const { rows } = await sql<{ sum: string }>`select coalesce(sum(credit), 0)::text as "sum" from "submission"
      where "credit_account" = ${creditAccount} and "status" <> 'REJECTED'
        and ("submission"."pushed_at" is null or "submission"."pushed_at" > ${new Date(since)})`.execute(this.db);
    return new Exact(rows[0]?.sum ?? 'NaN').toFixed();
  }

  async takenStock(sku: string, warehouse: string, since: number): Promise<string> {
    const wanted = JSON.stringify([{ sku, warehouse }]);
    const { rows } = await sql<{ sum: string }>`select (
        select coalesce(sum(quantity), 0)::text from submission_stock
        inner join submission on submission.id = submission_stock.submission_id
        where submission_stock.sku = wanted.item ->> 'sku' and submission_stock.warehouse = wanted.item ->> 'warehouse'
          and status <> 'REJECTED'
          and ("submission_stock"."pushed_at" is null or "submission_stock"."pushed_at" > ${new Date(since)})
      ) as sum
      from jsonb_array_elements(${wanted}::jsonb) with ordinality as wanted (item, place)
      order by wanted.place`.execute(this.db);
    return new Exact(rows[0]?.sum ?? 'NaN').toFixed();
  }

  private async takeLease(id: string): Promise<string> {
    const holder = randomUUID();
    await sql`update "submission" set "lease_holder" = ${holder}, "leased_until" = ${new Date(Date.now() + LEASE_MS)},
      "attempts" = "attempts" + 1 where "id" = ${id}`.execute(this.db);
    return holder;
  }
}
