import { readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it, test } from 'vitest';
import { readSmtpServer } from '../../src/config/smtp-server.js';
import { DeliveryFailed } from '../../src/events/index.js';
import type { Sender } from '../../src/mail/envelope.js';
import type { MailMessage } from '../../src/mail/mail-message.js';
import { SmtpMailer } from '../../src/mail/smtp-mailer.js';
import { TestAuthority } from '../callers/certificates.js';
import { MailServer } from './mail-server.js';

const SENDER: Sender = { address: 'shop@example.com', name: 'Fabrikam, "Inc."', replyTo: 'desk@example.com', logo: null };
const MESSAGE: MailMessage = {
  name: 'order-pushed',
  messageId: '<0123abcd@example.com>',
  threadId: '<ffff@example.com>',
  to: 'ana@example.com',
  subject: 'Your order is confirmed',
  html: '<p>Confirmed: 5 &lt; 6</p>',
  text: 'Confirmed: 5 < 6\n',
  time: Date.UTC(2026, 10, 29, 6, 0),
};
const FOREVER = new AbortController().signal;

describe('A mailer', () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).toReversed()) await each.close();
  });

  /** @param query parameters of the URL */
  const given = async (
    server = new MailServer(),
    url = (port: number) => `smtp://127.0.0.1:${port}?starttls=offered`,
    authority?: string,
  ) => {
    const port = await server.listen();
    open.push(server);
    const mailer = new SmtpMailer(readSmtpServer(url(port)), SENDER, { connections: 1, authority });
    open.push({ close: () => mailer.close() });
    return { server, mailer, port };
  };

  it('sends a message as text and HTML, with the headers of automatic mail', async () => {
    const { server, mailer } = await given();
    expect(await mailer.send(MESSAGE, FOREVER)).toBe('taken');
    const [mail] = server.taken;
    expect(mail).toMatchObject({
      envelope: { from: 'shop@example.com', to: ['ana@example.com'] },
      from: { name: 'Fabrikam, "Inc."', address: 'shop@example.com' },
      to: [{ address: 'ana@example.com' }],
      replyTo: [{ address: 'desk@example.com' }],
      subject: 'Your order is confirmed',
      messageId: '<0123abcd@example.com>',
      inReplyTo: '<ffff@example.com>',
      references: '<ffff@example.com>',
      date: '2026-11-29T06:00:00.000Z',
    });
    expect(mail?.html).toContain('Confirmed: 5 &lt; 6');
    expect(mail?.text?.trim()).toBe('Confirmed: 5 < 6');
    expect(mail?.header('auto-submitted')).toBe('auto-generated');
  });

  it('sends a repeated message with the same headers, over the connection that is open', async () => {
    const { server, mailer } = await given();
    await mailer.send(MESSAGE, FOREVER);
    await mailer.send(MESSAGE, FOREVER);
    expect(new Set(server.taken.map(({ messageId, date }) => `${messageId} ${date}`)).size).toBe(1);
    expect(server.connected).toBe(1);
  });

  test.each([
    ['a line break in the subject', { subject: 'Order\r\nBcc: all@example.com' }],
    ['a line break in the ID', { messageId: '<a@b>\r\nBcc: all@example.com' }],
    ['a line break in the thread', { threadId: '<a@b>\r\nBcc: all@example.com' }],
    ['a lone line feed', { subject: 'Order\nBcc: all@example.com' }],
  ])('never makes a header of %s', async (_, part) => {
    const { server, mailer } = await given();
    await mailer.send({ ...MESSAGE, ...part }, FOREVER);
    const [mail] = server.taken;
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.header('bcc')).toBeUndefined();
    expect(mail?.envelope.to).toEqual(['ana@example.com']);
    expect(mail?.raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
  });

  test.each([
    ['two addresses', 'ana@example.com, all@example.com'],
    ['an address with a command', 'ana@example.com>\r\nRCPT TO:<all@example.com'],
  ])('sends nothing to %s', async (_, to) => {
    const { server, mailer } = await given();
    await mailer.send({ ...MESSAGE, to }, FOREVER).catch(() => undefined);
    expect(server.taken.flatMap(({ envelope }) => envelope.to)).not.toContain('all@example.com');
  });

  it('reads no file and no URL that a message names', async () => {
    const { server, mailer } = await given();
    const html = { path: '/etc/hostname' } as unknown as string;
    expect(await mailer.send({ ...MESSAGE, html }, FOREVER)).toBe('refused');
    expect(server.taken).toEqual([]);
  });

  it('tells a refusal for good from one that ends, and repeats no address', async () => {
    const { server, mailer } = await given();
    server.refuses = () => 550;
    expect(await mailer.send(MESSAGE, FOREVER)).toBe('refused');
    server.refuses = () => 451;
    const fault = await mailer.send(MESSAGE, FOREVER).catch((each: unknown) => each);
    expect(fault).toBeInstanceOf(DeliveryFailed);
    expect((fault as DeliveryFailed).then).toEqual({ kind: 'retry' });
    expect((fault as DeliveryFailed).message).toContain('451 at RCPT TO');
    expect(String(fault)).not.toContain('ana@');
  });

  it('fails where there is no server, and sends once there is one', async () => {
    const { server, mailer, port } = await given();
    await server.close();
    await expect(mailer.send(MESSAGE, FOREVER)).rejects.toThrow(DeliveryFailed);
    await server.listen(port);
    expect(await mailer.send(MESSAGE, FOREVER)).toBe('taken');
  });

  it('stops waiting for a server that hangs when the delivery ends', async () => {
    const { server, mailer } = await given();
    server.hangs = true;
    const ends = new AbortController();
    const sending = mailer.send(MESSAGE, ends.signal);
    await server.until((taken) => taken.length === 1);
    ends.abort();
    await expect(sending).rejects.toThrow(DeliveryFailed);
  });

  describe('that needs TLS', () => {
    const signer = new TestAuthority();
    const signed = signer.sign('mail', '/CN=localhost');
    const authority = readFileSync(signer.certificate, 'utf8');
    const tls = { cert: readFileSync(signed.certificate), key: readFileSync(signed.key) };
    afterAll(() => signer.remove());

    test.each([
      ['from the first byte', 'smtps', { secure: true, disabledCommands: [] }],
      ['before it says anything', 'smtp', { secure: false, disabledCommands: [] }],
    ] as const)('has it %s, and signs in', async (_, scheme, options) => {
      const signedIn: string[] = [];
      const server = new MailServer({
        ...options,
        ...tls,
        disabledCommands: [],
        onAuth: ({ username = '', password = '' }, session, done) => {
          signedIn.push(`${username}:${password} ${session.secure}`);
          done(null, { user: username });
        },
      });
      const { mailer } = await given(server, (port) => `${scheme}://me:s%40crt@localhost:${port}`, authority);
      expect(await mailer.send(MESSAGE, FOREVER)).toBe('taken');
      expect(signedIn).toEqual(['me:s@crt true']);
    });

    it('sends nothing, and no password, to a server without it', async () => {
      const server = new MailServer();
      const { mailer } = await given(server, (port) => `smtp://127.0.0.1:${port}`);
      await expect(mailer.send(MESSAGE, FOREVER)).rejects.toThrow(DeliveryFailed);
      expect(server.taken).toEqual([]);
    });

    it('sends nothing to a server whose certificate nobody vouches for', async () => {
      const server = new MailServer({ ...tls, secure: true, disabledCommands: ['AUTH'] });
      const { mailer } = await given(server, (port) => `smtps://localhost:${port}`);
      await expect(mailer.send(MESSAGE, FOREVER)).rejects.toThrow(DeliveryFailed);
      expect(server.taken).toEqual([]);
    });
  });
});
