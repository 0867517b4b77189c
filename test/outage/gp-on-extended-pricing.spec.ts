import { walk } from './walk.js';

walk('Dynamics GP', { pricing: 'extended' }, ['away', 'hanging']);
