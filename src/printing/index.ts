export { printingCosts } from './printing.costs.js';
export { PrintingModule } from './printing.module.js';
export { stationeryOf } from './stationery-of.js';
