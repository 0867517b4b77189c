import {
  ArrayMaxSize,
  Contains,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { isMailbox } from '../values/mailbox.js';
import { readSmtpServer, SMTP_FORM, type SmtpServer } from './smtp-server.js';
import { list, pairs, pemFile, secretFile, Variable, wholeNumber } from './variable.js';

@ValidatorConstraint()
class Mailboxes implements ValidatorConstraintInterface {
  validate(addresses: unknown): boolean {
    return [addresses].flat().every((address) => typeof address === 'string' && isMailbox(address));
  }
}

/** What a link in a mail may lead to. */
export const LINKED = ['order', 'quote', 'invoice'] as const;
export type Linked = (typeof LINKED)[number];

@ValidatorConstraint()
class Links implements ValidatorConstraintInterface {
  validate(map: unknown): boolean {
    return map instanceof Map && [...map].every(([what, link]) => LINKED.includes(what) && isLink(String(link)));
  }
}

function isLink(link: string): boolean {
  const url = URL.parse(link.replaceAll('{number}', '0'));
  return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.username === '' && link.includes('{number}');
}

/** From where mail is sent, in whose name and in which words. */
export class MailSettings {
  /** The server that takes the gateway's mail. Without one, mail is written as files to the data folder. */
  @Variable('SMTP_URL', { expected: `a URL such as ${SMTP_FORM}`, parse: readSmtpServer })
  @IsOptional()
  @IsObject()
  smtpServer?: SmtpServer;

  @Variable('SMTP_PASSWORD', { expected: 'a password' })
  @IsOptional()
  @IsString()
  smtpPassword?: string;

  @Variable('SMTP_PASSWORD_FILE', { expected: 'a readable file with the password of SMTP_URL', parse: secretFile })
  @IsOptional()
  @IsNotEmpty()
  smtpPasswordOfFile?: string;

  /** The certificates that TLS trusts for the mail server; by default those of the system. */
  @Variable('SMTP_CA', { expected: 'a readable PEM file of certificates', parse: pemFile })
  @IsOptional()
  @Contains('-----BEGIN CERTIFICATE-----')
  smtpAuthority?: string;

  /** How many connections to the mail server are open at once, at most. */
  @Variable('SMTP_CONNECTIONS', { expected: 'a whole number from 1 to 20', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(20)
  smtpConnections = 3;

  /** The sender of all mail. */
  @Variable('MAIL_FROM', { expected: 'one e-mail address' })
  @Validate(Mailboxes)
  from = 'shop@localhost';

  /** The sender's name; by default PRINT_MERCHANT. */
  @Variable('MAIL_FROM_NAME', { expected: 'a name of up to 120 letters' })
  @IsOptional()
  @Length(1, 120)
  fromName?: string;

  /** Where answers go, where that is not the sender. */
  @Variable('MAIL_REPLY_TO', { expected: 'one e-mail address' })
  @IsOptional()
  @Validate(Mailboxes)
  replyTo?: string;

  /** Who gets what no salesperson gets: orders that GP refused, and quotes for accounts without a salesperson. */
  @Variable('MAIL_DESK', { expected: 'up to 10 e-mail addresses such as sales@example.com,desk@example.com', parse: list })
  @ArrayMaxSize(10)
  @Validate(Mailboxes)
  desk: readonly string[] = [];

  /** Which messages are sent: all, none, or the names of some. */
  @Variable('MAIL_MESSAGES', { expected: 'all, none, or names such as order-pushed,order-shipped', parse: list })
  @IsString({ each: true })
  messages: readonly string[] = ['all'];

  /** The language of mail to accounts that have none of their own, and to staff. */
  @Variable('MAIL_LANGUAGE', { expected: 'en, fr-CA, or the name of a folder of MAIL_TEMPLATES' })
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  language = 'en';

  /** The name in GP_ACCOUNT_FIELDS of the column with an account's language. Its value begins with a language, such as FR. */
  @Variable('MAIL_LANGUAGE_FIELD', { expected: 'a name of GP_ACCOUNT_FIELDS' })
  @IsOptional()
  @IsNotEmpty()
  languageField?: string;

  /** A folder whose files replace the templates that come with the gateway. */
  @Variable('MAIL_TEMPLATES', { expected: 'a folder of templates, as docs/integrator.md describes it' })
  @IsOptional()
  @IsNotEmpty()
  templatesFolder?: string;

  /** The storefront's pages that mail links to. */
  @Variable('MAIL_LINKS', {
    expected: `pairs of ${LINKED.join(', ')} and a URL with {number} in it, such as order=https://shop.example.com/orders/{number}`,
    parse: pairs,
  })
  @Validate(Links)
  links: ReadonlyMap<Linked, string> = new Map();

  /** A JSON file that says which staff are told of which orders and quotes. */
  @Variable('STAFF_RULES', { expected: 'a JSON file, as docs/integrator.md describes it' })
  @IsOptional()
  @Matches(/\.json$/i)
  staffRulesFile?: string;

  /** The server with its password. */
  get smtp(): SmtpServer | undefined {
    const password = this.smtpPassword ?? this.smtpPasswordOfFile;
    return this.smtpServer && password !== undefined ? { ...this.smtpServer, password } : this.smtpServer;
  }

  /** Lines about values that do not go together; for readEnvironment. */
  problems(): readonly string[] {
    const { smtpServer: server } = this;
    const passwords = [server?.password, this.smtpPassword, this.smtpPasswordOfFile].filter((each) => each !== undefined).length;
    if (passwords > 1) return ['SMTP_PASSWORD: expected the password in one place only.'];
    if (server?.user !== undefined && passwords === 0) {
      return ["SMTP_PASSWORD: expected the password of SMTP_URL's user, here or in a file that SMTP_PASSWORD_FILE names."];
    }
    if (passwords > 0 && server?.user === undefined) return ['SMTP_URL: expected the user of SMTP_PASSWORD.'];
    if (server && this.from.endsWith('@localhost')) return ['MAIL_FROM: expected the address in whose name mail is sent.'];
    return [];
  }
}
