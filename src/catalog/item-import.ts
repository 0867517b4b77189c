import { Injectable, Logger } from '@nestjs/common';
import { reasonForOperators, splitWhereRefused } from '../faults/index.js';
import type { Applied, ApplyRequest, FailedRecord, JobChunk } from '../jobs/index.js';
import type { ChangeStamp } from '../values/change-stamp.js';
import { counted } from '../values/counted.js';
import { Progress } from '../values/progress.js';
import { requestsFirst } from '../values/requests-first.js';
import { CatalogService } from './catalog.service.js';
import { CatalogSnapshot } from './catalog-snapshot.js';
import { CatalogSource, type ItemKey, type ItemVersion } from './catalog-source.port.js';
import type { Classification, Item } from './item.js';
import { ItemExtensions } from './item-extensions.js';
import { pagesOfKeys } from './pages-of-keys.js';

const VERSIONS_AT_ONCE = 500;
export const ITEMS_AT_ONCE = 250;

/** What one run of an import has done so far, in this process. */
export interface Tally {
  read: number;
  written: number;
  removed: number;
}

/** Items that are read and become products. */
export interface ItemChunk extends JobChunk {
  readonly keys: readonly ItemKey[];
  readonly classification: Classification;
  readonly tally: Tally;
}

/** Where a run that reads all or changed items has come to. */
export interface ItemPlace {
  /** GP's clock when the run began. */
  readonly startedAt: ChangeStamp;
  /** Items changed since then are read; null for all. */
  readonly changedSince: ChangeStamp | null;
  readonly after: ItemKey | null;
}

/** Reads GP's items and brings them into the snapshot: what the jobs of the catalogue have in common. */
@Injectable()
export class ItemImport {
  private readonly log = new Logger('catalog');
  private readonly progress = new Progress((message) => this.log.log(message));
  /** Items that the log has named as unreadable or unwritable. */
  private readonly told = new Set<string>();

  constructor(
    private readonly snapshot: CatalogSnapshot,
    private readonly source: CatalogSource,
    private readonly catalog: CatalogService,
    private readonly extensions: ItemExtensions,
  ) {}

  /** The versions of the items from a place on, in parts of at most ITEMS_AT_ONCE. @param isWanted leaves others out */
  async *versions(
    { changedSince, after }: ItemPlace,
    signal: AbortSignal,
    isWanted: (version: ItemVersion) => boolean = () => true,
  ): AsyncGenerator<readonly [ItemVersion, ...ItemVersion[]]> {
    const pages = pagesOfKeys(
      VERSIONS_AT_ONCE,
      ({ key }: ItemVersion) => key,
      (last) => this.source.versions({ changedSince, after: last, limit: VERSIONS_AT_ONCE }, signal),
      after,
    );
    for await (const page of pages) {
      const wanted = page.filter(isWanted);
      for (let start = 0; start < wanted.length; start += ITEMS_AT_ONCE) {
        const [first, ...others] = wanted.slice(start, start + ITEMS_AT_ONCE);
        if (first) yield [first, ...others];
      }
    }
  }

  async apply({ keys, classification, tally }: ItemChunk, { isDryRun, signal }: ApplyRequest): Promise<Applied> {
    const failed: FailedRecord[] = [];
    const fail = (key: string, fault: unknown) => {
      failed.push({ key, error: reasonForOperators(fault) });
      this.tell(key, fault);
    };
    const items: Item[] = [];
    await splitWhereRefused(
      keys,
      async (part) => {
        await requestsFirst();
        items.push(...(await this.source.items(part, signal)));
      },
      fail,
    );
    const extended = await this.extensions.of(items, ({ sku }, fault) => fail(sku, fault), signal);
    const { written, removed, sample } = await this.snapshot.write(extended, classification, isDryRun, fail);
    tally.read += keys.length;
    if (!isDryRun) {
      tally.written += written;
      tally.removed += removed;
    }
    this.progress.reached(() => `catalogue: ${counted(tally.read, 'item')} read`);
    const changed = written + removed;
    return { read: keys.length, changed, unchanged: Math.max(0, keys.length - changed - failed.length), failed, sample };
  }

  /** Pages show what a run has changed from now on. */
  show({ written, removed }: Tally): void {
    if (written + removed === 0) return;
    this.log.log(`catalogue: ${written} products written, ${removed} removed`);
    this.catalog.snapshotChanged();
  }

  /** Logs an item once. It keeps its old state in the snapshot. */
  private tell(key: string, fault: unknown): void {
    if (this.told.has(key)) return;
    this.told.add(key);
    this.log.error({ item: key, fault }, 'An item of GP cannot be read into the catalogue');
  }
}

/** Keys in parts of at most ITEMS_AT_ONCE. */
export function* partsOf(keys: readonly ItemKey[]): Generator<readonly ItemKey[]> {
  for (let start = 0; start < keys.length; start += ITEMS_AT_ONCE) yield keys.slice(start, start + ITEMS_AT_ONCE);
}
