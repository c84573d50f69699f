import type { FastifyInstance } from 'fastify';
import type { Filter, NewExpense } from './expense';
import type { ExpensesService } from './service';
import { inSpan } from './span';
import { filterSchema, newExpenseSchema } from './validation';

interface ById {
  Params: { expenseId: string };
}

/** The REST interface of expenses: each route is one span of the handler layer. */
export function registerHandlers(server: FastifyInstance, service: ExpensesService): void {
  server.post<{ Body: NewExpense }>('/expenses', { schema: { body: newExpenseSchema } }, (request, reply) =>
    inSpan('handlerLevel', 'HandlerCreateExpense', async () => {
      const expense = await service.create(request.body);
      return reply.code(201).header('Location', `/expenses/${expense.expenseId}`).send(expense);
    }),
  );

  server.get<{ Querystring: Partial<Record<Filter['field'], string>> }>(
    '/expenses',
    { schema: { querystring: filterSchema } },
    (request) =>
      inSpan('handlerLevel', 'HandlerListExpenses', () => {
        const { userId, category } = request.query;
        return service.list(
          userId === undefined
            ? { field: 'category', value: category ?? '' }
            : { field: 'userId', value: userId },
        );
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
