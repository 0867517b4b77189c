import { once } from 'node:events';
import { join } from 'node:path';
import type { Trouble } from '../src/sandbox/trouble.js';
import { BUILT, type Place } from './place.js';
import { type Server, startServer } from './processes.js';

/** What the benchmark tells an instance. */
export interface Command {
  /** Replaces the trouble with GP. */
  readonly trouble?: Partial<Trouble>;
  /** Prices and stock are forgotten: by all instances, so that pages are cold, or in this one's memory alone. */
  readonly forgets?: 'everywhere' | 'in memory';
  /** The accounts are forgotten with them: who they are, and which price sheets they have. */
  readonly forgetsAccounts?: boolean;
  /** So far ahead of the real time is the instance's clock: what it knows is older by as much. */
  readonly aheadMs?: number;
  /** Sells one piece of this product in GP, as GP's own users do. */
  readonly sells?: string;
  /** Switches Change Tracking on, as the DBA does. */
  readonly tracksChanges?: boolean;
  readonly countsAnew?: boolean;
}

/** A question that left for GP. Times are milliseconds since 1970, comparable between processes. */
export interface QuestionToGp {
  readonly kind: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface Observed {
  readonly questions: readonly QuestionToGp[];
}

/** A gateway that obeys the benchmark. */
export interface Instance extends Server {
  /** @returns the questions to GP since they were last counted anew */
  tell(command: Command): Promise<readonly QuestionToGp[]>;
}

export async function startInstance(place: Place, isPinned: boolean, environment: NodeJS.ProcessEnv): Promise<Instance> {
  const script = join(BUILT, 'bench/instance.js');
  const { child, ...server } = await startServer({ place, isPinned, name: 'gateway instance', script, environment });
  return {
    ...server,
    tell: async (command) => {
      const replied = once(child, 'message');
      child.send(command);
      const [reply] = (await replied) as [Observed | { readonly failure: string }];
      if ('failure' in reply) throw new Error(`The instance could not obey: ${reply.failure}`);
      return reply.questions;
    },
  };
}

/** How many questions of each kind there were, e.g. "stock 1, price lists 1". */
export function byKind(questions: readonly QuestionToGp[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of questions) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (
    [...counts]
      .toSorted()
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ') || 'none'
  );
}
