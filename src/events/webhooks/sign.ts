import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** The bytes of a secret, such as "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"; undefined where it is not one of 24 to 64 bytes. */
export function secretBytes(secret: string): Buffer | undefined {
  const base64 = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= 24 && bytes.length <= 64 ? bytes : undefined;
}

/**
 * The headers of a message, after the Standard Webhooks specification 1.0. While a secret is rotated, the message is signed with
 * the old and the new one.
 * @param timestamp of this attempt, in seconds since 1970
 */
export function signedHeaders(id: string, timestamp: number, body: string, secrets: readonly Buffer[]): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${signature}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
