/**
 * graphql-js repeats a wrong value in what it says about it. It may be a password or somebody's name, and whoever logs the
 * answer would keep it: the error's place and argument tell which one it was.
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

/** What graphql-js says is wrong with a request, without the values that the caller sent. */
export function withoutValues(message: string): string {
  for (const [pattern, replacement] of REPEATS_VALUE) {
    if (pattern.test(message)) return message.replace(pattern, replacement);
  }
  return message;
}
