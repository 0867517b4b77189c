import { percentDecoded } from './percent-decoded.js';

/** Where mail is handed in, from SMTP_URL. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /**
   * `tls`: from the first byte. `starttls`: before anything is said, or nothing is sent. `offered`: where the server offers it,
   * for servers in the own network that have no certificate.
   */
  readonly security: 'tls' | 'starttls' | 'offered';
  readonly user?: string;
  readonly password?: string;
}

export const SMTP_FORM = 'smtp://user@host:587 or smtps://user@host:465';

const FORM = /^(smtps?):\/\/(?:([^@/?]*)@)?(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?\/?(?:\?(.*))?$/i;
const PORTS = { smtp: 587, smtps: 465 };

/**
 * `smtp://user@host:587` or `smtps://user@host:465`; special characters are percent-encoded. The only parameter is
 * `starttls=offered`, with which mail also goes to a server that has no TLS.
 * @throws {Error} a line that says what is wrong, and that repeats nothing of the text
 */
export function readSmtpServer(text: string): SmtpServer {
  const [, scheme = '', login = '', host, portText, query = ''] = FORM.exec(text) ?? [];
  if (host === undefined) throw new Error('it is not of this form');
  const isTls = scheme.toLowerCase() === 'smtps';
  const port = Number(portText ?? PORTS[isTls ? 'smtps' : 'smtp']);
  if (port < 1 || port > 65_535) throw new Error('its port cannot be one');
  const parameters = new URLSearchParams(query);
  if ([...parameters].some(([name, value]) => name !== 'starttls' || value !== 'offered')) {
    throw new Error('the only parameter is starttls=offered');
  }
  if (isTls && parameters.size > 0) throw new Error('smtps has TLS from the first byte, and starttls=offered goes with smtp');
  const [user, password] = percentDecoded(login.split(/:(.*)/s));
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port,
    security: isTls ? 'tls' : parameters.size > 0 ? 'offered' : 'starttls',
    ...(user && { user }),
    ...(password && { password }),
  };
}
