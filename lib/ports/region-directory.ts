/** Which regions the guard's own account can be used in. */
export type RegionDirectory = {
  /** Enabled by its owner or by default, in any order. @throws {CloudCallError} */
  listEnabledRegions(): Promise<readonly string[]>;
};
