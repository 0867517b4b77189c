/**
 * Reads a field's arguments once for all objects of an answer, which get the same arguments object. A page has two dozen
 * products.
 * @param read called again for the next object if it throws, for example InvalidInput
 */
export function oncePerArguments<Args extends object, Question>(read: (args: Args) => Question): (args: Args) => Question {
  // The objects of an answer are asked one after another, before another answer is begun.
  let latest: { readonly args: Args; readonly question: Question } | undefined;
  return (args) => {
    if (latest?.args !== args) latest = { args, question: read(args) };
    return latest.question;
  };
}
