import type { Patience } from '../live/index.js';
import type { Sku, UnitCode } from '../values/identifiers.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import type { Viewer } from '../values/viewer.js';

/** How units are sold, which the viewer's price list decides: stock that is counted in a unit is rounded to what can be bought. */
export abstract class UnitSales {
  /** Whether a unit is sold in fractions; whole units where that can't be told. */
  abstract soldInFractions(viewer: Viewer, sku: Sku, unit: UnitCode, patience: Patience): MaybePromise<boolean>;
}
