import type { ChangeStamp, ItemKey, ItemVersion } from './catalog-source.port.js';

/** Until a stamp is so old, something else may still be stamped alike: SQL Server's stamps are 3.3 ms apart. */
const SETTLED_AFTER_MS = 1_000;

/**
 * At which version items were read. Looks for changes overlap, so that a mass update is seen again at every look for some
 * minutes: what was read as it stands is read no second time.
 */
export class ReadVersions {
  private readonly versions = new Map<ItemKey, { readonly version: string; readonly changedAt: ChangeStamp }>();

  has({ key, version }: ItemVersion): boolean {
    return this.versions.get(key)?.version === version;
  }

  /** @param lookedAt what GP's clock said when it was read */
  add({ key, version, changedAt }: ItemVersion, lookedAt: ChangeStamp): void {
    if (changedAt <= earlier(lookedAt, SETTLED_AFTER_MS)) this.versions.set(key, { version, changedAt });
    else this.versions.delete(key);
  }

  /** Forgets what no look will meet again. @param stamp from where the next one looks */
  forgetBefore(stamp: ChangeStamp): void {
    for (const [key, { changedAt }] of this.versions) if (changedAt <= stamp) this.versions.delete(key);
  }

  clear(): void {
    this.versions.clear();
  }
}

export function earlier(stamp: ChangeStamp, milliseconds: number): ChangeStamp {
  return new Date(Date.parse(`${stamp}Z`) - milliseconds).toISOString().slice(0, -1);
}
