import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answer, BrokenFile, Call, Failure, FromThread, LoadedFile, ThreadData } from './extension-messages.js';

/** A file may read others when it is imported. */
const LOAD_WITHIN_MS = 10_000;
const MOST_MEMORY_MB = 256;
const WORKER = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? 'extension-worker.ts' : 'extension-worker.js');

/** Where what extensions print goes: nowhere while the gateway runs, since it may be of a record. */
export type Output = 'discarded' | 'shown';

/**
 * A thread in which functions of extensions are called. What hangs there, takes too much memory or ends the thread costs the
 * record at which it happens, and a new thread is taken for the others. The thread has no environment: it holds secrets.
 */
export class ExtensionThread {
  private worker: Worker | undefined;
  /** One call at a time. */
  private turn: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  /** @param timeoutMs how long a function may take for one record; the thread is given up after half as much again at most */
  constructor(
    private readonly files: readonly string[],
    private readonly timeoutMs: number,
    private readonly output: Output,
  ) {}

  /** Imports the files, and tells what they export. */
  load(): Promise<readonly (LoadedFile | BrokenFile)[]> {
    return this.inTurn(() => this.begin());
  }

  /**
   * Calls a function once for each record.
   * @param signal ends the work; its reason is thrown then
   * @returns the answers, in the order of the records
   */
  call({ records, ...called }: Call, signal?: AbortSignal): Promise<readonly Answer[]> {
    return this.inTurn(async () => {
      const answers: Answer[] = [];
      while (answers.length < records.length) {
        signal?.throwIfAborted();
        const [broken] = this.worker ? [] : (await this.begin()).filter((file) => 'reason' in file);
        // Aborted while the thread began: who listens from now on is not told any more.
        signal?.throwIfAborted();
        if (broken) this.end();
        const worker = this.worker;
        if (!worker) {
          const failure = { reason: 'it cannot be loaded any more', detail: null, at: null };
          return [...answers, ...records.slice(answers.length).map(() => failure)];
        }
        const rest = records.slice(answers.length);
        worker.postMessage({ ...called, records: rest } satisfies Call);
        const stop = () => void this.end();
        signal?.addEventListener('abort', stop, { once: true });
        const failure = await this.messages(worker, rest.length, this.timeoutMs, (message) => {
          if ('answer' in message) answers.push(message.answer);
        });
        signal?.removeEventListener('abort', stop);
        if (failure && !signal?.aborted) answers.push(failure);
      }
      return answers;
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.end();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** Starts a thread, which is the present one where it could import its files. */
  private async begin(): Promise<readonly (LoadedFile | BrokenFile)[]> {
    const loaded: (LoadedFile | BrokenFile)[] = [];
    if (this.isClosed || this.files.length === 0) return loaded;
    const worker = new Worker(WORKER, {
      workerData: { files: this.files } satisfies ThreadData,
      env: {},
      // Node warns of every TypeScript file whose package does not say that it has ES modules.
      execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
      stdout: this.output === 'discarded',
      stderr: this.output === 'discarded',
    });
    // An idle thread does not keep the process alive.
    worker.unref();
    if (this.output === 'discarded') for (const stream of [worker.stdout, worker.stderr]) stream.resume();
    // What happens to it between two calls is found out by the next one.
    worker.on('error', () => this.forget(worker)).on('exit', () => this.forget(worker));
    this.worker = worker;
    const failure = await this.messages(worker, this.files.length, Math.max(LOAD_WITHIN_MS, this.timeoutMs), (message) => {
      if ('loaded' in message) loaded.push(message.loaded);
    });
    const file = this.files[loaded.length];
    if (failure && file !== undefined) loaded.push({ file, ...failure });
    return loaded;
  }

  /**
   * Takes so many messages of the thread. Where the next one does not come in time, or the thread ends, there is no thread
   * any more.
   * @returns why no more messages come; undefined after the last one
   */
  private messages(
    worker: Worker,
    count: number,
    withinMs: number,
    onMessage: (message: FromThread) => void,
  ): Promise<Failure | undefined> {
    return new Promise((resolve) => {
      let left = count;
      let lastAt = performance.now();
      const onMessageOfThread = (message: FromThread) => {
        onMessage(message);
        lastAt = performance.now();
        left -= 1;
        if (left === 0) finish();
      };
      const onError = (fault: Error & { readonly code?: string }) => finish(ended(fault.code ?? fault.name));
      const onExit = () => finish(ended('exit'));
      const finish = (failure?: Failure) => {
        clearInterval(watch);
        worker.off('message', onMessageOfThread).off('error', onError).off('exit', onExit);
        if (failure) void this.end();
        resolve(failure);
      };
      const isLate = () => left > 0 && performance.now() - lastAt >= withinMs;
      const late = { reason: `it took longer than ${withinMs} ms`, detail: null, at: null };
      // setImmediate has the messages read that came while this process was busy.
      const watch = setInterval(() => isLate() && setImmediate(() => isLate() && finish(late)), Math.ceil(withinMs / 2));
      worker.on('message', onMessageOfThread).on('error', onError).on('exit', onExit);
    });
  }

  private forget(worker: Worker): void {
    if (this.worker === worker) this.worker = undefined;
  }

  private async end(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }
}

function ended(code: string): Failure {
  return { reason: `it ended its thread (${/^\w{1,60}$/.test(code) ? code : 'error'})`, detail: null, at: null };
}
