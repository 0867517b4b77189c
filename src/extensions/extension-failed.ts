import { Fault } from '../faults/index.js';

/** A merchant's function has failed for a record. The message names file and function, and has nothing of the record. */
export class ExtensionFailed extends Fault {
  static readonly code = 'EXTENSION_FAILED';
  readonly code = ExtensionFailed.code;
}
