export { isFilled, openEmbedded } from './open-embedded.js';
export { discarding, serverPool } from './server-pool.js';
