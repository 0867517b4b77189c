import { IsOptional, Length } from 'class-validator';
import { Variable } from './variable.js';

/** How requests for quotes are entered in GP. */
export class QuotesSettings {
  /** The document type ID of quotes in GP; by default that of GP's own setup. */
  @Variable('GP_QUOTE_DOCUMENT', { expected: 'a document type ID of at most 15 characters' })
  @IsOptional()
  @Length(1, 15)
  documentId?: string;

  /**
   * The batch in GP that requests for quotes are put into. It is created if it is missing. A quote counts as priced once staff
   * have moved it to another batch.
   */
  @Variable('GP_QUOTE_BATCH', { expected: 'a batch ID of at most 15 characters' })
  @Length(1, 15)
  batchId = 'WEBQUOTES';
}
