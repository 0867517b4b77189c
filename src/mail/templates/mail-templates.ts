import Handlebars from 'handlebars';
import { parseJson, UnreadableText } from '../../files/index.js';
import type { Instant } from '../../values/instant.js';
import { DIGITS, plainBlanks, Written } from '../../values/written.js';
import { MESSAGE_SAMPLES } from '../messages/message-samples.js';
import type { MessageName, MessageViews } from '../messages/message-views.js';
import { BadTemplate } from './bad-template.js';
import { checkTemplate, type ParsedTemplate, parseTemplate } from './check-template.js';
import { plainText } from './plain-text.js';
import { FORMS, type Form, readTemplateFiles, type TemplateFile, type TemplateFiles, WORDS } from './template-files.js';

/** The merchant, as every message shows them. */
export interface ShownMerchant {
  readonly name: string;
  readonly address: readonly string[];
  /** The logo's content ID in the message; null without a logo. */
  readonly logo: string | null;
}

/** A message in its words. */
export interface Rendered {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What a language says in every message, and how it writes numbers and dates. */
interface Language {
  readonly words: Readonly<Record<string, string>>;
  readonly templates: ReadonlyMap<MessageName, LanguageTemplate>;
}

interface LanguageTemplate {
  readonly subject: hbs.AST.Program;
  readonly body: hbs.AST.Program;
}

type Render = (view: object) => string;

const SAMPLE_MERCHANT: ShownMerchant = { name: 'Fabrikam', address: ['1 Main Street'], logo: 'logo' };
const SUBJECT = /^Subject: (.+)\n/;
const PAGE = 'page';
/** Longer subjects are cut by mail clients anyway. */
const LONGEST_SUBJECT = 150;

/**
 * The words and the look of all messages. A message has one template per language, and the parts that it is made of (heading,
 * paragraph, lines) have one form for HTML and one for plain text.
 */
export class MailTemplates {
  private readonly languages: ReadonlyMap<string, Language>;
  private readonly engines: Readonly<Record<Form, typeof Handlebars>>;
  private readonly compiled = new Map<string, Render>();

  private constructor(
    files: TemplateFiles,
    private readonly merchant: ShownMerchant,
    private readonly timeZone: string,
  ) {
    const parts = { html: partsOf(files, 'html'), text: partsOf(files, 'text') };
    this.engines = { html: engineOf(parts.html, 'html'), text: engineOf(parts.text, 'text') };
    const tags = [...files.keys()].filter((folder) => !FORMS.includes(folder as Form));
    this.languages = new Map(tags.map((tag) => [tag, this.checkedLanguage(files, tag, parts)]));
  }

  /**
   * @param folder the merchant's own templates
   * @param timeZone of the company, an IANA name
   * @throws {BadTemplate} the first wrong template, with its place
   */
  static read(folder: string | undefined, merchant: ShownMerchant, timeZone: string): MailTemplates {
    return new MailTemplates(readTemplateFiles(folder), merchant, timeZone);
  }

  get tags(): readonly string[] {
    return [...this.languages.keys()];
  }

  /** The language whose two letters a text begins with, such as fr-CA for "FR" and "French"; undefined where there is none. */
  languageOf(text: string): string | undefined {
    const asked = text.trim().toLowerCase();
    const primary = /^[a-z]{2}/.exec(asked)?.[0];
    return this.tags.find((tag) => tag.toLowerCase() === asked) ?? this.tags.find((tag) => tag.split('-')[0] === primary);
  }

  /** How a language writes amounts of a currency, quantities and dates. */
  written(language: string, currency: string, decimals: number): Written {
    return new Written(this.language(language).words.locale ?? language, currency, decimals);
  }

  /** A moment, on the clock of the company. */
  moment(language: string, instant: Instant): string {
    const { locale = language } = this.language(language).words;
    const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: this.timeZone, numberingSystem: DIGITS } as const;
    return plainBlanks(new Intl.DateTimeFormat(locale, options).format(instant));
  }

  render<Name extends MessageName>(name: Name, language: string, view: MessageViews[Name]): Rendered {
    const { words, templates } = this.language(language);
    const template = templates.get(name);
    if (!template) throw new TypeError(`There is no template ${name} in ${language}.`);
    const context = this.context(language, words, view);
    const subject = oneLine(this.render1(`${language}/${name}/subject`, 'text', template.subject)(context));
    const body = (form: Form) => this.render1(`${language}/${name}/${form}`, form, template.body)(context);
    const page = (form: Form, content: unknown) => this.page(form)({ ...context, subject, content });
    return {
      subject,
      html: page('html', new Handlebars.SafeString(body('html'))),
      text: plainText(page('text', body('text'))),
    };
  }

  private language(tag: string): Language {
    const language = this.languages.get(tag);
    if (!language) throw new TypeError(`There are no templates in ${tag}.`);
    return language;
  }

  private context(language: string, words: Language['words'], view: object): object {
    return { ...view, words, language, merchant: this.merchant };
  }

