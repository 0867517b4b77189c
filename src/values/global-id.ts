/** An opaque ID that is unique over all types: the type's name and the object's key, in URL-safe base 64. */
export function globalId(typename: string, key: string): string {
  return Buffer.from(`${typename}:${key}`, 'utf8').toString('base64url');
}

/** The type and key in an ID, or undefined where this gateway did not make the ID. */
export function parseGlobalId(id: string): { typename: string; key: string } | undefined {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || globalId(text.slice(0, colon), text.slice(colon + 1)) !== id) return undefined;
  return { typename: text.slice(0, colon), key: text.slice(colon + 1) };
}
