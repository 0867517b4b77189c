import { setTimeout as pause } from 'node:timers/promises';

const CONNECTIONS = 20;
/** Of each connection between two pages: together they ask for some hundred pages a second. */
const PAUSE_MS = 60;

/** Pages that are asked for in the background, all the time. */
export class Load {
  pages = 0;
  /** What was wrong with answers. */
  readonly faults: string[] = [];
  private goesOn = true;
  private readonly connections: Promise<unknown>;

  /** @param ask for a page, and tells what is wrong with its answer */
  constructor(ask: (turn: number) => Promise<string | undefined>) {
    this.connections = Promise.all(Array.from({ length: CONNECTIONS }, () => this.keepAsking(ask)));
  }

  async stop(): Promise<void> {
    this.goesOn = false;
    await this.connections;
  }

  private async keepAsking(ask: (turn: number) => Promise<string | undefined>): Promise<void> {
    while (this.goesOn) {
      const fault = await ask(this.pages++).catch((thrown: unknown) => `no answer: ${thrown}`);
      if (fault !== undefined) this.faults.push(fault);
      await pause(PAUSE_MS);
    }
  }
}
