import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { readCursor, writeCursor } from '../cursor';
import { UnavailableError } from '../errors';
import type { Expense, Filter, Listed, Page } from '../expense';
import { inSpan } from '../span';
import type { Repository } from './repository';

/** Longest wait of a readiness check in ms: below the second that a kubelet waits by default. */
const checkTimeoutMs = 800;

/** Key that no expense has (ids are UUIDs): reading it proves table, network and permission and costs half a unit. */
const checkKey = 'readiness-check';

/**
 * Keeps expenses in a DynamoDB table with the hash key `expenseId` and the global indexes `by_userId` and `by_category`.
 * Credentials come from the SDK's default chain, the endpoint from `AWS_ENDPOINT_URL_DYNAMODB` where that is set.
 */
export class DynamoDbRepository implements Repository {
  private readonly client: DynamoDBDocumentClient;

  constructor(
    private readonly table: string,
    region: string,
  ) {
    const client = new DynamoDBClient({
      region,
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 1000, requestTimeout: 3000 },
    });
    this.client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  }

  create(expense: Expense): Promise<void> {
    return this.run('RepositoryCreateExpense', 'PutItem', async () => {
      await this.client.send(new PutCommand({ TableName: this.table, Item: expense }));
    });
  }

  find(expenseId: string): Promise<Expense | undefined> {
    return this.run('RepositoryGetExpenseById', 'GetItem', async () => {
      const answer = await this.client.send(new GetCommand({ TableName: this.table, Key: { expenseId } }));
      return answer.Item as Expense | undefined;
    });
  }

  async list(filter: Filter, { limit, after }: Page): Promise<Listed> {
    const start = after === undefined ? undefined : readCursor(after, ['expenseId', filter.field]);
    return this.run('RepositoryListExpenses', 'Query', async () => {
      const answer = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          IndexName: `by_${filter.field}`,
          KeyConditionExpression: '#field = :value',
          ExpressionAttributeNames: { '#field': filter.field },
          ExpressionAttributeValues: { ':value': filter.value },
          // A cursor leads nowhere but into the list that is asked for.
          ExclusiveStartKey: start && { ...start, [filter.field]: filter.value },
          Limit: limit,
        }),
      );
      const expenses = ((answer.Items ?? []) as Expense[]).sort(oldestFirst);
      const next = answer.LastEvaluatedKey;
      return next === undefined ? { expenses } : { expenses, next: writeCursor(next) };
    });
  }

  remove(expenseId: string): Promise<boolean> {
    return this.run('RepositoryDeleteExpense', 'DeleteItem', async () => {
      const answer = await this.client.send(
        new DeleteCommand({ TableName: this.table, Key: { expenseId }, ReturnValues: 'ALL_OLD' }),
      );
      return answer.Attributes !== undefined;
    });
  }

  async check(): Promise<void> {
    const command = new GetCommand({ TableName: this.table, Key: { expenseId: checkKey } });
    try {
      await this.client.send(command, { abortSignal: AbortSignal.timeout(checkTimeoutMs) });
    } catch (error) {
      throw new UnavailableError(`the DynamoDB table ${this.table} does not answer`, error);
    }
  }

  async close(): Promise<void> {
    this.client.destroy();
  }

  private run<T>(name: string, operation: string, work: () => Promise<T>): Promise<T> {
    const attributes = {
      'db.system.name': 'aws.dynamodb',
      'db.operation.name': operation,
      'db.collection.name': this.table,
    };
    const attempt = async (): Promise<T> => {
      try {
        return await work();
      } catch (error) {
        throw new UnavailableError('the expenses store is not available', error);
      }
    };
    return inSpan('repositoryLevel', name, attempt, attributes);
  }
}

function oldestFirst(a: Expense, b: Expense): number {
  return a.createdAt.localeCompare(b.createdAt) || a.expenseId.localeCompare(b.expenseId);
}
