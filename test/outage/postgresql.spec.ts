import { walk } from './walk.js';

walk('PostgreSQL');
