import { isProviderUrl } from '../config/index.js';
import { stored } from '../faults/index.js';
import type { Encoding } from '../files/index.js';
import type { LinkedIdentities, PasswordHasher, UserStore } from '../identity/index.js';
import { isBlank } from '../values/blank.js';
import { counted } from '../values/counted.js';
import type { AccountNumber } from '../values/identifiers.js';
import { ASKED_OF_NO_GP, type AskedOfGp } from './asked-of-gp.js';
import type { Reply } from './local-line.js';
import { notUnderstood, unreadable } from './not-understood.js';
import { onlyOptionsIn } from './options.js';
import { currencyWarnings, decimalsProblem, ORDER_LIMIT_EXPECTED, orderLimitOf } from './order-limit.js';
import { table } from './terminal.js';
import {
  ACCOUNT_SEPARATOR,
  accountsOf,
  accountsProblem,
  newUser,
  passwordProblem,
  problemsWith,
  roleOf,
  roleProblem,
  usersOfFile,
} from './user-file.js';
import { WrongUsage } from './wrong-usage.js';

export const USER_HELP = [
  'npm run user -- add EMAIL --name NAME --role ROLE --accounts "NUMBER;NUMBER" [--order-limit "2500.00 USD"]',
  '    asks for the password, or reads it from standard input',
  'npm run user -- import FILE.csv   with the columns email,name,role,accounts,password (or password hash) and, where wanted, order limit',
  'npm run user -- set EMAIL [--name NAME] [--role ROLE] [--accounts "NUMBER;NUMBER"] [--order-limit "2500.00 USD"|none]',
  'npm run user -- remove EMAIL',
  'npm run user -- list',
  'npm run user -- set-password EMAIL',
  'npm run user -- disable EMAIL',
  'npm run user -- enable EMAIL',
  'npm run user -- link EMAIL ISSUER SUBJECT   who the user is at an OpenID Connect provider',
  'npm run user -- unlink EMAIL ISSUER',
  'Roles: VIEWER, BUYER, APPROVER, ADMINISTRATOR. Accounts are GP customer numbers, separated by semicolons since they may have blanks; sign-in starts with the first.',
];

/** How many words each command takes; those of `add` and `set` are options. */
const WORDS: Readonly<Record<string, number>> = {
  add: Number.POSITIVE_INFINITY,
  set: Number.POSITIVE_INFINITY,
  import: 1,
  remove: 1,
  list: 0,
  'set-password': 1,
  disable: 1,
  enable: 1,
  link: 3,
  unlink: 2,
};

/** A command from the terminal: its words, and the password that was typed or the file that was read. */
export interface UserRequest {
  readonly words: readonly string[];
  /** The password for `add` and `set-password`. */
  readonly password?: string;
  /** The text of the file for `import`. */
  readonly csv?: string;
  /** The encoding in which the file was read. */
  readonly encoding?: Encoding;
}

/** The first word that no command takes; undefined where there is none. */
function strayWordOf([command, ...values]: readonly string[]): string | undefined {
  if (command === undefined) return undefined;
  const taken = Object.hasOwn(WORDS, command) ? WORDS[command] : undefined;
  return taken === undefined ? command : values[taken];
}

/** The reply to words that are no command, which needs no database; undefined where they are one. */
export function refusedWords(words: readonly string[]): Reply | undefined {
  const [command, ...values] = words;
  if (command === undefined) return unreadable(USER_HELP);
  const stray = strayWordOf(words);
  if (stray !== undefined) return notUnderstood(stray, USER_HELP);
  const wanted = WORDS[command] ?? 0;
  if (Number.isFinite(wanted)) return values.length < wanted ? unreadable(USER_HELP) : undefined;
  const [email, ...rest] = values;
  if (email === undefined || email.startsWith('-'))
    return unreadable(['The e-mail address of the user comes first.', ...USER_HELP]);
  try {
    const hasOptions = Object.keys(optionsOf(rest)).length > 0;
    return hasOptions ? undefined : unreadable([`${command}: at least one option is needed.`, ...USER_HELP]);
  } catch (fault) {
    if (fault instanceof WrongUsage) return fault.reply;
    throw fault;
  }
}

/** What a command needs besides its words: a typed password, the text of a file, or nothing. */
export function needsOf(words: readonly string[]): 'password' | 'csv' | 'nothing' {
  if (words[0] === 'add' || words[0] === 'set-password') return 'password';
  return words[0] === 'import' ? 'csv' : 'nothing';
}

/** Manages the gateway's users. A command that finds a mistake changes nothing. */
export class UserCommands {
  constructor(
    private readonly users: UserStore,
    private readonly hasher: PasswordHasher,
    private readonly links: LinkedIdentities,
    private readonly gp: AskedOfGp = ASKED_OF_NO_GP,
    /** Called when users may have changed, so that remembered sessions are read again. */
    private readonly changed: () => void = () => undefined,
  ) {}

