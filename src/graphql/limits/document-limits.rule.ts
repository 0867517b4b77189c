import { type ASTVisitor, type DocumentNode, GraphQLError, type ValidationContext } from 'graphql';
import { checkDocument, type DocumentLimits } from './document-limits.js';

/**
 * Refuses documents that are too much, before any other rule looks at one: some rules compare every field with every other.
 * Rules are made to walk a document side by side; this one puts an empty document in the place of one that it refuses, so
 * that there is nothing for the others to walk.
 */
export function documentLimitsRule(limits: DocumentLimits): (context: ValidationContext) => ASTVisitor {
  return (context) => ({
    Document: {
      enter(document): DocumentNode | undefined {
        try {
          checkDocument(document, limits);
          return undefined;
        } catch (refusal) {
          if (!(refusal instanceof GraphQLError)) throw refusal;
          context.reportError(refusal);
          return { ...document, definitions: [] };
        }
      },
    },
  });
}
