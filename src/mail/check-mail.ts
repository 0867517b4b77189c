import type { GpSettings, MailSettings, PrintingSettings } from '../config/index.js';
import { checkNames, readTemplates, senderOf } from './read-templates.js';
import { readStaffRules } from './staff/staff-rules.js';

/**
 * Checks the files that settings of mail name, and the names in them.
 * @param webhooks the destinations that STAFF_RULES may name
 * @throws {StartRefused} with the place of what is wrong
 */
export function checkMail(mail: MailSettings, printing: PrintingSettings, gp: GpSettings, webhooks: readonly string[]): void {
  checkNames(mail, gp);
  senderOf(mail, printing);
  const { tags } = readTemplates(mail, printing, gp);
  readStaffRules(mail.staffRulesFile, { languages: tags, fields: [...gp.accountFields.keys()], webhooks });
}
