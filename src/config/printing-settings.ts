import { ArrayMaxSize, IsOptional, IsString, Length, Matches } from 'class-validator';
import { Variable } from './variable.js';

const lines = (text: string) =>
  text
    .split(/\\n|\n|\|/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What quotes, invoices, credit memos and statements say about the merchant, and how they look. */
export class PrintingSettings {
  @Variable('PRINT_MERCHANT', { expected: 'a name of up to 120 letters' })
  @IsString()
  @Length(0, 120)
  merchant = '';

  /** Below the merchant's name. */
  @Variable('PRINT_ADDRESS', { expected: 'up to 8 lines with | between them', parse: lines })
  @ArrayMaxSize(8)
  @IsString({ each: true })
  address: readonly string[] = [];

  /** Where payments are sent, where that is another address. */
  @Variable('PRINT_REMIT_TO', { expected: 'up to 8 lines with | between them', parse: lines })
  @ArrayMaxSize(8)
  @IsString({ each: true })
  remitTo: readonly string[] = [];

  /** A picture above the merchant's name. */
  @Variable('PRINT_LOGO', { expected: 'a PNG or JPEG file' })
  @IsOptional()
  @Matches(/\.(png|jpe?g)$/i)
  logoFile?: string;

  /** A JSON file that replaces parts of the layout. */
  @Variable('PRINT_LAYOUT', { expected: 'a JSON file, as docs/integrator.md describes it' })
  @IsOptional()
  @Matches(/\.json$/i)
  layoutFile?: string;
}
