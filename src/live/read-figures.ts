/** How often facts of one kind were read, by the level that answered. */
export interface ReadFigures {
  /** Fresh in this process's memory. */
  memory: number;
  /** From the second level that the instances share. */
  shared: number;
  /** From the gateway's database. */
  durable: number;
  /** From the source, which is the ERP for most kinds. */
  erp: number;
  /** Past their freshness, because their source was slow or away. */
  stale: number;
  /** Not known at all. */
  unavailable: number;
}

export function noReads(): ReadFigures {
  return { memory: 0, shared: 0, durable: 0, erp: 0, stale: 0, unavailable: 0 };
}
