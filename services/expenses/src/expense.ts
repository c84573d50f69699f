/** Where an expense stands. */
export type Status = 'pending' | 'paid' | 'cancelled';

/** What a client sends to create an expense. */
export interface NewExpense {
  /** Short title, 1 to 100 characters. */
  readonly name: string;
  /** Free text of at most 500 characters. */
  readonly description?: string;
  /** Amount in the user's currency, above 0. */
  readonly amount: number;
  /** Owner, an id of the user service. */
  readonly userId: string;
  readonly category: string;
  /** When the money was spent, RFC 3339 date or date-time; absent: the time of creation. */
  readonly date?: string;
  /** Absent: `pending`. */
  readonly status?: Status;
  readonly tags?: readonly string[];
}

/** A stored expense. */
export interface Expense {
  /** UUID, made by the service. */
  readonly expenseId: string;
  readonly name: string;
  readonly description: string;
  readonly amount: number;
  readonly userId: string;
  readonly category: string;
  /** RFC 3339. */
  readonly date: string;
  readonly status: Status;
  readonly tags: readonly string[];
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

/** Which part of a list is wanted. */
export interface Page {
  /** Most expenses of the answer. */
  readonly limit: number;
  /** Where the former part ended, as the store named it; absent: from the beginning. */
  readonly after?: string;
}

/** A part of a list. */
export interface Listed {
  readonly expenses: Expense[];
  /** Where the next part begins; absent: this was the last. */
  readonly next?: string;
}

/** What a list of expenses is selected by: exactly one field. */
export interface Filter {
  readonly field: 'userId' | 'category';
  readonly value: string;
}
