import { randomUUID } from 'node:crypto';
import type { MailMessage } from './mail-message.js';
import { messageIdOf, threadIdOf } from './message-id.js';
import { MESSAGE_SAMPLES, type MessageName } from './messages/message-views.js';
import type { MailTemplates } from './templates/mail-templates.js';

export const MESSAGE_NAMES = Object.keys(MESSAGE_SAMPLES) as readonly MessageName[];

export function isMessageName(text: string): text is MessageName {
  return (MESSAGE_NAMES as readonly string[]).includes(text);
}

/** A message with made-up values, as the templates write it. */
export function sampleMessage(
  templates: MailTemplates,
  name: MessageName,
  language: string,
  between: { readonly to: string; readonly from: string },
): MailMessage {
  const { to, from } = between;
  return {
    ...templates.render(name, language, MESSAGE_SAMPLES[name]),
    name,
    messageId: messageIdOf(randomUUID(), to, from),
    threadId: threadIdOf(`sample/${name}`, from),
    to,
    time: Date.now(),
  };
}
