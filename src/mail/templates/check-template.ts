import Handlebars from 'handlebars';
import { BadTemplate } from './bad-template.js';

/** A template that can be parsed, with the name of its file. */
export interface ParsedTemplate {
  readonly file: string;
  readonly program: hbs.AST.Program;
}

const DATA = ['index', 'first', 'last'];
const BLOCKS = ['if', 'unless', 'each', 'with'];

/** Where a tag stands, and what it may name there. */
interface Place {
  readonly file: string;
  /** The values of the message, and of the blocks around the tag; the innermost is the last. */
  readonly scopes: readonly unknown[];
  readonly parts: ReadonlyMap<string, ParsedTemplate>;
  /** The parts around the tag, so that none contains itself. */
  readonly within: readonly string[];
  /** What stands between the tags of the part that is used, with the place where it stands. */
  readonly block: { readonly program: hbs.AST.Program; readonly place: Place } | null;
}

/** @throws {BadTemplate} it cannot be parsed */
export function parseTemplate(file: string, text: string): ParsedTemplate {
  try {
    return { file, program: Handlebars.parse(text) };
  } catch (cause) {
    const [, line = '1'] = /line (\d+)/i.exec((cause as Error).message) ?? [];
    throw new BadTemplate(file, Number(line), 'the tags cannot be read: each block needs its end, and each tag its braces');
  }
}

/**
 * Checks that a template names only values that there are: those of a sample, in which every value is present.
 * @throws {BadTemplate} at the first wrong tag
 */
export function checkTemplate(
  { file, program }: ParsedTemplate,
  sample: object,
  parts: ReadonlyMap<string, ParsedTemplate>,
): void {
  checkProgram(program, { file, scopes: [sample], parts, within: [], block: null });
}

function checkProgram(program: hbs.AST.Program | undefined, place: Place): void {
  for (const statement of program?.body ?? []) checkStatement(statement, place);
}

function checkStatement(statement: hbs.AST.Statement, place: Place): void {
  switch (statement.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      break;
    case 'MustacheStatement':
      checkValue(statement as hbs.AST.MustacheStatement, place);
      break;
    case 'BlockStatement':
      checkBlock(statement as hbs.AST.BlockStatement, place);
      break;
    case 'PartialStatement':
    case 'PartialBlockStatement':
      checkPart(statement as hbs.AST.PartialStatement, place);
      break;
    default:
      throw wrong(place, statement, 'decorators and inline parts are not for mail: write a part as a file');
  }
}

function checkValue(statement: hbs.AST.MustacheStatement, place: Place): void {
  // Values come from buyers and from other programs. Unescaped, they would be markup.
  if (!statement.escaped) throw wrong(place, statement, 'values are always escaped: write two braces, and no "&"');
  if (statement.params.length > 0 || statement.hash)
    throw wrong(place, statement, `{{${nameOf(statement.path)}}} takes no parameters`);
  const value = lookedUp(statement.path, place);
  const isText = typeof value !== 'object' || value === null || value instanceof Handlebars.SafeString;
  if (!isText) throw wrong(place, statement, `${nameOf(statement.path)} is not one value: use each, with or its parts`);
}

function checkBlock(statement: hbs.AST.BlockStatement, place: Place): void {
  const block = nameOf(statement.path);
  const [param, ...others] = statement.params;
  if (!BLOCKS.includes(block)) throw wrong(place, statement, `there is no block ${block}: the blocks are ${BLOCKS.join(', ')}`);
  if (!param || others.length > 0 || statement.hash) throw wrong(place, statement, `the block ${block} takes one value`);
  if (statement.program?.blockParams) throw wrong(place, statement, `the block ${block} gives no names with "as"`);
  const value = isOfPart(block, param, place) ? undefined : lookedUp(param, place);
  if (block === 'each' && !Array.isArray(value)) throw wrong(place, statement, `${nameOf(param)} is not a list`);
  if (block === 'with' && (typeof value !== 'object' || Array.isArray(value))) {
    throw wrong(place, statement, `${nameOf(param)} has no parts`);
  }
  const inner = block === 'each' ? (value as readonly unknown[])[0] : block === 'with' ? value : undefined;
  checkProgram(statement.program, inner === undefined ? place : { ...place, scopes: [...place.scopes, inner] });
  checkProgram(statement.inverse, place);
}

/** Whether a part asks if it was given a parameter: some of those that use it need not give it. */
function isOfPart(block: string, expression: hbs.AST.Expression, { within }: Place): boolean {
  const isPlain = expression.type === 'PathExpression' && (expression as hbs.AST.PathExpression).parts.length === 1;
  return within.length > 0 && isPlain && ['if', 'unless'].includes(block);
}

function checkPart(statement: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement, place: Place): void {
  const name = nameOf(statement.name);
  if (name === '@partial-block') {
    if (place.block) {
      const { program, place: written } = place.block;
      checkProgram(program, { ...written, scopes: [...written.scopes, place.scopes.at(-1)] });
    }
    return;
  }
  const part = place.parts.get(name);
  if (!part) throw wrong(place, statement, `there is no part ${name}: the parts are ${[...place.parts.keys()].join(', ')}`);
  if (place.within.includes(name)) throw wrong(place, statement, `the part ${name} contains itself`);
  const [param] = statement.params;
  const given = param ? lookedUp(param, place) : place.scopes.at(-1);
  const named = (statement.hash?.pairs ?? []).map(({ key, value }) => [key, lookedUp(value, place)]);
  const scope = named.length > 0 ? { ...(given as object), ...Object.fromEntries(named) } : given;
  const block = 'program' in statement ? { program: statement.program, place } : null;
  try {
    checkProgram(part.program, { file: part.file, scopes: [scope], parts: place.parts, within: [...place.within, name], block });
  } catch (fault) {
    if (!(fault instanceof BadTemplate) || fault.file !== part.file) throw fault;
    const usedAt = `${place.file}, line ${statement.loc.start.line}`;
    throw new BadTemplate(fault.file, fault.line, `${fault.problem} (where it is used in ${usedAt})`);
  }
}

function lookedUp(expression: hbs.AST.Expression, place: Place): unknown {
  if (expression.type === 'SubExpression') throw wrong(place, expression, 'a value in parentheses is not for mail');
  if (expression.type !== 'PathExpression') return (expression as hbs.AST.StringLiteral).value;
  const path = expression as hbs.AST.PathExpression;
  const [first = ''] = path.parts;
  if (path.data) {
    if (path.parts.length === 1 && DATA.includes(first)) return 0;
    throw wrong(place, path, `there is no @${first}: there are @${DATA.join(', @')}`);
  }
  const scope = place.scopes.at(-1 - path.depth);
  if (scope === undefined) throw wrong(place, path, `${path.original} leads out of the message`);
  return path.parts.reduce<unknown>((value, part) => {
    const isThere = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, part);
    if (!isThere) throw wrong(place, path, `there is no ${path.original}: there are ${namesIn(value)}`);
    return (value as Record<string, unknown>)[part];
  }, scope);
}

function namesIn(value: unknown): string {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord && Object.keys(value).length > 0 ? Object.keys(value).join(', ') : 'no names here';
}

function nameOf(expression: hbs.AST.Expression): string {
  return String((expression as hbs.AST.PathExpression).original);
}

function wrong({ file }: Place, { loc }: hbs.AST.Node, problem: string): BadTemplate {
  return new BadTemplate(file, loc.start.line, problem);
}
