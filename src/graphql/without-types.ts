/** Messages of graphql-js that hold names of types, and the same messages without them. */
const NAMES_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(Cannot query field "\w+") on type "\w+"\./, '$1.'],
  [/^(Field "\w+") of type "[^"]+" (must have a selection of subfields\.)/, '$1 $2'],
  [/^(Field "\w+" must not have a selection) since type "[^"]+" has no subfields\./, '$1.'],
  [/^(Unknown argument "\w+" on field) "\w+\.(\w+)"\./, '$1 "$2".'],
  [/^((?:Field|Directive) "@?\w+" argument "\w+") of type "[^"]+" (is required, but it was not provided\.)/, '$1 $2'],
  [/^Argument "(?:\w+\.)*(\w+)(?:\(\w+:\))?" of (?:required|non-null) type "[^"]+" /, 'Argument "$1" '],
  [/^(Variable "\$\w+") of (?:required|non-null) type "[^"]+" /, '$1 '],
  [/^(Variable "\$\w+") of type "[^"]+" used in position expecting type "[^"]+"\./, '$1 is of another type than its place.'],
  [/^Field "(?:\w+\.)?(\w+)" of required type "[^"]+" was not provided\./, 'Field "$1" was not provided.'],
  [/^(Field "\w+" is not defined) by type "\w+"\./, '$1.'],
  [/^Field "\w+\.(\w+)" must be non-null\./, 'Field "$1" must not be null.'],
  [/^Expected non-nullable type "[^"]+" not to be null\./, 'The value must not be null.'],
  [/^Expected type "[^"]+" to be an? (\w+)\./, 'The value must be an $1.'],
  [/^Expected value of (?:non-null )?type "[^"]+"[\s\S]*/, 'Expected a value of another type.'],
  [/^Value does not exist in "\w+" enum\./, 'The value is none of those that there are.'],
  [/^(?:Int|Float|String|Boolean|ID) cannot represent [\s\S]*/, 'The value is of another type.'],
  [/^Enum "\w+" cannot represent [\s\S]*/, 'The value is none of those that there are.'],
  [/^(?:Exactly one key must|(?:Within )?OneOf Input Object)[\s\S]*/, 'Exactly one field of the input must be given.'],
  [/^(Variable "\$\w+") must be non-nullable to be used for OneOf Input Object "\w+"\./, '$1 must be non-nullable in its place.'],
  [/^(Fragment (?:"\w+" )?cannot be spread here) as objects of type [\s\S]*/, '$1.'],
  [/^(Fragment (?:"\w+" )?cannot condition on non composite type) [\s\S]*/, '$1.'],
  [/^(Fields "\w+" conflict) because [\s\S]*/, '$1: give one of them another alias.'],
  [/^(Variable "\$\w+") cannot be non-input type [\s\S]*/, '$1 is of no type for inputs.'],
];

const DEFINITION = /^(?:extend )?(?:type|interface|union|enum|input|scalar) (\w+)/gm;
/** Names in quotes, with the brackets and exclamation marks of types. */
const QUOTED = /"[[]*(\w+)(?:\.\w+)?[\]!]*"/g;

/**
 * Makes a function that removes the names of types from messages, so that callers that may not read the schema cannot collect it
 * from error messages.
 * @param typeDefs the definitions of the schema
 */
export function typeHider(typeDefs: string): (message: string) => string {
  const names = new Set([...typeDefs.matchAll(DEFINITION)].map(([, name]) => name));
  return (message) => {
    const known = NAMES_TYPES.find(([pattern]) => pattern.test(message));
    const text = known ? message.replace(...known) : message;
    const namesType = [...text.matchAll(QUOTED)].some(([, name]) => names.has(name));
    return namesType ? 'The operation does not fit the schema.' : text;
  };
}
