/** What the process is told that watches GP (gp-watcher.ts). */
export interface GpWatching {
  /** The gateway's database. */
  readonly url: string;
  /** That of the company, as the sandbox has it. */
  readonly gpUrl: string;
  /** Where it kills itself, and at which time that it is there; null where it does not. */
  readonly dieAt: { readonly step: WatcherStep; readonly time: number } | null;
}

/** `read`: GP has answered. `told`: events are recorded, not committed. `applied`: they are, and the checkpoint is not written. */
export const WATCHER_STEPS = ['read', 'told', 'applied'] as const;
export type WatcherStep = (typeof WATCHER_STEPS)[number];

/** The jobs that work on all items and all customers, a page at a time. */
export const WATCHING_JOBS = ['account.changes', 'inventory.changes', 'pricing.changes'] as const;
