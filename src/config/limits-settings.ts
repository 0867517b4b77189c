import { IsIn, IsInt, Max, Min } from 'class-validator';
import { Variable, wholeNumber } from './variable.js';

/** The limits of one operation, or of one batch. The defaults admit the largest pages of the storefront. */
export class LimitsSettings {
  @Variable('GRAPHQL_BODY_KB', { expected: 'a whole number of kilobytes from 16 to 16384', parse: wholeNumber })
  @IsInt()
  @Min(16)
  @Max(16_384)
  bodyKb = 1_024;

  /** Entries of lists and fields of objects in a request. An order of 500 lines with all of their fields has about 20,000. */
  @Variable('GRAPHQL_VALUES', { expected: 'a whole number from 1000 to 1000000', parse: wholeNumber })
  @IsInt()
  @Min(1_000)
  @Max(1_000_000)
  values = 25_000;

  /** Characters of a document. */
  @Variable('GRAPHQL_CHARACTERS', { expected: 'a whole number from 2000 to 1000000', parse: wholeNumber })
  @IsInt()
  @Min(2_000)
  @Max(1_000_000)
  characters = 50_000;

  /** Names, braces, values and punctuators of a document. */
  @Variable('GRAPHQL_TOKENS', { expected: 'a whole number from 500 to 100000', parse: wholeNumber })
  @IsInt()
  @Min(500)
  @Max(100_000)
  tokens = 5_000;

  /** Fields of an operation or a fragment, with all fragments expanded. */
  @Variable('GRAPHQL_FIELDS', { expected: 'a whole number from 200 to 100000', parse: wholeNumber })
  @IsInt()
  @Min(200)
  @Max(100_000)
  fields = 2_000;

  /** Levels of nested fields. Fields of introspection do not count: graphql-js limits their depth. */
  @Variable('GRAPHQL_DEPTH', { expected: 'a whole number from 5 to 50', parse: wholeNumber })
  @IsInt()
  @Min(5)
  @Max(50)
  depth = 15;

  /** Aliases of an operation, with all fragments expanded. */
  @Variable('GRAPHQL_ALIASES', { expected: 'a whole number from 0 to 1000', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(1_000)
  aliases = 50;

  /** How often one field may be selected in one place, under different aliases. */
  @Variable('GRAPHQL_ALIASES_OF_A_FIELD', { expected: 'a whole number from 1 to 1000', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(1_000)
  aliasesOfAField = 10;

  /** Directives of a document. */
  @Variable('GRAPHQL_DIRECTIVES', { expected: 'a whole number from 0 to 1000', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(1_000)
  directives = 50;

  @Variable('GRAPHQL_ROOT_FIELDS', { expected: 'a whole number from 1 to 1000', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(1_000)
  rootFields = 20;

  /** The cost of an operation, or of all operations of a batch together: the rows, and 10 for each question. */
  @Variable('GRAPHQL_COST', { expected: 'a whole number from 1000 to 1000000', parse: wholeNumber })
  @IsInt()
  @Min(1_000)
  @Max(1_000_000)
  cost = 20_000;

  /**
   * Whether callers may read the schema and see GraphiQL: `on`, `off`, or `sandbox` for only with the sandbox company in the
   * process.
   */
  @Variable('INTROSPECTION', { expected: 'one of sandbox, on, off' })
  @IsIn(['sandbox', 'on', 'off'])
  introspection: 'sandbox' | 'on' | 'off' = 'sandbox';
}
