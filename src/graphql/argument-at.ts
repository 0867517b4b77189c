import { type ASTNode, type DocumentNode, type GraphQLError, Kind, parse, type Source, visit } from 'graphql';

/** The parsed documents, so that fifty errors about one document parse it once. */
const documents = new WeakMap<Source, DocumentNode>();

/** The argument that an error about a value belongs to, with the path inside it, such as "input.email". */
export function argumentAt(error: GraphQLError): string | undefined {
  const [node] = error.nodes ?? [];
  if (!node?.loc) return undefined;
  const { source } = node.loc;
  const document = documents.get(source) ?? parse(source);
  documents.set(source, document);
  return node.kind === Kind.VARIABLE_DEFINITION
    ? argumentOf(document, (value) => value.kind === Kind.VARIABLE && value.name.value === node.variable.name.value)
    : argumentOf(document, (value) => value.loc?.start === node.loc?.start && value.kind === node.kind);
}

function argumentOf(document: ASTNode, isWanted: (value: ASTNode) => boolean): string | undefined {
  const path: string[] = [];
  let found: string | undefined;
  visit(document, {
    enter(node) {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) path.push(node.name.value);
      else if (path.length > 0 && isWanted(node)) found ??= path.join('.');
    },
    leave(node) {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) path.pop();
    },
  });
  return found;
}
