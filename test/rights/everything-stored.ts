import pg from 'pg';

/** What follows from reads alone, and what the job queue notes for itself: it comes with a submission, or means nothing. */
const KEPT_BY_READING = ['public.known_fact', 'pgboss.%'];
/** What the gateway notes while it delivers events and runs jobs, whoever calls. A new event counts in `event_subject`. */
const KEPT_IN_THE_BACKGROUND = [
  ...['event', 'event_attempt', 'event_delivery', 'event_destination', 'event_lane', 'mail_sent', 'staff_notice'],
  ...['job', 'job_run', 'job_failed_record', 'observed_state', 'catalog_state'],
].map((table) => `public.${table}`);

/** All rows of a database, looked at time after time. */
export class EverythingStored {
  private constructor(
    private readonly client: pg.Client,
    private readonly fingerprints: string,
  ) {}

  static async of(url: string): Promise<EverythingStored> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
         and not (table_schema || '.' || table_name like any ($1)) order by 1`,
      [[...KEPT_BY_READING, ...KEPT_IN_THE_BACKGROUND]],
    );
    // A row that is written has a new transaction number, the highest of its table; one that is deleted is counted no more.
    const fingerprints = rows.map(
      ({ name }) =>
        `select '${name.replaceAll("'", "''")}' as name, count(*) || ' rows, last written by ' || coalesce(max(xmin::text::bigint), 0) as rows from ${name}`,
    );
    return new EverythingStored(client, fingerprints.join(' union all '));
  }

  /** How many rows every table has, and which transaction has last written one of them, by table. */
  async now(): Promise<Record<string, string>> {
    const { rows } = await this.client.query<{ name: string; rows: string }>({ name: 'everything', text: this.fingerprints });
    return Object.fromEntries(rows.map(({ name, rows: fingerprint }) => [name, fingerprint]));
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
