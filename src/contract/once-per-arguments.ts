/**
 * Reads a field's arguments once for all objects of an answer, which get the same arguments object. A page has two dozen
 * products.
 * @param read called again for the next object if it throws, for example InvalidInput
 */
export function oncePerArguments<Args extends object, Question>(read: (args: Args) => Question): (args: Args) => Question {
  const known = new WeakMap<Args, { readonly args: Args; readonly question: Question }>();
  let latest: { readonly args: Args; readonly question: Question } | undefined;
  return (args) => {
    if (latest?.args === args) return latest.question;
    // An answer that has waited goes on with its own, whatever was asked meanwhile.
    latest = known.get(args);
    if (!latest) {
      latest = { args, question: read(args) };
      known.set(args, latest);
    }
    return latest.question;
  };
}
