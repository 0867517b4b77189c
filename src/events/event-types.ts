import type { EventType } from './event-type.js';

/** All types of events that this gateway can record. */
export class EventTypes {
  constructor(readonly all: readonly EventType[]) {
    const names = all.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`Two types of events have the name "${twice}".`);
  }
}
