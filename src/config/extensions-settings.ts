import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { existingFolder, Variable, wholeNumber } from './variable.js';

/** The merchant's own functions. */
export class ExtensionsSettings {
  /** A folder of ES modules, in TypeScript or JavaScript. Its full path. */
  @Variable('GP_EXTENSIONS', { expected: 'a folder of extensions, as docs/extensions.md describes it', parse: existingFolder })
  @IsOptional()
  @IsString()
  folder?: string;

  /** How long a function may take for one record, in milliseconds. */
  @Variable('GP_EXTENSIONS_TIMEOUT_MS', { expected: 'a whole number of milliseconds from 10 to 60000', parse: wholeNumber })
  @IsInt()
  @Min(10)
  @Max(60_000)
  timeoutMs = 1_000;
}
