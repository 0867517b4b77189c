import { SetMetadata } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import type { PeriodicTask } from './periodic-tasks.js';

/** Whether the gateway listens only after the task's first turn has ended, or while it runs. */
export type FirstTurn = 'beforeListening' | 'meanwhile';

const FIRST_TURN = 'jobs:first-turn';

/** Marks a provider that is a task: the start finds it among the providers and runs it while the gateway is up. */
export const RunsWhileUp = (firstTurn: FirstTurn) => SetMetadata(FIRST_TURN, firstTurn);

/** The providers that carry the mark, by when their first turn is. */
export function tasksOf(discovery: DiscoveryService): Readonly<Record<FirstTurn, readonly PeriodicTask[]>> {
  const tasks: Record<FirstTurn, PeriodicTask[]> = { beforeListening: [], meanwhile: [] };
  for (const instance of new Set<unknown>(discovery.getProviders().map((provider) => provider.instance))) {
    if (typeof instance !== 'object' || instance === null) continue;
    const firstTurn: FirstTurn | undefined = Reflect.getMetadata(FIRST_TURN, instance.constructor ?? Object);
    if (firstTurn) tasks[firstTurn].push(instance as PeriodicTask);
  }
  return tasks;
}
