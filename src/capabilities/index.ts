export { CAPABILITIES, type Capability, EVENT_TYPES, EXTENSION_POINTS, SUBMISSION_EVENTS } from './capabilities.js';
export type * from './extension-types.js';
export { JOB_NAMES } from './job-names.js';
