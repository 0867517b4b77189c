import Negotiator from 'negotiator';

/** The media types in the order in which Apollo Server offers them; `*` stands for the first. */
const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';
const OFFERED = [JSON_TYPE, GRAPHQL_TYPE];

export type AnswerType = 'json' | 'graphql-response';

/**
 * The media type of an answer. GraphQL's own type, which Sitecore's older client cannot read, is used only for callers that
 * accept it by name.
 * @param accept the header Accept
 * @returns undefined if the caller accepts neither
 */
export function answerType(accept: string | undefined): AnswerType | undefined {
  if (!accept || accept === '*/*' || accept === 'application/json') return 'json';
  switch (new Negotiator({ headers: { accept } }).mediaType(OFFERED)) {
    case JSON_TYPE:
      return 'json';
    case GRAPHQL_TYPE:
      return 'graphql-response';
    default:
      return undefined;
  }
}
