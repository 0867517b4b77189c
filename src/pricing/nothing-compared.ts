import { ToldFault } from '../faults/index.js';

/** No price could be compared with the ERP's own. The message says why, for operators. */
export class NothingCompared extends ToldFault {
  static readonly code = 'NOTHING_COMPARED';
  readonly code = NothingCompared.code;
}