  /** @throws {StoreUnavailable} */
  async run(request: UserRequest): Promise<Reply> {
    const reply = await this.answer(request);
    if (reply.exitCode === 0) this.changed();
    return reply;
  }

  private async answer({ words, password = '', csv = '', encoding = 'utf-8' }: UserRequest): Promise<Reply> {
    const refused = refusedWords(words);
    if (refused) return refused;
    const [command, target = '', ...rest] = words;
    switch (command) {
      case 'list':
        return this.list();
      case 'add':
        return this.add(target, rest, password);
      case 'set':
        return this.set(target, rest);
      case 'remove':
        return this.remove(target);
      case 'import':
        return this.import(csv, encoding);
      case 'set-password':
        return this.setPassword(target, password);
      case 'disable':
        return this.setDisabled(target, true);
      case 'enable':
        return this.setDisabled(target, false);
      case 'link':
        return this.link(target, rest[0] ?? '', rest[1] ?? '');
      case 'unlink':
        return this.unlink(target, rest[0] ?? '');
      default:
        throw new Error(`No code does what "${command}" asks for.`);
    }
  }

  private async add(email: string, rest: readonly string[], password: string): Promise<Reply> {
    const { name = '', role = '', accounts = '', 'order-limit': orderLimit = '' } = optionsOf(rest);
    const user = { email, name, role, accounts, password, orderLimit };
    const { tooFine, warnings } = await this.inCurrenciesOfGp([orderLimit]);
    const problems = [...problemsWith(user), ...tooFine.filter((problem) => problem !== undefined)];
    if (problems.length > 0) return unreadable(problems);
    const added = await newUser(user, this.hasher);
    const { taken } = await stored('users.add', () => this.users.add([added]));
    if (taken.length > 0) return refusal([`There is a user ${email} already.`]);
    return done(`Added ${email}.`, ...(await this.warningsOf(accountsOf(accounts))), ...warnings);
  }

  private async set(email: string, rest: readonly string[]): Promise<Reply> {
    const { name, role, accounts, 'order-limit': limit } = optionsOf(rest);
    const orderLimit = limit === undefined || limit.trim().toLowerCase() === 'none' ? null : orderLimitOf(limit);
    const { tooFine, warnings } = await this.inCurrenciesOfGp([limit ?? '']);
    const problems = [
      name !== undefined && isBlank(name) ? 'name: expected the name of the user' : undefined,
      role === undefined ? undefined : roleProblem(role),
      accounts === undefined ? undefined : accountsProblem(accounts),
      orderLimit === undefined || limit?.trim() === '' ? `order limit: ${ORDER_LIMIT_EXPECTED}, or none` : undefined,
      ...tooFine,
    ].filter((problem) => problem !== undefined);
    if (problems.length > 0) return unreadable(problems);
    const change = {
      ...(name !== undefined && { name: name.trim() }),
      ...(role !== undefined && { role: roleOf(role) }),
      ...(accounts !== undefined && { accountNumbers: accountsOf(accounts) }),
      ...(limit !== undefined && { orderLimit: orderLimit ?? null }),
    };
    const found = await stored('users.set', () => this.users.change(email, change));
    if (!found) return unknownUser(email);
    const ofAccounts = await this.warningsOf(accountsOf(accounts ?? ''));
    return done(`${email} is changed, in their sessions as well.`, ...ofAccounts, ...warnings);
  }

  private async remove(email: string): Promise<Reply> {
    const found = await stored('users.remove', () => this.users.remove(email));
    return found ? done(`Removed ${email}, and their sessions have ended.`) : unknownUser(email);
  }

  /** Warns of accounts that GP does not know: their users cannot buy, and would notice only once they have signed in. */
  private async warningsOf(accounts: readonly AccountNumber[]): Promise<string[]> {
    if (accounts.length === 0) return [];
    const unknown = await this.gp.unknownAccounts([...new Set(accounts)]);
    return (unknown ?? []).map((account) => `Warning: GP has no account "${account}". ${SEPARATED}`);
  }

