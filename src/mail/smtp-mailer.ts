import { createTransport, type NodemailerError } from 'nodemailer';
import type { SmtpServer } from '../config/index.js';
import { mailOf, NO_OUTSIDE_CONTENT, type Sender } from './envelope.js';
import type { MailMessage } from './mail-message.js';
import { Mailer } from './mailer.port.js';
import { smtpFailure } from './smtp-failure.js';

const CONNECT_WITHIN_MS = 10_000;
/** Between two bytes of the server. The signal of the delivery limits the whole. */
const ANSWER_WITHIN_MS = 15_000;

export interface SmtpOptions {
  readonly connections: number;
  /** Certificates in PEM that TLS trusts; by default those of the system. */
  readonly authority: string | undefined;
}

/** Hands messages to a mail server, over a few connections that stay open. */
export class SmtpMailer extends Mailer {
  readonly place: string;
  private readonly transport;

  constructor(
    { host, port, security, user, password }: SmtpServer,
    private readonly sender: Sender,
    { connections, authority }: SmtpOptions,
  ) {
    super();
    this.place = `${host}:${port}`;
    this.transport = createTransport({
      ...NO_OUTSIDE_CONTENT,
      pool: true,
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      opportunisticTLS: security === 'offered',
      ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
      tls: { minVersion: 'TLSv1.2', ...(authority !== undefined && { ca: authority }) },
      maxConnections: connections,
      // The outbox repeats what failed.
      maxRequeues: 0,
      connectionTimeout: CONNECT_WITHIN_MS,
      greetingTimeout: CONNECT_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
    });
  }

  async send(message: MailMessage, signal: AbortSignal): Promise<void> {
    try {
      await this.transport.sendMail({ ...mailOf(message, this.sender), signal });
    } catch (fault) {
      throw smtpFailure(fault as NodemailerError);
    }
  }

  override close(): void {
    this.transport.close({ force: true });
  }
}
