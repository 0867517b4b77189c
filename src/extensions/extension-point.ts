/**
 * Where a merchant's function decides about a record. The room of the record declares the point, and calls it through
 * `Extensions`.
 * @typeParam Subject what is decided about: the record, and what has become of it so far
 */
export interface ExtensionPoint<Subject = unknown> {
  /** The name under which a file exports the function, such as "mapItem". */
  readonly export: string;
  /** The function's name in the exported object, where one export has several; null where the export is the function. */
  readonly member: string | null;
  /** For operators, in one line. */
  readonly about: string;
  /** What functions are tried with, by what it is called. At least one. */
  readonly samples: Readonly<Record<string, Subject>>;
  /** What a function is called with. */
  argumentsOf(subject: Subject): readonly unknown[];
  /**
   * The subject after a function has answered. Nothing of an answer is used that is not checked here.
   * @param answer what JSON has of it; undefined where the function returned nothing
   * @throws {WrongAnswer}
   */
  applied(subject: Subject, answer: unknown): Subject;
}

/** A function has returned what it may not. The message is one line for people, and quotes nothing of a record. */
export class WrongAnswer extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongAnswer';
  }
}

/** How people name a point, such as `acceptRecord["catalog.refresh"]`. */
export function nameOf({ export: name, member }: Pick<ExtensionPoint, 'export' | 'member'>): string {
  return member === null ? name : `${name}["${member}"]`;
}
