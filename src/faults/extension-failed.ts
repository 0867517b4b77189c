import { ToldFault } from './told-fault.js';

/**
 * A merchant's function has failed for a record. The message names file, function, the kind of the error and, where it is known,
 * the line. It has nothing of the record, so that operators may read it.
 */
export class ExtensionFailed extends ToldFault {
  static readonly code = 'EXTENSION_FAILED';
  readonly code = ExtensionFailed.code;
}
