import type { Routes, RouteView } from '@cheban/contracts';

type Counter = keyof RouteView<Routes['followUp']['list']>['counters'];

export type TaskTab = 'mine' | 'active' | 'late' | 'closed';

interface Tab {
  label: string;
  counter?: Counter;
  /** What the API is asked for. */
  query: { mine?: 'true'; overdue?: 'true'; state?: 'active' | 'all' };
  /** How it stands in the address. */
  address: Record<'who' | 'late' | 'state', string | undefined>;
}

const nothing = { who: undefined, late: undefined, state: undefined };

/** The ways to look at the calls. */
export const taskTabs: Record<TaskTab, Tab> = {
  mine: { label: '我的', counter: 'mine', query: { mine: 'true' }, address: { ...nothing, who: 'mine' } },
  active: { label: '全部待办', query: {}, address: { ...nothing, who: 'all' } },
  late: {
    label: '已逾期',
    counter: 'overdue',
    query: { overdue: 'true' },
    address: { ...nothing, late: '1' },
  },
  closed: { label: '历史', query: { state: 'all' }, address: { ...nothing, state: 'all' } },
};

/** States that an address may narrow to beyond the tabs. */
export const callStates = ['done', 'unreached', 'cancelled'] as const;

/** The tab that an address names; undefined where it leaves that to the page. */
export function tabOf(
  who: string | undefined,
  late: string | undefined,
  state: string | undefined,
): TaskTab | undefined {
  if (state !== undefined) return 'closed';
  if (late === '1') return 'late';
  if (who === 'all') return 'active';
  return who === 'mine' ? 'mine' : undefined;
}

/** Where the page opens: one's own first, unless there are none, as for those who hand out the work of others. */
export const firstTab = (counters: { mine: number }): TaskTab => (counters.mine > 0 ? 'mine' : 'active');
