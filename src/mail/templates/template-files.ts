import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readTextFile, UnreadableText } from '../../files/index.js';
import { BadTemplate } from './bad-template.js';

/** The templates that come with the gateway. */
export const STANDARD_TEMPLATES = join(import.meta.dirname, 'standard');

/** A folder of it holds the parts of one form of a message; all others hold the messages of one language. */
export const FORMS = ['html', 'text'] as const;
export type Form = (typeof FORMS)[number];

const TEMPLATE = '.hbs';
/** The file of a language's words for all messages. */
export const WORDS = 'words.json';
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const NAME = /^[a-z]+(-[a-z]+)*$/;

export interface TemplateFile {
  /** As it is told to people: the folder and the name, such as "en/order-received.hbs". */
  readonly name: string;
  readonly text: string;
}

/** All files by folder, then by name without its end. */
export type TemplateFiles = ReadonlyMap<string, ReadonlyMap<string, TemplateFile>>;

/**
 * The templates that come with the gateway, with the merchant's files in place of those of the same name.
 * @throws {BadTemplate} a file cannot be read, or its name is none of a template
 */
export function readTemplateFiles(merchantsFolder: string | undefined): TemplateFiles {
  const standard = filesIn(STANDARD_TEMPLATES);
  if (merchantsFolder === undefined) return standard;
  const own = filesIn(merchantsFolder);
  const folders = new Set([...standard.keys(), ...own.keys()]);
  return new Map([...folders].map((folder) => [folder, new Map([...(standard.get(folder) ?? []), ...(own.get(folder) ?? [])])]));
}

function filesIn(root: string): TemplateFiles {
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new BadTemplate(basename(root), 0, 'there is no such folder');
  return new Map(
    namesIn(root).map((folder) => {
      if (!FORMS.includes(folder as Form) && !LANGUAGE.test(folder)) {
        throw new BadTemplate(folder, 0, `folders are ${FORMS.join(', ')}, and languages such as en or fr-CA`);
      }
      return [folder, templatesIn(root, folder)];
    }),
  );
}

function templatesIn(root: string, folder: string): ReadonlyMap<string, TemplateFile> {
  return new Map(
    namesIn(join(root, folder)).map((file) => {
      const name = `${folder}/${file}`;
      const isWords = file === WORDS && !FORMS.includes(folder as Form);
      const stem = isWords ? WORDS : file.slice(0, -TEMPLATE.length);
      if (!isWords && !(file.endsWith(TEMPLATE) && NAME.test(stem))) {
        throw new BadTemplate(name, 0, `templates have names such as order-received${TEMPLATE}`);
      }
      return [stem, { name, text: textOf(join(root, folder, file), name) }];
    }),
  );
}

/** Without hidden files, which editors and file systems leave behind. */
function namesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .toSorted();
}

function textOf(path: string, name: string): string {
  try {
    return readTextFile(path).text.replaceAll('\r\n', '\n');
  } catch (fault) {
    if (fault instanceof UnreadableText) throw new BadTemplate(name, 0, fault.message);
    throw fault;
  }
}
