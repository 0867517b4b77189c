import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A message as the server got it. */
export interface TakenMail extends Email {
  /** The addresses of the envelope. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: string;
  header(name: string): string | undefined;
}

/** A real SMTP server on this machine, which keeps what it is given. */
export class MailServer {
  readonly taken: TakenMail[] = [];
  /** By which reply it refuses a command, such as "550 5.1.1" or "450"; by default everything is taken. */
  refuses: (command: 'MAIL FROM' | 'RCPT TO' | 'DATA', recipient: string) => string | undefined = () => undefined;
  /** Takes messages without ever answering. */
  hangs = false;
  private server: SMTPServer | undefined;
  private connections = 0;
  private waiting: (() => void)[] = [];

  constructor(private readonly options: SMTPServerOptions = {}) {}

  /** @param port the same as before, where it comes back */
  async listen(port = 0): Promise<number> {
    this.server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      // Otherwise it waits for the name of this machine.
      disableReverseLookup: true,
      // Those of `refuses` are its only ones.
      hideENHANCEDSTATUSCODES: true,
      onConnect: (_, done) => {
        this.connections++;
        done();
      },
      onMailFrom: (_, __, done) => done(this.refusal('MAIL FROM', '')),
      onRcptTo: ({ address }, _, done) => done(this.refusal('RCPT TO', address)),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const refusal = this.refusal('DATA', session.envelope.rcptTo[0]?.address ?? '');
          if (refusal) done(refusal);
          else void this.take(Buffer.concat(chunks), session.envelope).then(() => !this.hangs && done());
        });
      },
      ...this.options,
    });
    this.server.on('error', () => undefined);
    const listening = this.server.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    return (listening.address() as AddressInfo).port;
  }

  /** How many connections there have been. */
  get connected(): number {
    return this.connections;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.server) return resolve();
      this.server.close(() => resolve());
      // Idle connections of a pool would keep it open.
      for (const connection of (this.server as unknown as { connections: Set<{ close(): void }> }).connections)
        connection.close();
      this.server = undefined;
    });
  }

  /** Waits until it has taken messages of which this is true. */
  async until(isEnough: (taken: readonly TakenMail[]) => boolean): Promise<readonly TakenMail[]> {
    while (!isEnough(this.taken)) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.taken;
  }

  private refusal(command: 'MAIL FROM' | 'RCPT TO' | 'DATA', recipient: string): Error | null {
    const [status, ...rest] = this.refuses(command, recipient)?.split(' ') ?? [];
    if (status === undefined) return null;
    return Object.assign(new Error([...rest, `no mail for <${recipient}>`].join(' ')), { responseCode: Number(status) });
  }

  private async take(content: Buffer, envelope: { mailFrom: unknown; rcptTo: readonly { address: string }[] }): Promise<void> {
    const mail = await PostalMime.parse(content);
    this.taken.push({
      ...mail,
      envelope: {
        from: (envelope.mailFrom as { address: string }).address,
        to: envelope.rcptTo.map(({ address }) => address),
      },
      raw: content.toString('utf8'),
      header: (name) => mail.headers.find(({ key }) => key === name.toLowerCase())?.value,
    });
    for (const go of this.waiting.splice(0)) go();
  }
}
