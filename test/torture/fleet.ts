import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../../src/sandbox/generator/random.js';
import { BuiltGateway, EndedBeforeReady, type Run } from '../support/built-gateway.js';
import type { Inside } from './inside.js';

/** What is wrong with the surroundings: a gateway that starts then may find that it cannot. */
export interface Weather {
  /** Counts whatever could disturb a start. */
  readonly disturbances: number;
  /** Resolves when GP is there. */
  calm(): Promise<void>;
}

/** Gateways on the same databases, each a process of its own, that come and go. */
export class Fleet {
  /** Rejects when one has ended that nobody had killed, with what it wrote. */
  readonly crash: Promise<never>;
  private readonly crashed: (fault: Error) => void;
  private readonly folders = new Map<number, string>();
  private readonly running = new Map<number, BuiltGateway>();
  private waiting: (() => void)[] = [];

  /** @param program what each of them runs */
  constructor(
    private readonly program: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly weather: Weather,
  ) {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => undefined);
    this.crash = promise;
    this.crashed = reject;
  }

  start(place: number, inside: Omit<Inside, 'dieAt'>): Promise<BuiltGateway> {
    return this.attempt(place, { ...inside, dieAt: null }) as Promise<BuiltGateway>;
  }

  /**
   * Starts one that dies at a step.
   * @returns null where it has died before it was ready: it pushes what others left while it starts
   */
  startToDie(place: number, dieAt: NonNullable<Inside['dieAt']>, inside: Omit<Inside, 'dieAt'>) {
    return this.attempt(place, { ...inside, dieAt });
  }

  /** Again and again while the surroundings keep it from starting. */
  private async attempt(place: number, inside: Inside): Promise<BuiltGateway | null> {
    const folder = this.folders.get(place) ?? mkdtempSync(join(tmpdir(), 'gateway-torture-'));
    this.folders.set(place, folder);
    for (;;) {
      await this.weather.calm();
      const { disturbances } = this.weather;
      try {
        const environment = { ...this.environment, DATA_DIR: folder, TORTURE_INSIDE: JSON.stringify(inside) };
        const gateway = await BuiltGateway.start(environment, this.program);
        this.running.set(place, gateway);
        gateway.ended.then((run) => this.end(place, run));
        for (const proceed of this.waiting.splice(0)) proceed();
        return gateway;
      } catch (fault) {
        if (inside.dieAt && fault instanceof EndedBeforeReady && fault.run.exitCode === null) return null;
        if (this.weather.disturbances === disturbances) throw fault;
      }
    }
  }

  /** One of those that run; the first place's twice as often as any other. */
  async any(random: Random): Promise<BuiltGateway> {
    const place = random.pick([0, 0, 1]);
    while (this.running.size === 0) await new Promise<void>((proceed) => this.waiting.push(proceed));
    return this.running.get(place) ?? (this.running.values().next().value as BuiltGateway);
  }

  /** The one in a place, where it lives. */
  at(place: number): readonly BuiltGateway[] {
    const gateway = this.running.get(place);
    return gateway ? [gateway] : [];
  }

  all(): readonly BuiltGateway[] {
    return [...this.running.values()];
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((gateway) => gateway.kill()));
    for (const folder of this.folders.values()) rmSync(folder, { recursive: true, force: true });
  }

  private end(place: number, run: Run): void {
    this.running.delete(place);
    // A process that is killed has no exit code.
    if (run.exitCode !== null) this.crashed(new Error(`A gateway ended with ${run.exitCode}:\n${run.stderr}`));
  }
}
