/** The texts of operations, by their SHA-256, that all instances share. */
export abstract class SharedTexts {
  /** @returns undefined if the text is not known, or does not come in time; never fails */
  abstract find(hash: string): Promise<string | undefined>;
  /** Stores a text in the background. */
  abstract keep(hash: string, text: string): void;
}

/** For a gateway whose instances share nothing. */
export class NoSharedTexts extends SharedTexts {
  async find(): Promise<undefined> {
    return undefined;
  }
  keep(): void {}
}