  private async import(csv: string, encoding: Encoding): Promise<Reply> {
    const { users, problems: ofFile } = usersOfFile(csv);
    const { tooFine, warnings: ofCurrencies } = await this.inCurrenciesOfGp(users.map(({ orderLimit = '' }) => orderLimit));
    const ofLimits = users.flatMap(({ line }, index) =>
      tooFine[index] === undefined ? [] : [`line ${line}, ${tooFine[index]}`],
    );
    const problems = [...ofFile, ...ofLimits];
    if (problems.length > 0) return refusal(['Nothing was imported:', ...problems]);
    const added = await Promise.all(users.map((user) => newUser(user, this.hasher)));
    const { taken } = await stored('users.import', () => this.users.add(added));
    if (taken.length > 0) return refusal(['Nothing was imported. There are users of these addresses already:', ...taken]);
    const imported = `Imported ${counted(users.length, 'user')}.`;
    const ofAccounts = await this.warningsOf(users.flatMap(({ accounts }) => accountsOf(accounts)));
    const warnings = [...ofAccounts, ...ofCurrencies];
    // Other code pages of Windows cannot be told from 1252. The operator knows the names and sees whether they are right.
    return encoding === 'windows-1252'
      ? done(imported, 'The file is no UTF-8 and was read as code page 1252: look at the names.', ...warnings)
      : done(imported, ...warnings);
  }

  /**
   * The problem of each limit that has more decimals than its currency in GP, undefined of the others; and a warning of each
   * currency that GP does not have. GP is asked only where there is a limit.
   */
  private async inCurrenciesOfGp(
    texts: readonly string[],
  ): Promise<{ readonly tooFine: readonly (string | undefined)[]; readonly warnings: readonly string[] }> {
    const limits = texts.map((text) => orderLimitOf(text) ?? undefined);
    if (limits.every((limit) => limit === undefined)) return { tooFine: [], warnings: [] };
    const decimals = await this.gp.currencyDecimals();
    return {
      tooFine: limits.map((limit) => limit && decimalsProblem(limit, decimals?.get(limit.currency))),
      warnings: currencyWarnings(
        limits.filter((limit) => limit !== undefined),
        decimals,
      ),
    };
  }

  private async list(): Promise<Reply> {
    const users = await stored('users.list', () => this.users.all());
    if (users.length === 0) return done('There are no users yet.');
    const rows = users.map(({ email, name, role, accountNumbers, orderLimit, disabled }) => {
      const limit = orderLimit ? `up to ${orderLimit.amount} ${orderLimit.currency}` : '';
      return [email, name, role, accountNumbers.join(ACCOUNT_SEPARATOR), limit, disabled ? 'disabled' : ''];
    });
    const limits = rows.some((row) => row[4] !== '');
    return done(...table(limits ? rows : rows.map((row) => row.toSpliced(4, 1))));
  }

  private async setPassword(email: string, password: string): Promise<Reply> {
    const problem = passwordProblem(password);
    if (problem) return unreadable([`password: ${problem}`]);
    const hash = await this.hasher.hash(password);
    const found = await stored('users.set-password', () => this.users.setPassword(email, hash));
    return found ? done(`The password of ${email} is changed, and their sessions have ended.`) : unknownUser(email);
  }

  private async setDisabled(email: string, disabled: boolean): Promise<Reply> {
    const found = await stored(disabled ? 'users.disable' : 'users.enable', () => this.users.setDisabled(email, disabled));
    if (!found) return unknownUser(email);
    return done(disabled ? `${email} can sign in no more, and their sessions have ended.` : `${email} can sign in again.`);
  }

  private async link(email: string, issuer: string, subject: string): Promise<Reply> {
    if (!isProviderUrl(issuer)) return unreadable(['The issuer is a URL, as the provider writes it in its ID tokens.']);
    const user = await stored('users.link', () => this.users.byEmail(email));
    if (!user) return unknownUser(email);
    const linkedTo = await stored('users.link', () => this.links.link({ issuer, subject }, user.id));
    if (linkedTo === undefined) return refusal([`${email} is linked to another person at ${issuer}. Unlink them first.`]);
    if (linkedTo !== user.id) return refusal([`${subject} of ${issuer} is linked to another user.`]);
    return done(`${email} is linked to ${subject} of ${issuer}.`);
  }

  private async unlink(email: string, issuer: string): Promise<Reply> {
    const user = await stored('users.unlink', () => this.users.byEmail(email));
    if (!user) return unknownUser(email);
    const found = await stored('users.unlink', () => this.links.unlink(user.id, issuer));
    return found ? done(`${email} is no longer linked at ${issuer}.`) : refusal([`${email} is not linked at ${issuer}.`]);
  }
}

const SEPARATED = `Several accounts are separated by "${ACCOUNT_SEPARATOR}".`;

const OPTIONS = {
  name: 'the name of the user',
  role: 'a role',
  accounts: 'GP customer numbers',
  'order-limit': 'an amount and its currency, such as "2500.00 USD"',
};

/** The options of `add` and `set`. @throws {WrongUsage} other words */
const optionsOf = (words: readonly string[]) => onlyOptionsIn(words, OPTIONS, USER_HELP);

const done = (...lines: string[]): Reply => ({ lines, exitCode: 0 });
const refusal = (lines: readonly string[]): Reply => ({ lines, exitCode: 1 });
const unknownUser = (email: string): Reply => refusal([`There is no user ${email}.`]);
