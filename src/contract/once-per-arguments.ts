/**
 * Reads a field's arguments once for all objects of an answer, which get the same arguments object. A page has two dozen
 * products.
 * @param read called again for the next object if it throws, for example InvalidInput
 */
export function oncePerArguments<Args extends object, Question>(read: (args: Args) => Question): (args: Args) => Question {
  const known = new WeakMap<Args, { readonly question: Question }>();
  return (args) => {
    let entry = known.get(args);
    if (!entry) {
      entry = { question: read(args) };
      known.set(args, entry);
    }
    return entry.question;
  };
}
