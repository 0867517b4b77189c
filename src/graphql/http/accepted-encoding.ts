export type Encoding = 'br' | 'gzip';

/** At most MAX_REMEMBERED values of the header are remembered, which is enough for real clients. Others are parsed again. */
const MAX_REMEMBERED = 64;
const remembered = new Map<string, Encoding | undefined>();

/**
 * The encoding that the caller prefers for an answer. Brotli, if the caller has no preference.
 * @param accepted the header Accept-Encoding
 * @returns undefined if the answer is to be sent uncompressed
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
