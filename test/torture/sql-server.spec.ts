import { torture } from './torture.js';

torture('SQL Server');
