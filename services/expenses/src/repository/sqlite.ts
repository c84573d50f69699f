import Database from 'better-sqlite3';
import { readCursor, writeCursor } from '../cursor';
import { UnavailableError } from '../errors';
import type { Expense, Filter, Listed, Page, Status } from '../expense';
import { inSpan } from '../span';
import type { Repository } from './repository';

interface Row {
  readonly expenseId: string;
  readonly name: string;
  readonly description: string;
  readonly amount: number;
  readonly userId: string;
  readonly category: string;
  readonly date: string;
  readonly status: string;
  readonly tags: string;
  readonly createdAt: string;
}

const schema = `
  CREATE TABLE IF NOT EXISTS expenses (
    expenseId TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, amount REAL NOT NULL,
    userId TEXT NOT NULL, category TEXT NOT NULL, date TEXT NOT NULL, status TEXT NOT NULL,
    tags TEXT NOT NULL, createdAt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS by_userId ON expenses (userId, createdAt);
  CREATE INDEX IF NOT EXISTS by_category ON expenses (category, createdAt);
`;

/** Keeps expenses in one SQLite file: for development, and wherever no DynamoDB table is named. */
export class SqliteRepository implements Repository {
  private readonly database: Database.Database;

  /**
   * @param file Path of the database, made when it is not there; its folder must exist. `:memory:` keeps nothing.
   * @throws UnavailableError when the file cannot be opened or is no database.
   */
  constructor(file: string) {
    try {
      this.database = new Database(file);
      this.database.pragma('journal_mode = WAL');
      this.database.exec(schema);
    } catch (error) {
      throw new UnavailableError(`the SQLite file ${file} cannot be opened: ${String(error)}`, error);
    }
  }

  create(expense: Expense): Promise<void> {
    return this.run('RepositoryCreateExpense', 'INSERT', () => {
      this.database
        .prepare(
          `INSERT INTO expenses VALUES
           (@expenseId, @name, @description, @amount, @userId, @category, @date, @status, @tags, @createdAt)`,
        )
        .run({ ...expense, tags: JSON.stringify(expense.tags) });
    });
  }

  find(expenseId: string): Promise<Expense | undefined> {
    return this.run('RepositoryGetExpenseById', 'SELECT', () => {
      const query = this.database.prepare<[string], Row>('SELECT * FROM expenses WHERE expenseId = ?');
      const row = query.get(expenseId);
      return row === undefined ? undefined : fromRow(row);
    });
  }

  async list(filter: Filter, { limit, after }: Page): Promise<Listed> {
    const { createdAt, expenseId } =
      after === undefined ? { createdAt: '', expenseId: '' } : readCursor(after, ['createdAt', 'expenseId']);
    const rows = await this.run('RepositoryListExpenses', 'SELECT', () =>
      this.database
        .prepare<[string, string, string, number], Row>(
          `SELECT * FROM expenses WHERE ${filter.field} = ? AND (createdAt, expenseId) > (?, ?)
           ORDER BY createdAt, expenseId LIMIT ?`,
        )
        .all(filter.value, createdAt ?? '', expenseId ?? '', limit + 1)
        .map(fromRow),
    );
    const expenses = rows.slice(0, limit);
    const last = expenses.at(-1);
    if (rows.length <= limit || last === undefined) return { expenses };
    return { expenses, next: writeCursor({ createdAt: last.createdAt, expenseId: last.expenseId }) };
  }

  remove(expenseId: string): Promise<boolean> {
    return this.run(
      'RepositoryDeleteExpense',
      'DELETE',
      () => this.database.prepare('DELETE FROM expenses WHERE expenseId = ?').run(expenseId).changes > 0,
    );
  }

  async check(): Promise<void> {
    this.attempt(() => this.database.prepare('SELECT 1').get());
  }

  async close(): Promise<void> {
    this.database.close();
  }

  private run<T>(name: string, operation: string, work: () => T): Promise<T> {
    const attributes = {
      'db.system.name': 'sqlite',
      'db.operation.name': operation,
      'db.collection.name': 'expenses',
    };
    return inSpan('repositoryLevel', name, async () => this.attempt(work), attributes);
  }

  private attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new UnavailableError('the expenses store is not available', error);
    }
  }
}

function fromRow(row: Row): Expense {
  return { ...row, status: row.status as Status, tags: JSON.parse(row.tags) as string[] };
}
