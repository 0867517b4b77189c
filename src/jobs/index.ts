export { type PeriodicTask, PeriodicTasks } from './periodic-tasks.js';
export { RunsWhileUp, tasksOf } from './runs-while-up.js';
