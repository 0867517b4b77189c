import { GpSettings, type MailSettings, type PrintingSettings } from '../config/index.js';
import { StartRefused } from '../faults/index.js';
import { readFileBytes, UnreadableText } from '../files/index.js';
import { LOGO, type Sender } from './envelope.js';
import { MESSAGE_SAMPLES } from './messages/message-samples.js';
import { BadTemplate } from './templates/bad-template.js';
import { MailTemplates } from './templates/mail-templates.js';

/**
 * The templates, and that the settings about them name what there is.
 * @throws {StartRefused} with the place of what is wrong
 */
export function readTemplates(
  mail: MailSettings,
  { merchant, address, logoFile }: PrintingSettings,
  { timeZone }: GpSettings,
): MailTemplates {
  const shown = { name: merchant, address, logo: logoFile === undefined ? null : LOGO };
  const templates = readChecked(mail.templatesFolder, shown, timeZone);
  if (!templates.tags.includes(mail.language)) {
    throw new StartRefused(`MAIL_LANGUAGE: expected one of ${templates.tags.join(', ')}, in which there are templates.`);
  }
  return templates;
}

/** @throws {StartRefused} MAIL_MESSAGES names an unknown message, or MAIL_LANGUAGE_FIELD a column that is not read */
export function checkNames({ messages, languageField }: MailSettings, { accountFields }: GpSettings): void {
  const names = Object.keys(MESSAGE_SAMPLES);
  const unknown = messages.find((name) => !['all', 'none', ...names].includes(name));
  if (unknown !== undefined || (messages.length > 1 && messages.some((name) => !names.includes(name)))) {
    throw new StartRefused(`MAIL_MESSAGES: expected all, none, or some of ${names.join(', ')}.`);
  }
  if (languageField !== undefined && !accountFields.has(languageField)) {
    throw new StartRefused('MAIL_LANGUAGE_FIELD: expected a name of GP_ACCOUNT_FIELDS.');
  }
}

/** @throws {StartRefused} the logo cannot be read */
export function senderOf({ from, fromName, replyTo }: MailSettings, { merchant, logoFile }: PrintingSettings): Sender {
  return {
    address: from,
    name: fromName ?? merchant,
    replyTo: replyTo ?? null,
    logo: logoFile === undefined ? null : logoOf(logoFile),
  };
}

function readChecked(...from: Parameters<typeof MailTemplates.read>): MailTemplates {
  try {
    return MailTemplates.read(...from);
  } catch (cause) {
    if (cause instanceof BadTemplate) throw new StartRefused(`MAIL_TEMPLATES: ${cause.message}.`, { cause });
    throw cause;
  }
}

function logoOf(file: string): Sender['logo'] {
  try {
    return { content: readFileBytes(file), contentType: /\.png$/i.test(file) ? 'image/png' : 'image/jpeg' };
  } catch (cause) {
    if (cause instanceof UnreadableText) throw new StartRefused('PRINT_LOGO cannot be read.', { cause });
    throw cause;
  }
}
