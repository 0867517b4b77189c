export { CAPABILITIES, type Capability, SUBMISSION_EVENTS } from './capabilities.js';
