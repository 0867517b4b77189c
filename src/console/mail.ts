import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readEnvironment, type Settings } from '../config/index.js';
import { reasonOf, StartRefused } from '../faults/index.js';
import { makeFolder } from '../files/index.js';
import { isMessageName, type MailTemplates, MESSAGE_NAMES, mailerOf, readTemplates, sampleMessage } from '../mail/index.js';
import { counted } from '../values/counted.js';
import { isMailbox } from '../values/mailbox.js';
import type { Reply } from './local-line.js';
import { incomplete, notUnderstood, unreadable } from './not-understood.js';
import { optionsIn } from './options.js';
import { runCommand } from './run-command.js';

const HELP = [
  'npm run mail -- preview FOLDER [MESSAGE] [--language TAG]    writes messages with made-up values as HTML and text',
  'npm run mail -- send MESSAGE --to ADDRESS [--language TAG]   sends one, as the gateway would send it',
  `MESSAGE: ${MESSAGE_NAMES.join(', ')}`,
];
const OPTIONS = { to: 'an e-mail address', language: 'the tag of a language, such as en' };
const SEND_WITHIN_MS = 30_000;

/** Shows a merchant what the gateway's mail looks like, with the templates and the mail server of the settings. */
async function run(words: readonly string[]): Promise<Reply> {
  const { values, others } = optionsIn(words, OPTIONS, HELP);
  const { language } = values;
  const { settings } = readEnvironment();
  const templates = readTemplates(settings.mail, settings.printing, settings.gp);
  if (language !== undefined && !templates.tags.includes(language)) {
    return notUnderstood(language, HELP, `one of ${templates.tags.join(', ')}`);
  }
  const [command = '', ...rest] = others;
  switch (command) {
    case 'preview':
      if (values.to !== undefined) return notUnderstood('--to', HELP);
      return preview(templates, rest, language === undefined ? templates.tags : [language], settings);
    case 'send':
      return send(templates, rest, values.to, language ?? settings.mail.language, settings);
    default:
      return command === '' ? unreadable(HELP) : notUnderstood(command, HELP);
  }
}

function preview(
  templates: MailTemplates,
  [folder, name, more]: readonly string[],
  languages: readonly string[],
  { mail }: Settings,
): Reply {
  if (folder === undefined) return incomplete('preview', 'a folder', HELP);
  if (name !== undefined && !isMessageName(name)) return notUnderstood(name, HELP);
  if (more !== undefined) return notUnderstood(more, HELP);
  const names = name === undefined ? MESSAGE_NAMES : [name];
  try {
    makeFolder(folder);
    for (const language of languages) {
      for (const each of names) {
        const { subject, html, text } = sampleMessage(templates, each, language, { to: mail.from, from: mail.from });
        writeFileSync(join(folder, `${each}.${language}.html`), html);
        writeFileSync(join(folder, `${each}.${language}.txt`), `${subject}\n\n${text}`);
      }
    }
  } catch (cause) {
    throw new StartRefused(`Cannot write to ${folder} (${reasonOf(cause)}).`, { cause });
  }
  const written = names.length * languages.length;
  return { lines: [`${counted(written, 'message')} ${written === 1 ? 'is' : 'are'} in ${resolve(folder)}.`], exitCode: 0 };
}

async function send(
  templates: MailTemplates,
  [name, more]: readonly string[],
  to: string | undefined,
  language: string,
  { mail, printing, database }: Settings,
): Promise<Reply> {
  if (name === undefined) return incomplete('send', 'the name of a message', HELP);
  if (to === undefined) return incomplete('send', '--to and an e-mail address', HELP);
  if (!isMessageName(name)) return notUnderstood(name, HELP);
  if (more !== undefined) return notUnderstood(more, HELP);
  if (!isMailbox(to)) return notUnderstood(to, HELP, 'one e-mail address');
  const mailer = mailerOf(mail, printing, database);
  try {
    const message = sampleMessage(templates, name, language, { to, from: mail.from });
    await mailer.send(message, AbortSignal.timeout(SEND_WITHIN_MS));
    return { lines: [mail.smtpServer ? `${mailer.place} has taken it.` : `It is in ${mailer.place}.`], exitCode: 0 };
  } catch (fault) {
    return { lines: [`${(fault as Error).message}.`], exitCode: 1 };
  } finally {
    mailer.close();
  }
}

await runCommand(HELP, run);
