import {
  type GraphQLField,
  GraphQLID,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLString,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { characterName, isBlank } from '../values/blank.js';
import { hasNetworkCardNumber, withoutCardNumbers } from '../values/card-number.js';

/** A fault of an input value that can be seen without knowing its meaning. */
export interface InputFault {
  /** Path into the input. */
  readonly field: readonly string[];
  /** The predicate of a sentence, as in "The reference must not be blank". */
  readonly problem: string;
}

const INPUT = 'input';
const faultsOf = new WeakMap<object, readonly InputFault[]>();

/**
 * The faults that `withGivenInput` has found in an input: required texts that are blank, and characters that no system can keep.
 */
export function inputFaults(input: object): readonly InputFault[] {
  return faultsOf.get(input) ?? [];
}

type Resolve = (parent: unknown, args: Record<string, unknown>, ...rest: never[]) => unknown;

/**
 * Texts that name something: a secret, or what GP has under this name. They are compared and not read by people, so a card's
 * number can only be in them by chance. IDs do the same.
 */
const IS_NAMED: ReadonlySet<string> = new Set([
  ...['password', 'idToken', 'nonce', 'refreshToken', 'accountNumber'],
  ...['addressCode', 'warehouse', 'unitOfMeasure', 'shippingMethod', 'detail', 'account'],
  ...['invoiceNumber', 'credits', 'quoteNumber', 'orderNumber', 'revision'],
]);

/** Texts that are compared with those of another system. Masked, they would be found no more; so a card's number in one is a fault. */
const IS_COMPARED: ReadonlySet<string> = new Set(['transactionId']);

/** Whether a part of a path is a field's name, and not an index of a list. */
const isName = (part: string) => !/^\d+$/.test(part);

/**
 * Masks card-like numbers in every free text of a field's argument "input": no card's number is stored, logged or handed over,
 * wherever and by whichever client it was written. It also removes the parts of the input that hold nothing: blank texts, and empty objects that
 * the contract does not require. Both are done once for the whole input, so that no code that reads it has to think of them.
 * Fields without an argument "input" stay as they are.
 */
export function withGivenInput<R extends Resolve>(field: GraphQLField<unknown, unknown>, resolve: R): R {
  const argument = field.args.find(({ name }) => name === INPUT);
  const type = argument && (isNonNullType(argument.type) ? argument.type.ofType : argument.type);
  if (!isInputObjectType(type)) return resolve;
  const given: Resolve = (parent, args, ...rest) => {
    const value = args[INPUT];
    if (typeof value !== 'object' || value === null) return resolve(parent, args, ...rest);
    const faults: InputFault[] = [];
    const input = givenObject(value, type, [], faults);
    faultsOf.set(input, faults);
    return resolve(parent, { ...args, [INPUT]: input }, ...rest);
  };
  return given as R;
}

type Path = readonly string[];

/** @returns undefined if the value holds nothing */
function givenValue(value: unknown, type: GraphQLInputType, path: Path, faults: InputFault[]): unknown {
  const isRequired = isNonNullType(type);
  const bare = isRequired ? type.ofType : type;
  if (value === null || value === undefined) return value;
  if (bare === GraphQLID) return givenText(String(value), isRequired, path, faults);
  if (bare === GraphQLString) {
    return givenText(withoutCards(String(value), path, faults), isRequired, path, faults);
  }
  if (isListType(bare)) {
    return (value as readonly unknown[]).map((each, index) => givenValue(each, bare.ofType, [...path, String(index)], faults));
  }
  if (!isInputObjectType(bare)) return value;
  const given = givenObject(value, bare, path, faults);
  return isRequired || Object.values(given).some((each) => each !== undefined) ? given : undefined;
}

function withoutCards(text: string, path: Path, faults: InputFault[]): string {
  const name = path.findLast(isName) ?? '';
  if (IS_NAMED.has(name)) return text;
  if (IS_COMPARED.has(name)) {
    if (!hasNetworkCardNumber(text)) return text;
    faults.push({ field: path, problem: "must not have a card's number" });
  }
  return withoutCardNumbers(text);
}

function givenObject(value: object, type: GraphQLInputObjectType, path: Path, faults: InputFault[]): object {
  const fields = type.getFields();
  const given: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    const field = fields[name];
    if (!field) continue;
    const kept = givenValue(each, field.type, [...path, name], faults);
    if (kept !== undefined) given[name] = kept;
    else if (field.defaultValue !== undefined) given[name] = field.defaultValue;
  }
  return given;
}

function givenText(text: string, isRequired: boolean, path: Path, faults: InputFault[]): string | undefined {
  if (isBlank(text)) {
    if (isRequired) faults.push({ field: path, problem: 'must not be blank' });
    return isRequired ? '' : undefined;
  }
  const [broken] = BROKEN.exec(text) ?? [];
  if (broken !== undefined) faults.push({ field: path, problem: `has ${characterName(broken)}, which no system can keep` });
  return text;
}

/** U+0000, which no database takes, and halves of characters (lone surrogates), which are in no encoding. */
const BROKEN = /[\0\p{Surrogate}]/u;
