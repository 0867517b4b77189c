export { RedisLevel, type RedisLevelSettings } from './redis-level.js';
