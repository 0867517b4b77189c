/** What the process is told that works on the test's job. */
export interface Kill {
  /** The gateway's database. */
  readonly url: string;
  readonly rows: number;
  /** Rows of a chunk. */
  readonly atOnce: number;
  /** Of the chunks that it works on, the one in which it is killed; null for none. */
  readonly dieAtChunk: number | null;
}
