import type { Occasions } from './event-occasions.queries.js';
import type { MessagePlan } from './messages.usecase.js';

/** What the first `most` would be told, and how many messages `all` of them would make in proportion. */
export async function plansOfFirst<T>(
  list: readonly T[],
  most: number,
  plansOf: (one: T) => readonly MessagePlan[] | Promise<readonly MessagePlan[]>,
  all = list.length,
): Promise<Pick<Occasions, 'plans' | 'total'>> {
  const looked = list.slice(0, most);
  const plans: MessagePlan[] = [];
  for (const one of looked) plans.push(...(await plansOf(one)));
  return { plans, total: looked.length === 0 ? 0 : Math.round((plans.length * all) / looked.length) };
}
