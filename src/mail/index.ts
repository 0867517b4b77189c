export { checkMail } from './check-mail.js';
export { MailModule } from './mail.module.js';
export { Mailer } from './mailer.port.js';
export { mailerOf } from './mailer-of.js';
export { MESSAGE_NAMES } from './messages/message-samples.js';
export { readTemplates } from './read-templates.js';
export { isMessageName, sampleMessage } from './samples.js';
export type { MailTemplates } from './templates/mail-templates.js';
