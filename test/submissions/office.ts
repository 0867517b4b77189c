import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { DatabaseSettings } from '../../src/config/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { EventLog, eventType, newEvent, text } from '../../src/events/index.js';
import { Queues } from '../../src/jobs/index.js';
import { CancelledSubmissions } from '../../src/submissions/cancelled-submissions.js';
import { CancelledWatch } from '../../src/submissions/cancelled-watch.job.js';
import { Canceller } from '../../src/submissions/canceller.js';
import { HandOvers } from '../../src/submissions/hand-overs.js';
import { SubmissionDesk, SubmissionEventLog, type SubmissionEvents, SubmissionsService } from '../../src/submissions/index.js';
import { OverdueSubmissions } from '../../src/submissions/overdue-submissions.job.js';
import { PushJobs } from '../../src/submissions/push-jobs.js';
import { PushQueue } from '../../src/submissions/push-queue.js';
import { type OnStep, Pusher } from '../../src/submissions/pusher.js';
import type { Claim, Submission, SubmissionCall } from '../../src/submissions/submission.js';
import { SubmissionLeases } from '../../src/submissions/submission-leases.js';
import { type Acceptance, SubmissionStore } from '../../src/submissions/submission-store.js';
import { SystemClock } from '../../src/values/clock.js';
import { applyJob } from '../support/apply-job.js';
import { dropDatabase } from '../support/databases.js';
import { createCopy, fillFolder } from '../support/templates.js';
import { MemoryGp, type Note } from './memory-gp.js';

const noteChanged = eventType({
  ...{ name: 'note.changed.v1', summary: 'Something has become of a note.', about: 'note', key: 'a', ofAccount: false },
  data: { outcome: text('What.', 'pushed') },
});
const NOTE_EVENTS: SubmissionEvents = { note: ({ id }, outcome) => [newEvent(noteChanged, id, null, { outcome })] };

export const PATIENT = new AbortController().signal;

/** The parts of one gateway that submissions pass through, on a GP in memory. */
export class Office {
  readonly clock = new SystemClock();
  readonly handOvers = new HandOvers();
  readonly jobs: PushJobs;
  readonly store: SubmissionStore;
  readonly leases: SubmissionLeases;
  readonly cancelled: CancelledSubmissions;
  readonly pusher: Pusher;
  readonly queue: PushQueue;
  readonly service: SubmissionsService;
  readonly desk: SubmissionDesk;

  private constructor(
    readonly database: GatewayDatabase,
    private readonly queues: Queues,
    readonly gp: MemoryGp,
    onStep: OnStep = () => undefined,
  ) {
    this.handOvers.register(gp);
    this.jobs = new PushJobs(queues);
    const events = new SubmissionEventLog(new EventLog(this.clock), NOTE_EVENTS);
    this.store = new SubmissionStore(database, this.jobs, events, this.clock);
    this.leases = new SubmissionLeases(database, this.jobs, events, this.clock);
    this.cancelled = new CancelledSubmissions(database, events, this.clock);
    this.pusher = new Pusher(this.leases, this.handOvers, this.clock, onStep);
    this.queue = new PushQueue(this.jobs, this.store, this.pusher);
    this.service = new SubmissionsService(
      this.store,
      this.queue,
      new Canceller(this.store, this.leases, this.handOvers),
      this.clock,
    );
    this.desk = new SubmissionDesk(database, events, this.clock);
  }

  static async open(database: GatewayDatabase, gp = new MemoryGp(), onStep?: OnStep): Promise<Office> {
    const office = new Office(database, await Queues.open(database), gp, onStep);
    await office.jobs.open();
    return office;
  }

  /** Another pusher at the same database and GP, as another instance has it. */
  anotherPusher(onStep?: OnStep): Pusher {
    return new Pusher(this.leases, this.handOvers, this.clock, onStep);
  }

  /** Accepts a note without asking whether there is room for it. */
  async accept(owner: string, text: string, claims: readonly Claim[] = []): Promise<Submission<Note>> {
    const acceptance = await this.place(callOf(owner, text, claims), text, claims);
    if (acceptance.kind !== 'accepted') throw new Error(acceptance.kind);
    return acceptance.submission;
  }

  place(call: SubmissionCall, text: string, claims: readonly Claim[] = []): Promise<Acceptance<Note, never>> {
    return this.service.accept(call, async () => ({ kind: 'accept', document: { text }, claims }));
  }

  /** Runs the job that has overdue documents go on. */
  sweep(): Promise<void> {
    return applyJob(new OverdueSubmissions(this.store));
  }

  /** Runs the job that watches cancelled documents. */
  watch(): Promise<void> {
    return applyJob(new CancelledWatch(this.cancelled, this.handOvers));
  }

  push(id: string) {
    return this.pusher.push(id, PATIENT);
  }

  async statusOf(id: string) {
    return (await this.service.byId(id))?.status;
  }

  /** What other systems are told of a submission. */
  async told(id: string): Promise<readonly string[]> {
    const rows = await this.database
      .selectFrom('event')
      .where('subject', '=', `note/${id}`)
      .orderBy('sequence')
      .select('data')
      .execute();
    return rows.map(({ data }) => (data as { readonly outcome: string }).outcome);
  }

  /** Jobs that wait, of one submission or of all. */
  async waitingJobs(id?: string): Promise<number> {
    const { rows } = await this.database.executeQuery<{ count: string }>({
      sql: `select count(*)::text as count from pgboss.job
        where name = 'submissions.push' and state = 'created' and ($1::text is null or singleton_key = $1)`,
      parameters: [id ?? null],
      query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
      queryId: { queryId: 'test' },
    });
    return Number(rows[0]?.count);
  }

  async close(): Promise<void> {
    await this.queue.onApplicationShutdown();
    await this.queues.close();
  }
}

/** Parts are what a document may take thousands of; everything else is few. */
export const PART = 'part';

export function callOf(owner: string, key: string, claims: readonly Claim[] = []): SubmissionCall {
  return {
    kind: 'note',
    owner,
    idempotencyKey: key,
    contentHash: `hash of ${key}`,
    reference: `R-${key}`,
    locks: claims.map((claim) => ({ kind: claim.kind, key: claim.key, isPooled: claim.kind === PART })),
  };
}

interface OpenDatabase {
  readonly database: GatewayDatabase;
  /** Where it is, if on a server. */
  readonly url?: string;
  close(): Promise<void>;
}

/** Where the gateway's database can live. */
export const PLACES: readonly { readonly place: string; open(): Promise<OpenDatabase> }[] = [
  { place: 'PGlite', open: openEmbedded },
  { place: 'PostgreSQL', open: openOnServer },
];

async function openEmbedded(): Promise<OpenDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-submissions-'));
  await fillFolder(join(folder, 'gateway'), 'gateway');
  const database = await GatewayDatabase.open(Object.assign(new DatabaseSettings(), { dataDir: folder }));
  const close = async () => {
    await database.destroy();
    rmSync(folder, { recursive: true, force: true });
  };
  return { database, close };
}

export async function openOnServer(): Promise<OpenDatabase> {
  const url = await createCopy('gateway');
  const database = await GatewayDatabase.open(Object.assign(new DatabaseSettings(), { url }));
  const close = async () => {
    await database.destroy();
    await dropDatabase(url);
  };
  return { database, url, close };
}

/** Works on a database that was brought back: that a connection was cut is found out by whoever uses it first. */
export function onceBack<T>(work: () => Promise<T>): Promise<T> {
  return vi.waitFor(work);
}
