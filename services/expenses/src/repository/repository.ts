import type { Expense, Filter } from '../expense';

/** Keeps expenses. Every method fails with an UnavailableError when the store gives no answer. */
export interface Repository {
  /** Stores a new expense. */
  create(expense: Expense): Promise<void>;
  /** The expense, or undefined where there is none of this id. */
  find(expenseId: string): Promise<Expense | undefined>;
  /** The expenses of one user or one category, oldest first. */
  list(filter: Filter): Promise<Expense[]>;
  /** Deletes an expense; false where there was none of this id. */
  remove(expenseId: string): Promise<boolean>;
  /** Fulfilled when the store answers in time. */
  check(): Promise<void>;
  close(): Promise<void>;
}
