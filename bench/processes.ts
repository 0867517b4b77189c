import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type Place, pinned, ROOT } from './place.js';

const TICKS_PER_SECOND = 100;
const START_PATIENCE_MS = 60_000;
const KILL_AFTER_MS = 10_000;

/** A server under measurement, a process of its own. */
export interface Server {
  readonly name: string;
  readonly url: string;
  /** What it has used of the processor so far, all threads, user and system. */
  cpuMs(): number;
  stop(): Promise<void>;
}

export interface Launch {
  readonly place: Place;
  readonly isPinned: boolean;
  readonly name: string;
  readonly script: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Starts a Node program on the servers' core and waits until it says where it listens.
 * @throws {Error} it ended before, or took too long
 */
export async function startServer(launch: Launch): Promise<Server & { readonly child: ChildProcess }> {
  const { place, isPinned, name, script, environment } = launch;
  const [command, words] = pinned(isPinned, process.execPath, [script]);
  const child = spawn(command, words, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const stop = ending(place, child);
  const url = await listening(name, child);
  return { name, url, child, cpuMs: () => cpuMs(child.pid ?? 0), stop };
}

function listening(name: string, child: ChildProcess): Promise<string> {
  let written = '';
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      clearTimeout(timer);
      reject(new Error(`${name} ${what}:\n${written}`));
    };
    const timer = setTimeout(() => fail('did not start'), START_PATIENCE_MS);
    child.once('close', (code) => fail(`ended with ${code} before it was ready`));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        written = `${written}${text}`.slice(-20_000);
        const url = /(http:\/\/127\.0\.0\.1:\d+)\/graphql/.exec(written)?.[1];
        if (url === undefined) return;
        clearTimeout(timer);
        resolve(url);
      });
    }
  });
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** How to end a child, which also happens at the end of the run. */
export function ending(place: Place, child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): () => Promise<void> {
  const closed = once(child, 'close');
  running.add(child);
  child.once('close', () => running.delete(child));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    await closed;
    clearTimeout(timer);
  };
  place.atTheEnd(stop);
  return stop;
}

function cpuMs(pid: number): number {
  // The name in brackets may hold blanks: fields are counted from behind it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}
