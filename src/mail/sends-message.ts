import type { MailSettings } from '../config/index.js';
import type { MessageName } from './messages/message-views.js';

/** Whether messages of this name are sent (MAIL_MESSAGES). */
export function sendsMessage({ messages }: Pick<MailSettings, 'messages'>, name: MessageName): boolean {
  return messages.includes('all') || messages.includes(name);
}
