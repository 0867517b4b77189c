import { IsOptional, Length } from 'class-validator';
import { Variable } from './variable.js';

/** How requests of the page editor are recognised. */
export class EditingSettings {
  /**
   * The secret that the editor sends in the header sc_editing_key to be answered with samples. Without it there are no samples.
   */
  @Variable('EDITING_KEY', { expected: 'a secret of 16 to 256 characters' })
  @IsOptional()
  @Length(16, 256)
  key?: string;
}
