import { Injectable } from '@nestjs/common';
import { type Live, type LiveReader, LiveReaders, type RequestBudget } from '../live/index.js';
import type { AccountNumber, Sku } from '../values/identifiers.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { Viewer } from '../values/viewer.js';
import { partCodePolicy, partNumberPolicy } from './part-number.policy.js';
import { type PartCodeKey, type PartNumberKey, PartNumberSource } from './part-number-source.port.js';

/** The part numbers of accounts' own. */
@Injectable()
export class PartNumberService {
  private readonly numbers: LiveReader<PartNumberKey, string>;
  private readonly codes: LiveReader<PartCodeKey, readonly Sku[]>;

  constructor(live: LiveReaders, source: PartNumberSource) {
    const textOf = (accountNumber: AccountNumber, key: string) => `${accountNumber}\n${key}`;
    this.numbers = live.reader(
      partNumberPolicy,
      ({ accountNumber, sku }) => textOf(accountNumber, sku),
      (keys, signal) => source.partNumbers(keys, signal),
    );
    this.codes = live.reader(
      partCodePolicy,
      ({ accountNumber, code }) => textOf(accountNumber, code),
      (keys, signal) => source.productsOf(keys, signal),
    );
  }

  /** The number that the viewer's account has for a product; null where it has none, or where it is not known now. */
  numberOf(viewer: Viewer, sku: Sku, budget: RequestBudget): MaybePromise<string | null> {
    if (viewer.kind !== 'signedIn') return null;
    return andThen(this.numbers.read({ accountNumber: viewer.accountNumber, sku }, budget), (live) =>
      live.known ? live.value : null,
    );
  }

  /** The products that the viewer's account calls by a code. */
  productsOf(viewer: Viewer, code: string, budget: RequestBudget): MaybePromise<Live<readonly Sku[] | null> | null> {
    if (viewer.kind !== 'signedIn') return null;
    return this.codes.read({ accountNumber: viewer.accountNumber, code: code.toUpperCase() }, budget);
  }
}
