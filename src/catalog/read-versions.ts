import { type ChangeStamp, earlier } from '../values/change-stamp.js';
import type { ItemKey, ItemVersion } from './catalog-source.port.js';

/** A stamp younger than this may still be given to another change, as SQL Server's stamps have steps of 3.3 ms. */
const SETTLED_AFTER_MS = 1_000;

/**
 * The versions at which items were read. Looks for changes overlap, so that a mass update is found again by every look for
 * some minutes. An item is not read a second time at the same version.
 */
export class ReadVersions {
  private readonly versions = new Map<ItemKey, { readonly version: string; readonly changedAt: ChangeStamp }>();

  has({ key, version }: ItemVersion): boolean {
    return this.versions.get(key)?.version === version;
  }

  /** @param lookedAt GP's clock when the item was read */
  add({ key, version, changedAt }: ItemVersion, lookedAt: ChangeStamp): void {
    if (changedAt <= earlier(lookedAt, SETTLED_AFTER_MS)) this.versions.set(key, { version, changedAt });
    else this.versions.delete(key);
  }

  /** Forgets versions that no later look will find. @param stamp the beginning of the next look */
  forgetBefore(stamp: ChangeStamp): void {
    for (const [key, { changedAt }] of this.versions) if (changedAt <= stamp) this.versions.delete(key);
  }

  clear(): void {
    this.versions.clear();
  }
}
