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

/** The ways to look at the calls. Mine come first: that is what an advisor opens the page for. */
export const taskTabs: Record<TaskTab, Tab> = {
  mine: { label: '我的', counter: 'mine', query: { mine: 'true' }, address: nothing },
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

/** The tab of an address. */
export function tabOf(who: string | undefined, late: string | undefined, state: string | undefined): TaskTab {
  if (state !== undefined) return 'closed';
  if (late === '1') return 'late';
  return who === 'all' ? 'active' : 'mine';
}
