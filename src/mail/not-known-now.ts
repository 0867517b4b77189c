import { DeliveryFailed } from '../events/index.js';

/** GP gave no answer about what a message tells of. */
export class NotKnownNow extends DeliveryFailed {
  constructor(what: string) {
    super(`GP gave no answer about ${what}`);
    this.name = 'NotKnownNow';
  }
}
