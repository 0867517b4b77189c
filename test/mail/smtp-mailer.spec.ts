import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it, test } from 'vitest';
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
    await mailer.send(MESSAGE, FOREVER);
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
    await expect(mailer.send({ ...MESSAGE, html }, FOREVER)).rejects.toThrow(DeliveryFailed);
    expect(server.taken).toEqual([]);
  });

  it("says at what a message has failed, and repeats nothing of the server's own text", async () => {
    const { server, mailer } = await given();
    server.refuses = (command) => (command === 'RCPT TO' ? '550 5.7.1' : undefined);
    const fault = await mailer.send(MESSAGE, FOREVER).catch((each: unknown) => each);
    expect(fault).toBeInstanceOf(DeliveryFailed);
    expect(String(fault)).toMatch(/550 5\.7\.1 at RCPT TO$/);
    expect(String(fault)).not.toContain('ana@');
  });

  describe('whose server refuses', () => {
    let server: MailServer;
    let mailer: SmtpMailer;
    beforeEach(async () => {
      ({ server, mailer } = await given());
    });
    const failure = (at: string, reply: string) => {
      server.refuses = (command) => (command === at ? reply : undefined);
      return mailer.send(MESSAGE, FOREVER).then(
        () => 'taken',
        ({ then }: DeliveryFailed) => then,
      );
    };

    it.each([
      ['RCPT TO', '550', 'no mailbox'],
      ['RCPT TO', '551', 'no mailbox here'],
      ['RCPT TO', '553', 'no such name'],
      ['RCPT TO', '501', 'an address that it cannot read'],
      ['RCPT TO', '550 5.1.1', 'Postfix, Gmail: no such user'],
      ['RCPT TO', '550 5.1.10', 'Exchange: no such recipient'],
      ['DATA', '550 5.1.10', 'Exchange: no such recipient, once it has the message'],
      ['RCPT TO', '556 5.1.10', 'a domain that takes no mail'],
      ['RCPT TO', '550 5.2.1', 'Gmail: a mailbox that is disabled'],
    ])('a recipient who does not exist gives it up: %s %s (%s)', async (at, reply) => {
      expect(await failure(at, reply)).toEqual({ kind: 'giveUp' });
    });

    it.each([
      ['RCPT TO', '450', 'the mailbox is busy'],
      ['RCPT TO', '451', 'the mailbox cannot be looked up'],
      ['RCPT TO', '450 4.1.1', 'Postfix: not verified yet'],
      ['RCPT TO', '452 4.2.2', 'Gmail: the mailbox is full'],
      ['RCPT TO', '552 5.2.2', 'the mailbox is full'],
      ['DATA', '452 4.2.2', 'the mailbox is full, once it has the message'],
      ['MAIL FROM', '552 5.3.4', 'Postfix: the message is too big'],
      ['DATA', '552', 'the message is too big'],
      ['DATA', '554 5.6.0', 'the content cannot be read'],
    ])('one recipient or message tries it again, and says nothing of the others: %s %s (%s)', async (at, reply) => {
      expect(await failure(at, reply)).toEqual({ kind: 'retry', of: 'event' });
    });

    it.each([
      ['MAIL FROM', '550', 'the sender'],
      ['RCPT TO', '550 5.1.0', 'Postfix: the sender does not exist'],
      ['RCPT TO', '550 5.1.8', "Postfix: the sender's domain does not exist"],
      ['RCPT TO', '553 5.7.1', 'Postfix: the sender is not that of the login'],
      ['RCPT TO', '554 5.7.1', 'Postfix: no relaying, or not for this client'],
      ['RCPT TO', '454 4.7.1', 'Postfix: no relaying'],
      ['RCPT TO', '550 5.7.54', 'Exchange: no relaying'],
      ['RCPT TO', '451 4.3.0', 'Postfix: its tables are away'],
      ['RCPT TO', '451 4.3.5', 'Postfix: its configuration is wrong'],
      ['RCPT TO', '530 5.7.0', 'no login'],
      ['RCPT TO', '550 5.4.5', 'Gmail: the limit of the day'],
      ['RCPT TO', '554', 'no reason'],
      ['DATA', '550 5.7.60', 'Exchange: the sender is not that of the login'],
      ['DATA', '550 5.7.26', 'Gmail: nobody vouches for the sender'],
      ['DATA', '550', 'no reason'],
      ['DATA', '452', 'no space'],
    ])('what has to be put right is an outage, which mail waits for: %s %s (%s)', async (at, reply) => {
      expect(await failure(at, reply)).toEqual({ kind: 'retry' });
    });
  });

  it('fails where there is no server, and sends once there is one', async () => {
    const { server, mailer, port } = await given();
    await server.close();
    await expect(mailer.send(MESSAGE, FOREVER)).rejects.toThrow(DeliveryFailed);
    await server.listen(port);
    await mailer.send(MESSAGE, FOREVER);
    expect(server.taken).toHaveLength(1);
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
      await mailer.send(MESSAGE, FOREVER);
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
