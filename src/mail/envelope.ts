import type { SendMailOptions } from 'nodemailer';
import type { MailMessage } from './mail-message.js';

/** In whose name mail is sent. */
export interface Sender {
  readonly address: string;
  readonly name: string;
  readonly replyTo: string | null;
  /** The merchant's logo, which the templates show by the content ID "logo"; null without one. */
  readonly logo: { readonly content: Buffer; readonly contentType: string } | null;
}

export const LOGO = 'logo';

/** Nothing that a message contains may make the gateway read a file or a URL. */
export const NO_OUTSIDE_CONTENT = { disableFileAccess: true, disableUrlAccess: true } as const;

/** A message as nodemailer takes it. Addresses are objects, so that no name can be read as a second address. */
export function mailOf(message: MailMessage, { address, name, replyTo, logo }: Sender): SendMailOptions {
  const { to, subject, text, html, messageId, threadId, time } = message;
  return {
    ...NO_OUTSIDE_CONTENT,
    from: { name, address },
    to: { name: '', address: to },
    ...(replyTo !== null && { replyTo: { name: '', address: replyTo } }),
    subject,
    text,
    html,
    messageId,
    inReplyTo: threadId,
    references: [threadId],
    date: new Date(time),
    headers: {
      // RFC 3834: absence notes and other automatic answers are not wanted. The second is Exchange's own word for it.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    attachments: logo ? [{ cid: LOGO, filename: LOGO, contentDisposition: 'inline', ...logo }] : [],
  };
}
