export { CAPABILITIES, type Capability, EVENT_TYPES, SUBMISSION_EVENTS } from './capabilities.js';
