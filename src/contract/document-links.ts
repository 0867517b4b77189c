import type { CalendarDate } from '../values/calendar-date.js';
import type { SignedInViewer } from '../values/viewer.js';

/** A document that a link opens. The key is that of its node ID (`globalId`). */
export type LinkedDocument =
  | { readonly kind: 'quote' | 'invoice' | 'credit'; readonly key: string }
  | { readonly kind: 'statement'; readonly from: CalendarDate; readonly to: CalendarDate };

/**
 * Links to documents, for all who have them: browsers send no access token with a link. A link is good for this document, this
 * account and 5 to 6 minutes, and only while the session in which it was made is open. Implemented by identity/.
 */
export abstract class DocumentLinks {
  /** @returns the token that the link ends with */
  abstract make(viewer: SignedInViewer, document: LinkedDocument): Promise<string>;

  /**
   * Who may see which document by this token; undefined where it is not valid (any more).
   * @throws {StoreUnavailable} it can't be told now whether it is valid, or whether the session is open
   */
  abstract open(token: string): Promise<{ readonly viewer: SignedInViewer; readonly document: LinkedDocument } | undefined>;
}
