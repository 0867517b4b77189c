import { randomUUID } from 'node:crypto';
import type { MailMessage } from './mail-message.js';
import { messageIdOf, threadIdOf } from './message-id.js';
import { MESSAGE_NAMES, messageSamples } from './messages/message-samples.js';
import type { MessageName } from './messages/message-views.js';
import type { MailTemplates } from './templates/mail-templates.js';

export function isMessageName(text: string): text is MessageName {
  return (MESSAGE_NAMES as readonly string[]).includes(text);
}

/** A message with made-up values, as the templates and the language write it. */
export function sampleMessage(
  templates: MailTemplates,
  name: MessageName,
  language: string,
  between: { readonly to: string; readonly from: string },
): MailMessage {
  const { to, from } = between;
  const samples = messageSamples(templates.written(language, 'USD', 2), (instant) => templates.moment(language, instant));
  return {
    ...templates.render(name, language, samples[name]),
    name,
    messageId: messageIdOf(randomUUID(), to, from),
    threadId: threadIdOf(`sample/${name}`, from),
    to,
    time: Date.now(),
  };
}
