import type { RawBuilder } from 'kysely';

/**
 * A row of `ChangeSource.state`, by its part:
 * - `database`: `first` names the database as it stands. It is another text after a restore, and after a restart of the server.
 * - `version`: `first` is the present version of Change Tracking. The row is missing, or `first` is null, where it is off.
 * - `minimum`: Change Tracking knows all changes of the table `first` since the version `second`; null where it is off for it, or
 *   may not be seen.
 * - `stamps`: GP's triggers are there and switched on that stamp another table's row for each change of the table `first`.
 */
export interface StateRow {
  readonly part: 'database' | 'version' | 'minimum' | 'stamps';
  readonly first: string | null;
  readonly second: string | null;
}

/** What a company's database tells of its changes besides the stamps in its rows, as SQL in the server's own dialect. */
export interface ChangeSource {
  /**
   * A select, or a union of several, of rows of three texts.
   * @param tables those whose changes are of interest
   * @param stampedElsewhere tables whose changes GP's triggers stamp in another table, by that table
   */
  state(tables: readonly string[], stampedElsewhere: Readonly<Record<string, string>>): RawBuilder<StateRow>;
  /**
   * The rows of a table that have changed since a version of Change Tracking, deleted ones too: a table to select from, with
   * these columns of its primary key.
   * @param touching leaves out rows of which the server knows that they were updated in other columns only
   */
  changed(table: string, columns: readonly string[], since: string, touching?: readonly string[]): RawBuilder<unknown>;
  /**
   * Whether the present version is later than another one. A part of a statement with this condition costs nothing while nothing
   * has changed.
   */
  isLaterThan(version: string): RawBuilder<boolean>;
  /**
   * A statement that holds `state` and `changed`. Its version is read before its changes are: a change of that version or an
   * earlier one is among them, and a later look that goes on from the version leaves none out.
   */
  afterVersion<Row>(statement: RawBuilder<Row>): RawBuilder<Row>;
}
