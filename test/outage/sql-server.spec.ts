import { walk } from './walk.js';

walk('Dynamics GP', { protocol: 'SQL Server' });