  private page(form: Form): Render {
    return this.render1(`page/${form}`, form, Handlebars.parse(`{{> ${PAGE}}}`));
  }

  /** Templates are compiled when they are used for the first time. */
  private render1(key: string, form: Form, program: hbs.AST.Program): Render {
    let render = this.compiled.get(key);
    if (!render) {
      render = this.engines[form].compile(program, optionsOf(form));
      this.compiled.set(key, render);
    }
    return render;
  }

  private checkedLanguage(files: TemplateFiles, tag: string, parts: Record<Form, ReadonlyMap<string, ParsedTemplate>>): Language {
    const folder = files.get(tag) ?? new Map<string, TemplateFile>();
    const words = wordsOf(files, tag);
    const names = Object.keys(MESSAGE_SAMPLES) as MessageName[];
    for (const [name, file] of folder) {
      if (name !== WORDS && !names.includes(name as MessageName)) {
        throw new BadTemplate(file.name, 0, `there is no such message: the messages are ${names.join(', ')}`);
      }
    }
    const templates = names.map((name) => {
      const file = folder.get(name);
      if (!file) throw new BadTemplate(`${tag}/${name}.hbs`, 0, 'it is missing: a language needs a template for every message');
      const [head, subjectText] = SUBJECT.exec(file.text) ?? [];
      if (head === undefined || subjectText === undefined) {
        throw new BadTemplate(file.name, 1, 'the first line has to be "Subject: ", with the subject behind it');
      }
      const subject = parseTemplate(file.name, subjectText);
      // The line of the subject stays as an empty one, so that lines keep their numbers.
      const body = parseTemplate(file.name, `\n${file.text.slice(head.length)}`);
      const sample = { ...MESSAGE_SAMPLES[name], words, language: tag, merchant: SAMPLE_MERCHANT };
      checkTemplate(subject, sample, new Map());
      for (const form of FORMS) {
        checkTemplate(body, sample, parts[form]);
        const page = parts[form].get(PAGE);
        if (page) checkTemplate(page, { ...sample, subject: '', content: '' }, parts[form]);
      }
      return [name, { subject: subject.program, body: body.program }] as const;
    });
    return { words, templates: new Map(templates) };
  }
}

function partsOf(files: TemplateFiles, form: Form): ReadonlyMap<string, ParsedTemplate> {
  const own = files.get(form) ?? new Map<string, TemplateFile>();
  for (const other of FORMS) {
    for (const [name, { name: file }] of files.get(other) ?? []) {
      if (!own.has(name)) throw new BadTemplate(file, 0, `the part needs a second form in the folder ${form}`);
    }
  }
  return new Map([...own].map(([name, file]) => [name, parseTemplate(file.name, file.text)]));
}

function engineOf(parts: ReadonlyMap<string, ParsedTemplate>, form: Form): typeof Handlebars {
  const engine = Handlebars.create();
  for (const [name, { program }] of parts) engine.registerPartial(name, engine.compile(program, optionsOf(form)));
  return engine;
}

function optionsOf(form: Form): CompileOptions {
  const knownHelpers = { if: true, unless: true, each: true, with: true } as CompileOptions['knownHelpers'];
  return { noEscape: form === 'text', knownHelpersOnly: true, ...(knownHelpers && { knownHelpers }), preventIndent: true };
}

/** A language's words: those of English have a value for each, and a language that has not all of them is refused. */
function wordsOf(files: TemplateFiles, tag: string): Readonly<Record<string, string>> {
  const standard = readWords(files.get('en')?.get(WORDS), `en/${WORDS}`);
  const words = readWords(files.get(tag)?.get(WORDS), `${tag}/${WORDS}`);
  const missing = Object.keys(standard).find((word) => !Object.hasOwn(words, word));
  if (missing !== undefined) throw new BadTemplate(`${tag}/${WORDS}`, 0, `the word ${missing} is missing`);
  const { locale = '' } = words;
  if (!isLocale(locale)) throw new BadTemplate(`${tag}/${WORDS}`, 0, 'locale has to be a language tag such as en-US or fr-CA');
  return words;
}

function readWords(file: TemplateFile | undefined, name: string): Readonly<Record<string, string>> {
  if (!file) throw new BadTemplate(name, 0, 'it is missing');
  try {
    const words = parseJson(file.text);
    const isWords = typeof words === 'object' && words !== null && Object.values(words).every((word) => typeof word === 'string');
    if (!isWords) throw new BadTemplate(name, 0, 'it has to be an object of words');
    return words as Readonly<Record<string, string>>;
  } catch (fault) {
    if (fault instanceof UnreadableText) throw new BadTemplate(name, 0, fault.message);
    throw fault;
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

function oneLine(subject: string): string {
  const text = subject.replaceAll(/\s+/g, ' ').trim();
  return text.length <= LONGEST_SUBJECT ? text : `${text.slice(0, LONGEST_SUBJECT - 1)}…`;
}
