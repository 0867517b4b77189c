export { EditingModule } from './editing.module.js';
export { recogniseEditing } from './recognise-editing.js';
