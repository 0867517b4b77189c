import { Injectable } from '@nestjs/common';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { type ChangeStamp, earlier } from '../values/change-stamp.js';
import { CatalogSnapshot } from './catalog-snapshot.js';
import { CatalogSource, type ItemVersion } from './catalog-source.port.js';
import type { Classification } from './item.js';
import { ItemExtensions } from './item-extensions.js';
import { type ItemChunk, ItemImport, type ItemPlace, partsOf, type Tally } from './item-import.js';
import { ReadVersions } from './read-versions.js';

/** Rows of a long transaction have stamps earlier than their commit. So each look for changes overlaps the one before. */
const OVERLAP_MS = 5 * 60_000;

/** In the watermark, between the stamp and the version of the merchant's functions by which the products were made. */
const MADE_BY = '#';

interface Place extends ItemPlace {
  /** The version of the functions when the run began. Absent from what earlier releases have written. */
  readonly version?: string | null;
}

type RefreshChunk =
  /** The categories first: products are shown in them. */
  | { readonly kind: 'categories'; readonly checkpoint: string; readonly classification: Classification }
  | ({ readonly kind: 'items'; readonly versions: readonly ItemVersion[]; readonly startedAt: ChangeStamp } & ItemChunk);

/** Brings the snapshot of GP's items up to date. It reads only items whose change stamps in GP are new. */
@Injectable()
@RunsBySchedule()
export class CatalogRefresh implements Job<RefreshChunk> {
  readonly name = 'catalog.refresh';
  readonly about = 'brings what has changed in GP into the catalogue';
  readonly schedule = { cron: '* * * * *', timeZone: 'UTC', missed: 'once' } as const;
  readonly runsAtStart = true;
  private readonly read = new ReadVersions();

  constructor(
    private readonly items: ItemImport,
    private readonly snapshot: CatalogSnapshot,
    private readonly source: CatalogSource,
    private readonly extensions: ItemExtensions,
  ) {}

  async *plan({ watermark, checkpoint, only, signal }: PlanRequest): AsyncGenerator<RefreshChunk, string | null> {
    const tally = { read: 0, written: 0, removed: 0 };
    try {
      const classification = await this.source.classification(signal);
      if (only === null) return yield* this.changes({ watermark, checkpoint, signal, classification, tally });
      const startedAt = await this.source.now(signal);
      for (const keys of partsOf(only)) {
        yield { kind: 'items', checkpoint: '', keys, versions: [], startedAt, classification, tally };
      }
      return null;
    } finally {
      this.items.show(tally);
    }
  }

  async apply(chunk: RefreshChunk, request: ApplyRequest): Promise<Applied> {
    const { classification } = chunk;
    if (chunk.kind === 'categories') {
      // Before it: if this run fails half way, the next one makes all products anew.
      if (!request.isDryRun) await request.forgetWatermark();
      if (!request.isDryRun) await this.snapshot.writeCategories(classification);
      const changed = classification.itemClasses.length + classification.categoryValues.length;
      return { read: changed, changed, unchanged: 0, failed: [] };
    }
    const applied = await this.items.apply(chunk, request);
    if (!request.isDryRun) for (const version of chunk.versions) this.read.add(version, chunk.startedAt);
    return applied;
  }

  private async *changes({
    watermark,
    checkpoint,
    signal,
    classification,
    tally,
  }: Pick<PlanRequest, 'watermark' | 'checkpoint' | 'signal'> & {
    readonly classification: Classification;
    readonly tally: Tally;
  }): AsyncGenerator<RefreshChunk, string | null> {
    const { version } = this.extensions;
    const [changedSince, made = null] = watermark?.split(MADE_BY) ?? [null];
    let place: Place =
      checkpoint === null
        ? {
            // Read before the items, so that the next run finds changes that happen while they are read.
            startedAt: await this.source.now(signal),
            changedSince: made === version ? (changedSince ?? null) : null,
            after: null,
            version,
          }
        : JSON.parse(checkpoint);
    const { startedAt } = place;
    const nextFrom = earlier(startedAt, OVERLAP_MS);
    // Products contain the names of classes and categories. Where one of these has changed, all products are made anew.
    if (await this.snapshot.hasOtherCategories(classification)) {
      place = { startedAt, changedSince: null, after: null, version: place.version ?? null };
      yield { kind: 'categories', checkpoint: JSON.stringify(place), classification };
    }
    if (place.changedSince === null) this.read.clear();
    for await (const versions of this.items.versions(place, signal, (version) => !this.read.has(version))) {
      const keys = versions.map(({ key }) => key);
      const reached = JSON.stringify({ ...place, after: keys.at(-1) });
      yield { kind: 'items', checkpoint: reached, keys, versions, startedAt, classification, tally };
    }
    this.read.forgetBefore(nextFrom);
    return place.version ? `${nextFrom}${MADE_BY}${place.version}` : nextFrom;
  }
}
