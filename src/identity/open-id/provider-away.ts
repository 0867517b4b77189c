import { Fault } from '../../faults/index.js';

/** A provider's keys are not available: the provider gave no answer or an unusable one. */
export class ProviderAway extends Fault {
  static readonly code = 'PROVIDER_AWAY';
  readonly code = ProviderAway.code;
}
