/** A price of one unit of a SKU. Prices are always shown with currency, date and source. */
export interface Price {
  readonly skuId: string;
  /** ISO 4217, such as `USD`. */
  readonly currency: string;
  /** In whole units of the currency, for one unit and period. */
  readonly amount: number;
  /** What is counted: `user`, `workload identity`. */
  readonly unit: string;
  readonly period: 'month' | 'year';
  /** First day (`2026-07-01`), UTC; undefined: always before. */
  readonly validFrom?: string;
  /** Last day; undefined: until further notice. */
  readonly validTo?: string;
  /** Terms, such as `annual commitment, yearly payment, list price, no tax`. */
  readonly basis?: string;
  /** How far the source can be trusted; undefined for prices that users state. */
  readonly confidence?: 'high' | 'medium' | 'low';
  readonly sources: readonly string[];
  readonly note?: string;
}
