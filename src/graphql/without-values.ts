/**
 * Messages of graphql-js that repeat a wrong value. The value may be a password or the name of a person, and would be stored
 * wherever an answer is logged. The place and the argument of the error tell which value it was.
 */
const REPEATS_VALUE: readonly (readonly [RegExp, string])[] = [
  [/^(Variable "\$\w+") got invalid value [\s\S]*$/, '$1 got an invalid value.'],
  [/^(.*? cannot represent (?:a |an )?[\w -]+): [\s\S]*$/, '$1.'],
  [/^Field "(?!\w{1,60}")[\s\S]*$/, 'A field is not defined.'],
  [/^(Expected value of type "[^"]+"), found [\s\S]*$/, '$1.'],
  [/^(Value) "[\s\S]*" (does not exist in "\w+" enum\.)[\s\S]*$/, '$1 $2'],
  [/^(Unknown operation) named "[\s\S]*"\.$/, '$1.'],
  [/^(Syntax Error: (?:Unexpected|Expected .*?, found) (?:String|BlockString|Int|Float|Name|Comment)) [\s\S]*$/, '$1.'],
  [/^(Syntax Error: Invalid [\w ]+)[:,] [\s\S]*$/, '$1.'],
];

/** A message of graphql-js about a request, without the values that the caller has sent. */
export function withoutValues(message: string): string {
  for (const [pattern, replacement] of REPEATS_VALUE) {
    if (pattern.test(message)) return message.replace(pattern, replacement);
  }
  return message;
}
