/** The README's queries at build time; vite.config.ts provides them. */
declare module 'virtual:readme-tabs' {
  import type { ReadmeTab } from './readme-tabs.js';

  export const tabs: readonly [ReadmeTab, ...ReadmeTab[]];
  /** Changes with the tabs. */
  export const version: string;
}
