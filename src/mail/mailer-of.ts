import { join } from 'node:path';
import type { DatabaseSettings, MailSettings, PrintingSettings } from '../config/index.js';
import { FolderMailer } from './folder-mailer.js';
import type { Mailer } from './mailer.port.js';
import { senderOf } from './read-templates.js';
import { SmtpMailer } from './smtp-mailer.js';

/** Below DATA_DIR. */
const FOLDER = 'mail';

/** Hands mail to the configured server, or to the data folder where there is none. @throws {StartRefused} the logo cannot be read */
export function mailerOf(mail: MailSettings, printing: PrintingSettings, { dataDir }: DatabaseSettings): Mailer {
  const sender = senderOf(mail, printing);
  const { smtp, smtpConnections: connections, smtpAuthority: authority } = mail;
  return smtp ? new SmtpMailer(smtp, sender, { connections, authority }) : new FolderMailer(join(dataDir, FOLDER), sender);
}
