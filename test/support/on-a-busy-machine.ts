/** Settings by which a gateway neither refuses nor leaves out what a busy machine is late with. Tests that are about that set others. */
export const ON_A_BUSY_MACHINE = { SHED_PAGES_AT_MS: '60000', SHED_CHECKOUTS_AT_MS: '60000', REDIS_DEADLINE_MS: '1000' } as const;
