import type { Linked, MailSettings } from '../config/index.js';

/** The storefront's page of a document; null where none is configured. */
export function linkTo({ links }: MailSettings, what: Linked, number: string): string | null {
  return links.get(what)?.replaceAll('{number}', encodeURIComponent(number)) ?? null;
}
