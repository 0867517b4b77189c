import { IsOptional, Length } from 'class-validator';
import { Variable } from './variable.js';

/** How the page editor shows itself. */
export class EditingSettings {
  /** What the editor sends in the header sc_editing_key to be answered with samples; there are no samples where not set. */
  @Variable('EDITING_KEY', { expected: 'a secret of 16 to 256 characters' })
  @IsOptional()
  @Length(16, 256)
  key?: string;
}
