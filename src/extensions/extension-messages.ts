/** What the thread is started with. */
export interface ThreadData {
  /** The files of the extensions, with their full paths. */
  readonly files: readonly string[];
}

/** A file that was imported, and what it exports. */
export interface LoadedFile {
  readonly file: string;
  readonly exports: readonly ExportedValue[];
}

export interface ExportedValue {
  readonly name: string;
  /** Null where it is no function: then `members` are those of its members that are one. */
  readonly parameters: number | null;
  readonly members: readonly { readonly name: string; readonly parameters: number | null }[];
}

/** A file that could not be imported. */
export interface BrokenFile extends Failure {
  readonly file: string;
}

/** Why a function or a file has failed. */
export interface Failure {
  /** In one or a few words, without anything of a record. */
  readonly reason: string;
  /** What the error says. It may quote a record. */
  readonly detail: string | null;
  /** Line and column in the file, such as "12:9"; null where they are not known. */
  readonly at: string | null;
}

/** Which function is called, and with what, once for each record. */
export interface Call {
  readonly file: string;
  readonly export: string;
  readonly member: string | null;
  readonly records: readonly (readonly unknown[])[];
}

/** What became of one record: what the function returned, as JSON (null for nothing), or why it failed. */
export type Answer = { readonly json: string | null } | Failure;

/** What the thread sends: first one message for each file, in their order, and then one for each record. */
export type FromThread = { readonly loaded: LoadedFile | BrokenFile } | { readonly answer: Answer };
