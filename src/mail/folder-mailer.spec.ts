import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderMailer } from './folder-mailer.js';
import type { MailMessage } from './mail-message.js';

const PNG = Buffer.from('iVBORw0KGgo=', 'base64');
const MESSAGE: MailMessage = {
  name: 'order-pushed',
  messageId: '<0123456789abcdef@example.com>',
  threadId: '<ffff@example.com>',
  to: 'ana@example.com',
  subject: 'Commande confirmée',
  html: '<img src="cid:logo" alt="Fabrikam"><p>Confirmée</p>',
  text: 'Confirmée\n',
  time: Date.UTC(2026, 10, 29, 6, 5, 7),
};

describe('A folder of mail', () => {
  let folder: string;
  let mailer: FolderMailer;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'mail-')), 'mail');
    const logo = { content: PNG, contentType: 'image/png' };
    mailer = new FolderMailer(folder, { address: 'shop@example.com', name: 'Fabrikam', replyTo: null, logo });
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('gets a file that mail programs open, with the logo in it', async () => {
    await mailer.send(MESSAGE);
    expect(readdirSync(folder)).toEqual(['20261129T060507Z-order-pushed-01234567.eml']);
    const mail = await PostalMime.parse(readFileSync(join(folder, readdirSync(folder)[0] ?? '')));
    expect(mail).toMatchObject({ subject: 'Commande confirmée', to: [{ address: 'ana@example.com' }] });
    expect(mail.attachments).toMatchObject([{ contentId: '<logo>', disposition: 'inline', mimeType: 'image/png' }]);
  });

  it('has one file of a message that is written twice, with the same content', async () => {
    await mailer.send(MESSAGE);
    await mailer.send(MESSAGE);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('keeps the last 1,000 messages, and what else is in it', async () => {
    await mailer.send(MESSAGE);
    for (let index = 0; index < 1_050; index++)
      writeFileSync(join(folder, `20251129T${String(index).padStart(6, '0')}Z-a.eml`), '');
    writeFileSync(join(folder, 'notes.txt'), '');
    for (let index = 0; index < 100; index++) await mailer.send(MESSAGE);
    const names = readdirSync(folder);
    expect(names.filter((name) => name.endsWith('.eml'))).toHaveLength(1_000);
    expect(names).toContain('notes.txt');
    expect(names).toContain('20261129T060507Z-order-pushed-01234567.eml');
  });
});
