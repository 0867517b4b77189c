import type { NodemailerError } from 'nodemailer';
import { DeliveryFailed } from '../events/index.js';

/** The code of RFC 3463 at the beginning of a reply, such as 5.1.1: its subject and detail tell whom or what it is about. */
const ENHANCED = /^\d{3}[ -]([245]\.(\d{1,3}\.\d{1,3}))(?!\d)/;
/**
 * The codes that say that there is no such recipient: no such mailbox or domain, no address, several, moved, a domain that takes
 * no mail, a mailbox that is disabled. By x.1.0, x.1.7 and x.1.8 servers refuse a sender, by the rest anything.
 */
const NO_SUCH_RECIPIENT = ['1.1', '1.2', '1.3', '1.4', '1.6', '1.10', '2.1'];
/** What says so where a server has no such codes (RFC 5321, 4.2.3), in its answer to the recipient. 501: it is no address. */
const NO_SUCH_RECIPIENT_REPLIES = [501, 550, 551, 553];
const EXCEEDED_STORAGE = 552;
const CLOSING = 421;
/** Too big, or x.6: with a content that the server does not take. */
const OF_MESSAGE = /^(3\.4|6\.\d+)$/;
/** x.2: the recipient's mailbox. */
const OF_MAILBOX = /^2\.\d+$/;

/**
 * What it means that a server has not taken a message to one recipient. A recipient that does not exist is given up. Everything
 * else may pass: a server that refuses the login, the sender or this client, which many do only when they hear the recipient or
 * have the message, takes mail once it is put right.
 */
export function smtpFailure({ code, command = 'CONN', response = '', responseCode }: NodemailerError): DeliveryFailed {
  const [, enhanced, about] = ENHANCED.exec(response) ?? [];
  // The server's own text is left out: it repeats addresses.
  const answer = [code ?? 'no answer', responseCode, enhanced].filter((part) => part !== undefined).join(' ');
  const reply: Reply = { command, code, status: responseCode, about };
  if (isNoSuchRecipient(reply)) {
    const message = `There is no such recipient for the mail server: ${answer} at ${command}`;
    return new DeliveryFailed(message, { kind: 'giveUp' });
  }
  const isAlone = isOfRecipient(reply) || isOfMessage(reply);
  const message = `The mail server did not take a message: ${answer} at ${command}`;
  return new DeliveryFailed(message, { kind: 'retry', ...(isAlone && { of: 'event' }) });
}

interface Reply {
  readonly command: string;
  readonly code: string | undefined;
  /** Undefined where the server has answered nothing. */
  readonly status: number | undefined;
  /** The subject and detail of its enhanced code. */
  readonly about: string | undefined;
}

function isNoSuchRecipient({ command, code, status, about }: Reply): boolean {
  // The client itself has found that the address is none.
  if (status === undefined) return command === 'API' && code === 'EENVELOPE';
  if (status < 500 || !isBehindSender(command)) return false;
  if (about !== undefined) return NO_SUCH_RECIPIENT.includes(about);
  return command === 'RCPT TO' && NO_SUCH_RECIPIENT_REPLIES.includes(status);
}

function isOfRecipient({ command, status, about }: Reply): boolean {
  if (status === undefined || !isBehindSender(command)) return false;
  if (about !== undefined) return OF_MAILBOX.test(about) || NO_SUCH_RECIPIENT.includes(about);
  return command === 'RCPT TO' && ((status < 500 && status !== CLOSING) || status === EXCEEDED_STORAGE);
}

function isOfMessage({ code, status, about }: Reply): boolean {
  // The client cannot make it, or finds it larger than the server takes.
  if (status === undefined) return code === 'ESTREAM' || code === 'EMESSAGE';
  return about === undefined ? status === EXCEEDED_STORAGE : OF_MESSAGE.test(about);
}

/** A message has one recipient, and many a server looks for it only when it has the message. */
function isBehindSender(command: string): boolean {
  return command === 'RCPT TO' || command === 'DATA';
}
