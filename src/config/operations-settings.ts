import { IsIn, IsInt, IsNotEmpty, IsString, Max, Min, ValidateIf } from 'class-validator';
import { Variable, wholeNumber } from './variable.js';

/** How operations may be sent (registered, by their hash, in batches), and how long caches may keep their answers. */
export class OperationsSettings {
  /** A JSON file of registered operations, in the format of Apollo's persisted query manifests. */
  @Variable('OPERATIONS_MANIFEST', { expected: 'a readable manifest of operations; OPERATIONS_MODE log and refuse need one' })
  @ValidateIf(({ mode, manifestFile }: OperationsSettings) => mode === 'log' || mode === 'refuse' || manifestFile !== undefined)
  @IsString()
  @IsNotEmpty()
  manifestFile?: string;

  /** How operations that are not in the manifest are treated. */
  @Variable('OPERATIONS_MODE', { expected: 'one of off, log, refuse' })
  @IsIn(['off', 'log', 'refuse'])
  mode: 'off' | 'log' | 'refuse' = 'off';

  /** The memory for the texts of operations that clients send by their hash. */
  @Variable('PERSISTED_QUERIES_MB', { expected: 'a whole number of megabytes from 1 to 1024', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(1_024)
  persistedQueriesMb = 16;

  /** The most operations of one request; 1 for no batches. */
  @Variable('MOST_OPERATIONS_IN_A_BATCH', { expected: 'a whole number from 1 to 100', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(100)
  mostInABatch = 10;

  /** How long caches may keep answers that are the same for all viewers; 0 for not at all. At most as long as stock is fresh. */
  @Variable('PUBLIC_MAX_AGE_SECONDS', { expected: 'a whole number of seconds from 0 to 30', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(30)
  publicMaxAgeSeconds = 15;

  /** How long after that caches may still serve them while they revalidate. */
  @Variable('PUBLIC_STALE_SECONDS', { expected: 'a whole number of seconds from 0 to 3600', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(3_600)
  publicStaleSeconds = 30;
}
