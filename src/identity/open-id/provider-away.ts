/** A provider's keys can't be had: it gives no answer, or one that can't be used. */
export class ProviderAway extends Error {
  readonly code = 'PROVIDER_AWAY';

  constructor(reason: string, options?: { cause: unknown }) {
    super(reason, options);
    this.name = 'ProviderAway';
  }
}
