import { afterAll, vi } from 'vitest';

// Files that share a worker find it as they would find a new one.
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});
