import { randomUUID } from 'node:crypto';
import { RequestError } from './errors';
import type { Expense, Filter, Listed, NewExpense, Page } from './expense';
import type { Repository } from './repository/repository';
import { inSpan } from './span';
import type { Users } from './users';

/** The rules of the business: what an expense is made of, whose it is, and what happens when there is none. */
export class ExpensesService {
  /** When the newest expense was made, in ms since 1970. */
  private newest = 0;

  constructor(
    private readonly repository: Repository,
    private readonly users: Users,
  ) {}

  /** Stores a new expense with an id and a time of its own. */
  create(request: NewExpense): Promise<Expense> {
    return inSpan('serviceLevel', 'ServiceCreateExpense', async () => {
      await this.users.mustExist(request.userId);
      const createdAt = this.nextTime();
      const expense: Expense = {
        expenseId: randomUUID(),
        name: request.name,
        description: request.description ?? '',
        amount: request.amount,
        userId: request.userId,
        category: request.category,
        date: request.date ?? createdAt,
        status: request.status ?? 'pending',
        tags: request.tags ?? [],
        createdAt,
      };
      await this.repository.create(expense);
      return expense;
    });
  }

  /** The time in RFC 3339, at least 1 ms after the last one: lists are ordered by it, and ids at random know no order. */
  private nextTime(): string {
    this.newest = Math.max(Date.now(), this.newest + 1);
    return new Date(this.newest).toISOString();
  }

  /** @throws RequestError (404) when there is no such expense. */
  get(expenseId: string): Promise<Expense> {
    return inSpan('serviceLevel', 'ServiceGetExpenseById', async () => {
      const expense = await this.repository.find(expenseId);
      if (expense === undefined) throw notFound(expenseId);
      return expense;
    });
  }

  /** A part of the expenses of one user or of one category; none is an empty list. */
  list(filter: Filter, page: Page): Promise<Listed> {
    return inSpan('serviceLevel', 'ServiceListExpenses', () => this.repository.list(filter, page));
  }

  /** @throws RequestError (404) when there is no such expense. */
  remove(expenseId: string): Promise<void> {
    return inSpan('serviceLevel', 'ServiceDeleteExpense', async () => {
      if (!(await this.repository.remove(expenseId))) throw notFound(expenseId);
    });
  }
}

function notFound(expenseId: string): RequestError {
  return new RequestError(404, `there is no expense "${expenseId}"`);
}
