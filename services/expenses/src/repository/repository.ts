import type { Expense, Filter, Listed, Page } from '../expense';

/** Keeps expenses. Every method fails with an UnavailableError when the store gives no answer. */
export interface Repository {
  /** Stores a new expense. */
  create(expense: Expense): Promise<void>;
  /** The expense, or undefined where there is none of this id. */
  find(expenseId: string): Promise<Expense | undefined>;
  /**
   * A part of the expenses of one user or one category, each part oldest first.
   * @throws RequestError (400) where `after` is nothing that this store has named
   */
  list(filter: Filter, page: Page): Promise<Listed>;
  /** Deletes an expense; false where there was none of this id. */
  remove(expenseId: string): Promise<boolean>;
  /** Fulfilled when the store answers in time. */
  check(): Promise<void>;
  close(): Promise<void>;
}
