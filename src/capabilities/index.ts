export { CAPABILITIES, type Capability } from './capabilities.js';
