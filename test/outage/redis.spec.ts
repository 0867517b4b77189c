import { walk } from './walk.js';

walk('Redis');
