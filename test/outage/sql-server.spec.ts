import { walk } from './walk.js';

walk('Dynamics GP', 'SQL Server');
