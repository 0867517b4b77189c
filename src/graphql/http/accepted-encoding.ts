export type Encoding = 'br' | 'gzip';

/** Clients have few spellings between them; somebody who makes up more has them read anew. */
const MAX_REMEMBERED = 64;
const remembered = new Map<string, Encoding | undefined>();

/**
 * How an answer may be compressed: as the caller likes best, and with Brotli where it is all the same to it.
 * @param accepted the header Accept-Encoding
 * @returns undefined where it is to be sent as it is
 */
export function acceptedEncoding(accepted: string | undefined): Encoding | undefined {
  if (accepted === undefined) return undefined;
  if (remembered.has(accepted)) return remembered.get(accepted);
  const encoding = preferredOf(accepted);
  if (remembered.size < MAX_REMEMBERED) remembered.set(accepted, encoding);
  return encoding;
}

function preferredOf(accepted: string): Encoding | undefined {
  const weights = new Map(accepted.toLowerCase().split(',').map(weightOf));
  const others = weights.get('*') ?? 0;
  const br = weights.get('br') ?? others;
  const gzip = weights.get('gzip') ?? weights.get('x-gzip') ?? others;
  if (br > 0 && br >= gzip) return 'br';
  return gzip > 0 ? 'gzip' : undefined;
}

function weightOf(entry: string): [coding: string, weight: number] {
  const [coding = '', ...parameters] = entry.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return [coding, weight === undefined ? 1 : Number(weight)];
}
