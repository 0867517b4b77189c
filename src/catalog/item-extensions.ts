import { Injectable } from '@nestjs/common';
import { Extensions } from '../extensions/index.js';
import type { Item } from './item.js';
import { itemAcceptance, itemPoint } from './item-points.js';

/** What the merchant's functions make of items. */
@Injectable()
export class ItemExtensions {
  constructor(private readonly extensions: Extensions) {}

  /** Differs where the functions differ: then all products are made anew. Null where there are none. */
  get version(): string | null {
    return this.extensions.has(itemPoint) || this.extensions.has(itemAcceptance) ? this.extensions.version : null;
  }

  /**
   * The items as the catalogue takes them. One that is not accepted counts as inactive.
   * @param onFailed called for each item for which a function fails. It is left out, so that its product stays as it was
   */
  async of(
    items: readonly Item[],
    onFailed: (item: Item, fault: unknown) => void,
    signal: AbortSignal,
  ): Promise<readonly Item[]> {
    if (this.version === null) return items;
    const active = items.filter(({ inactive }) => !inactive);
    const judged = await this.extensions.run(
      itemAcceptance,
      active.map((record) => ({ record, isAccepted: true })),
      signal,
    );
    const left: Item[] = items.filter(({ inactive }) => inactive);
    const accepted: Item[] = [];
    active.forEach((item, index) => {
      const result = judged[index];
      if (result?.kind !== 'done') onFailed(item, result?.fault);
      else if (result.subject.isAccepted) accepted.push(item);
      else left.push({ ...item, inactive: true });
    });
    const mapped = await this.extensions.run(itemPoint, accepted, signal);
    return [
      ...left,
      ...accepted.flatMap((item, index) => {
        const result = mapped[index];
        if (result?.kind === 'done') return [result.subject];
        onFailed(item, result?.fault);
        return [];
      }),
    ];
  }
}
