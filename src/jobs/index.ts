export { type PeriodicTask, PeriodicTasks } from './periodic-tasks.js';
