export { RedisCounts } from './redis-counts.js';
export { RedisLevel, type RedisLevelSettings } from './redis-level.js';
export { RedisTexts } from './redis-texts.js';
