const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/whsec_[\w+/=-]+/g, 'whsec_***'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 ***'],
  [
    /("?[\w-]*(?:password|passwd|secret|token|api[_-]?key|authorization|cookie)[\w-]*"?\s*[:=]\s*)("[^"]*"?|[^\s,;&}]+)/gi,
    '$1***',
  ],
];

/** A receiver's answer for the log of attempts: without what looks like a secret, and without characters that move a terminal. */
export function withoutSecrets(text: string): string {
  const masked = SECRETS.reduce((left, [secret, mask]) => left.replace(secret, mask), text);
  return masked.replace(/[\p{Cc}\p{Cf}\ufffd]+/gu, ' ').trim();
}
