export { type PeriodicTask, PeriodicTasks } from './periodic-tasks.js';
export { type MessageOptions, Queues } from './queues.js';
export { RunsWhileUp, tasksOf } from './runs-while-up.js';
