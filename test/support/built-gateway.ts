import { type ChildProcess, execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { inject } from 'vitest';
import { type Contract } from '../../src/contract/index.js';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/main.js');
/** Node keeps there what it has compiled: a process starts in half the time. */
export const NODE_COMPILE_CACHE = join(ROOT, 'node_modules/.cache/node-compile');
const SIGN_IN = 'mutation ($input: LoginInput!) { login(input: $input) { viewer { user { name } } userErrors { code } } }';
/** Any fixed number: test files that run side by side build one after the other. */
const BUILD_LOCK = 4_710_102;

/** Builds the gateway where it is not built, or older than its sources. */
export async function buildGateway(): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [BUILD_LOCK]);
    if (!isBuilt()) await promisify(execFile)('npm', ['run', 'build'], { cwd: ROOT });
  } finally {
    await client.end();
  }
}

function isBuilt(): boolean {
  if (!existsSync(MAIN) || !existsSync(join(ROOT, 'dist/graphiql/index.html'))) return false;
  const builtAt = statSync(MAIN).mtimeMs;
  return ['src', 'build']
    .flatMap((folder) => filesIn(join(ROOT, folder)))
    .filter((file) => !file.endsWith('.spec.ts'))
    .every((file) => statSync(file).mtimeMs <= builtAt);
}

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** What a process has written and how it ended. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** It ended before it said that it was ready. */
export class EndedBeforeReady extends Error {
  constructor(readonly run: Run) {
    super(`The gateway ended before it was ready:\n${run.stdout}${run.stderr}`);
  }
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Ends whatever a failed test has left running. */
export async function endAll(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    }),
  );
}

/** One of the built programs as a process of its own, with no environment but the one given. */
class Program {
  stdout = '';
  stderr = '';
  readonly ended: Promise<Run>;
  readonly child;

  constructor(script: string, words: readonly string[], environment: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, [resolve(ROOT, 'dist', script), ...words], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE, ...environment },
    });
    running.add(this.child);
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.ended = once(this.child, 'close').then(([exitCode]) => {
      running.delete(this.child);
      return { exitCode: exitCode as number | null, stdout: this.stdout, stderr: this.stderr };
    });
  }
}

/** Runs one of the built programs to its end, e.g. "console/user.js". */
export function runBuilt(script: string, words: readonly string[], environment: NodeJS.ProcessEnv, input = ''): Promise<Run> {
  const program = new Program(script, words, environment);
  // It may end without reading what it is given.
  program.child.stdin.on('error', () => undefined).end(input);
  return program.ended;
}

/**
 * Runs commands of the built console one after the other in one process, where it is not the process that is tested. It
 * starts with the first command, and `endAll` ends it.
 */
export class ConsoleHost {
  private child: ChildProcess | undefined;
  private readonly waiting = new Map<number, PromiseWithResolvers<Run>>();
  private commands = 0;

  /** As `runBuilt` does, without the entry file, whose one import would find the program evaluated. */
  readonly run: typeof runBuilt = (script, words, environment, input = '') => {
    const id = ++this.commands;
    const module = pathToFileURL(join(ROOT, 'dist/programs', script)).href;
    const answer = Promise.withResolvers<Run>();
    this.waiting.set(id, answer);
    this.child ??= this.start();
    this.child.send({ id, module, words, environment, input });
    return answer.promise;
  };

  private start(): ChildProcess {
    const child = fork(join(import.meta.dirname, 'console-host.ts'), {
      cwd: ROOT,
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    running.add(child);
    child.once('close', () => {
      running.delete(child);
      for (const { reject } of this.waiting.values()) reject(new Error('The process of the commands has ended.'));
    });
    child.on('message', ({ id, ...run }: Run & { id: number }) => {
      this.waiting.get(id)?.resolve(run);
      this.waiting.delete(id);
    });
    return child;
  }
}

/** The built gateway as a process of its own. */
export class BuiltGateway {
  private constructor(
    private readonly program: Program,
    readonly url: string,
  ) {}

  /**
   * Starts it on a free port of this machine alone, and waits until it says that it is ready. Nobody has to notice its end,
   * unless the test says so.
   * @throws {EndedBeforeReady} with what it wrote
   */
  static async start(environment: NodeJS.ProcessEnv, script = 'main.js'): Promise<BuiltGateway> {
    const program = new Program(script, [], { HOST: '127.0.0.1', PORT: '0', DRAIN_NOTICE_MS: '0', ...environment });
    const ready = new Promise<string>((resolve) => {
      program.child.stdout.on('data', () => {
        const url = /is ready\.[\s\S]*?(https?:\S+)\/graphql/.exec(program.stdout)?.[1];
        if (url !== undefined) resolve(url);
      });
    });
    const ended = program.ended.then((run) => {
      throw new EndedBeforeReady(run);
    });
    const url = await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    return new BuiltGateway(program, url);
  }

  /** What it has written to its standard output so far. */
  get written(): string {
    return this.program.stdout;
  }

  /** When it has ended, for whatever reason: how, and what it has written. */
  get ended(): Promise<Run> {
    return this.program.ended;
  }

  async ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return ((await response.json()) as { data: Data }).data;
  }

  /** The user's name, or the codes of the errors. */
  async signIn(email: string, password: string): Promise<string | string[]> {
    const { login } = await this.ask<{ login: Contract.SessionPayload }>(SIGN_IN, { input: { email, password } });
    return login.viewer?.user.name ?? login.userErrors.map(({ code }) => code);
  }

  signal(signal: NodeJS.Signals): void {
    this.program.child.kill(signal);
  }

  /** Ends it as a service manager does. @throws {Error} it did not end cleanly */
  async stop(): Promise<Run> {
    this.signal('SIGTERM');
    const run = await this.program.ended;
    if (run.exitCode !== 0) throw new Error(`The gateway ended with ${run.exitCode}:\n${run.stdout}${run.stderr}`);
    return run;
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    this.program.child.kill('SIGKILL');
    await this.program.ended;
  }
}
