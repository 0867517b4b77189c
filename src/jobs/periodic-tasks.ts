import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';

/** Work that is done again and again while the gateway runs. */
export interface PeriodicTask {
  readonly name: string;
  readonly everyMs: number;
  run(signal: AbortSignal): Promise<void>;
}

/** Runs tasks, each again so long after its last end; a failure is logged and does not stop the next turn. */
@Injectable()
export class PeriodicTasks implements OnApplicationShutdown {
  private readonly log = new Logger('jobs');
  private readonly closing = new AbortController();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();

  /** Runs a task now, and then for as long as the gateway runs. Resolves when its first turn has ended, however it ended. */
  async start(task: PeriodicTask): Promise<void> {
    await this.turn(task);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort(new Error('The gateway is closing.'));
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.allSettled(this.running);
  }

  private async turn(task: PeriodicTask): Promise<void> {
    const turn = task.run(this.closing.signal).catch((fault: unknown) => {
      if (!this.closing.signal.aborted) this.log.warn({ task: task.name, fault });
    });
    this.running.add(turn);
    await turn;
    this.running.delete(turn);
    if (this.closing.signal.aborted) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.turn(task);
    }, task.everyMs);
    this.timers.add(timer);
  }
}
