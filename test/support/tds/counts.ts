/** What the tests' SQL Server was asked. */
export class Counts {
  /** Statements: calls of sp_executesql and batches that do more than set options. */
  questions = 0;
  /** Requests of any kind, those of transactions included, without logins and cancels. */
  roundTrips = 0;
  cancels = 0;
  logins = 0;
  refusedLogins = 0;
  /** Sessions that are open now. */
  sessions = 0;
  /** Calls of eConnect's procedures. */
  procedureCalls = 0;
  /** Distinct statements, each with the declarations of its parameters: what SQL Server keeps a plan for. */
  readonly texts = new Set<string>();
  /** The "set" statements of all sessions. */
  readonly settings = new Set<string>();

  reset(): void {
    Object.assign(this, { questions: 0, roundTrips: 0, cancels: 0, logins: 0, refusedLogins: 0, procedureCalls: 0 });
    this.texts.clear();
    this.settings.clear();
  }
}
