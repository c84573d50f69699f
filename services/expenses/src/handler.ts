import type { FastifyInstance } from 'fastify';
import type { Filter, NewExpense } from './expense';
import type { ExpensesService } from './service';
import { inSpan } from './span';
import { filterSchema, newExpenseSchema } from './validation';

interface ById {
  Params: { expenseId: string };
}

type ListQuery = Partial<Record<Filter['field'] | 'limit' | 'cursor', string>>;

/** How many expenses an answer holds where the client does not say. */
const usualLimit = 100;

/** Address of the part of a list that follows. */
function nextPage({ field, value }: Filter, limit: number, cursor: string): string {
  return `/expenses?${new URLSearchParams({ [field]: value, limit: String(limit), cursor })}`;
}

/** The REST interface of expenses: each route is one span of the handler layer. */
export function registerHandlers(server: FastifyInstance, service: ExpensesService): void {
  server.post<{ Body: NewExpense }>('/expenses', { schema: { body: newExpenseSchema } }, (request, reply) =>
    inSpan('handlerLevel', 'HandlerCreateExpense', async () => {
      const expense = await service.create(request.body);
      return reply.code(201).header('Location', `/expenses/${expense.expenseId}`).send(expense);
    }),
  );

  server.get<{ Querystring: ListQuery }>(
    '/expenses',
    { schema: { querystring: filterSchema } },
    (request, reply) =>
      inSpan('handlerLevel', 'HandlerListExpenses', async () => {
        const { userId, category, limit, cursor } = request.query;
        const filter: Filter =
          userId === undefined
            ? { field: 'category', value: category ?? '' }
            : { field: 'userId', value: userId };
        const page = {
          limit: Number(limit ?? usualLimit),
          ...(cursor === undefined ? {} : { after: cursor }),
        };
        const { expenses, next } = await service.list(filter, page);
        if (next !== undefined) reply.header('Link', `<${nextPage(filter, page.limit, next)}>; rel="next"`);
        return expenses;
      }),
  );

  server.get<ById>('/expenses/:expenseId', (request) =>
    inSpan('handlerLevel', 'HandlerGetExpenseById', () => service.get(request.params.expenseId)),
  );

  server.delete<ById>('/expenses/:expenseId', (request, reply) =>
    inSpan('handlerLevel', 'HandlerDeleteExpense', async () => {
      await service.remove(request.params.expenseId);
      return reply.code(204).send();
    }),
  );
}
