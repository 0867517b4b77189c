/** What kind of program calls. It decides how much may be asked, and nothing else. */
export const CLIENT_CLASSES = ['SERVER', 'BROWSER', 'MOBILE', 'BUILD'] as const;
export type ClientClass = (typeof CLIENT_CLASSES)[number];

/** The program that sent a request; the person on whose behalf it did is the viewer. */
export interface CallingClient {
  /** Its name in the configuration; null for a program that is not known. */
  readonly name: string | null;
  readonly class: ClientClass;
  /** Where the request comes from; null for this machine itself, and whatever stands before the gateway on it. */
  readonly address: string | null;
  /** The requests that it may make in 10 seconds, where that is not what its class may. */
  readonly rateLimit: number | undefined;
}

/** Whether many visitors share the client, and its key is known to each: it tells them apart by their addresses alone. */
export function isPublicClient({ name, class: of }: CallingClient): boolean {
  return name === null || of === 'BROWSER' || of === 'MOBILE';
}
