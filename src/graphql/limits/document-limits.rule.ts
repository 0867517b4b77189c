import { type ASTVisitor, type DocumentNode, GraphQLError, type ValidationContext } from 'graphql';
import { checkDocument, type DocumentLimits } from './document-limits.js';

/**
 * Refuses documents that exceed a limit before the other rules walk them: some rules compare each field with each other one. All
 * rules walk a document at the same time, so this one replaces a refused document by an empty one.
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
