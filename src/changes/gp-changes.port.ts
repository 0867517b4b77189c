/** How GP tells what has changed: SQL Server's Change Tracking, or the change stamps (DEX_ROW_TS) in GP's rows. */
export type ChangeWay = 'change-tracking' | 'stamps';

/** Keys of facts that have changed, by the kind of fact (LivePolicy.namespace); undefined for all facts of the kind. */
export type ChangedFacts = ReadonlyMap<string, readonly string[] | undefined>;

/** What one look has found. */
export interface ChangeLook {
  /** null: GP tells of no changes. */
  readonly way: ChangeWay | null;
  /** Why GP tells of no changes, or of fewer than it could, for the operator; null where there is nothing to say. */
  readonly hint: string | null;
  /** The kinds of facts of which every change is found. */
  readonly announced: readonly string[];
  readonly changed: ChangedFacts;
  /**
   * Any fact may have changed: GP's database was restored, its server restarted, or changes were forgotten before this look.
   * `changed` is of no account then.
   */
  readonly everything: boolean;
  /** Where the next look goes on from. */
  readonly position: string;
}

/** Finds out which facts have changed in GP. */
export abstract class GpChanges {
  /**
   * Looks for what has changed since an earlier look, which may have been another instance's. A change may be found twice and is
   * never left out.
   * @param since the position of that look; null if there was none
   * @throws {ErpUnavailable}
   */
  abstract look(since: string | null, signal: AbortSignal): Promise<ChangeLook>;
}
