import { createHash } from 'node:crypto';

/**
 * The ID of a message, in the domain of the sender's address. It is made of the event and the recipient, so that a message that
 * is sent twice has one ID.
 */
export function messageIdOf(eventId: string, recipient: string, sender: string): string {
  return idOf(['message', eventId, recipient], sender);
}

/** What messages about one subject refer to. There is no message with this ID; mail programs group those that name it. */
export function threadIdOf(subject: string, sender: string): string {
  return idOf(['subject', subject], sender);
}

function idOf(parts: readonly string[], sender: string): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
  // Message IDs are ASCII (RFC 5322, 3.6.4).
  const domain = URL.parse(`http://${sender.split('@')[1]}`)?.hostname ?? 'localhost';
  return `<${hash}@${domain}>`;
}
