import { type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { PATIENCE_MS } from './patience.js';

/**
 * Waits until a process writes what says that it is ready, and lets it go on writing.
 * @throws {Error} with the last that it wrote: it ended, or took too long
 */
export function untilItSays(child: ChildProcess, output: Readable, ready: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const done = (problem?: string) => {
      clearTimeout(limit);
      child.off('error', fail).off('exit', end);
      output.off('data', read);
      // What is written from now on is let go: a full pipe would hold the process.
      output.resume();
      if (problem === undefined) resolve();
      else reject(new Error(`${child.spawnfile} ${problem}: ${said}`));
    };
    const read = (text: Buffer | string) => {
      said = (said + String(text)).slice(-2_000);
      if (ready.test(said)) done();
    };
    const fail = ({ message }: Error) => done(`cannot be started (${message})`);
    const end = () => done('ended at its start');
    const limit = setTimeout(() => done(`did not start within ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    child.once('error', fail).once('exit', end);
    output.on('data', read);
  });
}
