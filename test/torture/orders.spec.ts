import { torture } from './torture.js';

torture('PostgreSQL');
