/** Marks a file as a tenant: "TLAB" in SQLite's header field for it. Set by the migrations. */
export const applicationId = 0x544c4142;

/** The format that this version reads and writes, in SQLite's `user_version`. The last migration sets it. */
export const formatVersion = 4;

/** The path that stands for a tenant in memory. */
export const memoryPath = ':memory:';
