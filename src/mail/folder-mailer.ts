import { open, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import { makeFolder } from '../files/index.js';
import { mailOf, type Sender } from './envelope.js';
import type { MailMessage } from './mail-message.js';
import { Mailer } from './mailer.port.js';

/** They are for trials: more would fill the disk unseen. */
const MOST_FILES = 1_000;
/** How many are written before the oldest are looked for. */
const LOOK_AFTER = 100;
const END = '.eml';

/** Writes messages as files, for a gateway without a mail server. Mail programs open them. */
export class FolderMailer extends Mailer {
  readonly place: string;
  private written = 0;

  constructor(
    folder: string,
    private readonly sender: Sender,
  ) {
    super();
    this.place = resolve(folder);
  }

  /** A message that is written again takes the place of its file. */
  async send(message: MailMessage): Promise<void> {
    makeFolder(this.place);
    const content = await new MailComposer(mailOf(message, this.sender)).compile().build();
    const path = join(this.place, fileName(message));
    const draft = `${path}.draft`;
    const file = await open(draft, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    if (this.written++ % LOOK_AFTER === 0) await this.removeOldest();
  }

  private async removeOldest(): Promise<void> {
    const names = (await readdir(this.place)).filter((name) => name.endsWith(END)).toSorted();
    for (const name of names.slice(0, -MOST_FILES)) await rm(join(this.place, name), { force: true });
  }
}

/** The files are in the order of what they tell of. */
function fileName({ time, name, messageId }: MailMessage): string {
  const at = new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${at}-${name}-${messageId.slice(1, 9)}${END}`;
}
