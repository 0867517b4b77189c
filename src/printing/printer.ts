import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { PrintingSettings } from '../config/index.js';
import { Fault, reasonOf } from '../faults/index.js';
import type { Stationery } from './draw-document.js';
import type { PrintedDocument } from './printed-document.js';
import { stationeryOf } from './stationery-of.js';

/** A document of 500 lines takes 0.25 s of processor time, and the first one of a thread three times as long. */
const DEADLINE_MS = 20_000;
/** Documents that wait for their turn. */
const MOST_WAITING = 50;
/** Of one account, so that no account keeps the others from their documents. */
const MOST_WAITING_OF_ONE = 4;
const WORKER = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? 'print-worker.ts' : 'print-worker.js');

/** Too many documents are being printed, or the thread took too long or ended. The same document may be printed later. */
export class NotPrinted extends Fault {
  static readonly code = 'NOT_PRINTED';
  readonly code = NotPrinted.code;
}

/** The document, or the stationery, has something that cannot be drawn: neither can it be a minute later. */
export class NotDrawn extends Fault {
  static readonly code = 'NOT_DRAWN';
  readonly code = NotDrawn.code;
}

interface Job {
  readonly owner: string;
  readonly document: PrintedDocument;
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (fault: NotPrinted | NotDrawn) => void;
}

type Reply = { readonly pdf: Uint8Array } | { readonly failure: unknown };

/**
 * Prints documents as PDF in a thread of its own, one after the other, so that pages do not wait. The thread starts with the
 * first document. A document at which it fails or takes too long fails alone: the next one is given to a new thread.
 */
@Injectable()
export class Printer implements OnModuleDestroy {
  private readonly log = new Logger('printing');
  /** How documents look, and who sends them. */
  readonly stationery: Stationery;
  /** The first one is in the thread, the others wait. */
  private readonly jobs: Job[] = [];
  private thread: Worker | undefined;
  private deadline: NodeJS.Timeout | undefined;

  /** @throws {StartRefused} the logo or the layout cannot be used */
  constructor(settings: PrintingSettings) {
    this.stationery = stationeryOf(settings);
  }

  /**
   * @param owner the account for which it is printed
   * @throws {NotPrinted}
   * @throws {NotDrawn}
   */
  print(document: PrintedDocument, owner: string): Promise<Uint8Array> {
    const ofOwner = this.jobs.filter((job) => job.owner === owner).length;
    if (this.jobs.length >= MOST_WAITING || ofOwner >= MOST_WAITING_OF_ONE) {
      return Promise.reject(new NotPrinted('Too many documents wait to be printed'));
    }
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    this.jobs.push({ owner, document, resolve, reject });
    if (this.jobs.length === 1) this.begin();
    return promise;
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.deadline);
    for (const { reject } of this.jobs.splice(0)) reject(new NotPrinted('The gateway is closing'));
    const { thread } = this;
    this.thread = undefined;
    await thread?.terminate();
  }

  private begin(): void {
    const [job] = this.jobs;
    if (!job) return;
    this.deadline = setTimeout(() => this.fail(new NotPrinted('No document within the deadline')), DEADLINE_MS);
    this.running().postMessage(job.document);
  }

  private running(): Worker {
    if (this.thread) return this.thread;
    const thread = new Worker(WORKER, { workerData: this.stationery, resourceLimits: { maxOldGenerationSizeMb: 256 } });
    thread.on('message', (reply: Reply) => this.end(reply, thread));
    thread.on('error', (cause) => this.fail(new NotPrinted('The printing thread failed', { cause }), thread));
    thread.on('exit', () => this.fail(new NotPrinted('The printing thread ended'), thread));
    // An idle thread does not keep the process alive.
    thread.unref();
    this.thread = thread;
    return thread;
  }

  private end(reply: Reply, from: Worker): void {
    // A thread that was given up may have finished all the same: what it drew is not the document that is printed now.
    if (from !== this.thread) return;
    clearTimeout(this.deadline);
    const job = this.jobs.shift();
    if ('pdf' in reply) job?.resolve(reply.pdf);
    else if (job) this.refuse(job, new NotDrawn('A document cannot be drawn', { cause: reply.failure }), reasonOf(reply.failure));
    this.begin();
  }

  /** Fails the document that is in the thread, and takes a new thread for the next one. */
  private fail(fault: NotPrinted, failed = this.thread): void {
    if (failed === undefined || failed !== this.thread) return;
    this.thread = undefined;
    void failed.terminate();
    clearTimeout(this.deadline);
    const job = this.jobs.shift();
    if (job) this.refuse(job, fault, fault.message);
    this.begin();
  }

  private refuse({ document: { kind, number }, reject }: Job, fault: NotPrinted | NotDrawn, reason: string): void {
    // A statement has no number but its account's.
    this.log.warn({ kind, ...(kind !== 'statement' && { number }), reason }, 'A document was not printed');
    reject(fault);
  }
}
