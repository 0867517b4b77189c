/** The texts of operations that all instances share, by their SHA-256. */
export abstract class SharedTexts {
  /** Undefined where it is not known, or cannot be asked in time. Never fails. */
  abstract find(hash: string): Promise<string | undefined>;
  /** Nobody waits for it. */
  abstract keep(hash: string, text: string): void;
}

/** Where there is one instance only. */
export class NoSharedTexts extends SharedTexts {
  async find(): Promise<undefined> {
    return undefined;
  }
  keep(): void {}
}
