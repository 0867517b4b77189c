/** A provider's keys are not available: the provider gave no answer or an unusable one. */
export class ProviderAway extends Error {
  readonly code = 'PROVIDER_AWAY';

  constructor(reason: string, options?: { cause: unknown }) {
    super(reason, options);
    this.name = 'ProviderAway';
  }
}
