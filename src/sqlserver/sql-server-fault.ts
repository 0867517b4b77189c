/**
 * Transient: the same question may succeed later. Permanent: it will not until a person changes something in GP, its server or
 * the gateway's settings.
 */
export type SqlServerFaultKind = 'transient' | 'permanent';

/**
 * A question or a login that failed. It holds no text of the server or the driver, which may have hosts, statements and data,
 * and has no cause for the same reason: its code is what logs and metrics show.
 */
export class SqlServerFault extends Error {
  /**
   * @param code the server's error number, such as SQLSERVER_1205, or the code of the socket or the driver, such as ECONNRESET
   * @param missing what a permanent fault says is missing: a right, table, column or procedure by its name in GP
   */
  constructor(
    readonly code: string,
    readonly kind: SqlServerFaultKind,
    readonly missing?: string,
    /** The rows that the server has answered with all the same. */
    readonly rows: readonly Readonly<Record<string, unknown>>[] = [],
  ) {
    super(missing === undefined ? code : `${code}: ${missing}`);
    this.name = 'SqlServerFault';
  }

  /** The server's error number; undefined where the fault is one of the connection. */
  get number(): number | undefined {
    const [, number] = /^SQLSERVER_(\d+)$/.exec(this.code) ?? [];
    return number === undefined ? undefined : Number(number);
  }
}
