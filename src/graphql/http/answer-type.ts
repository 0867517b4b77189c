import Negotiator from 'negotiator';

/** As Apollo Server offers them: the first is what `*` stands for. */
const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';
const OFFERED = [JSON_TYPE, GRAPHQL_TYPE];

export type AnswerType = 'json' | 'graphql-response';

/**
 * The media type that an answer has. The one of its own, which Sitecore's older client does not read, is for those who ask
 * for it by name.
 * @param accept the header
 * @returns undefined where the caller takes neither
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
