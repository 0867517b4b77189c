import { Fault } from '../faults/index.js';

/** Another version of the gateway has accepted the document. */
export class UnknownKind extends Fault {
  static readonly code = 'UNKNOWN_KIND';
  readonly code = UnknownKind.code;

  constructor(kind: string) {
    super(`This gateway knows no documents of the kind "${kind}"`);
  }
}
