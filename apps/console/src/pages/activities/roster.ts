import type { RosterView } from '@cheban/contracts';

export type RosterRow = RosterView['rows'][number];

export const rosterTabs = ['going', 'came', 'missing', 'waiting', 'gone'] as const;
export type RosterTab = (typeof rosterTabs)[number];
export const tabLabel: Record<RosterTab, string> = {
  going: '已报名',
  came: '已到场',
  missing: '未到场',
  waiting: '候补',
  gone: '已取消',
};

const belongs: Record<RosterTab, (row: RosterRow) => boolean> = {
  going: ({ state }) => state === 'going',
  came: ({ state, attendedAt }) => state === 'going' && attendedAt !== null,
  missing: ({ state, attendedAt }) => state === 'going' && attendedAt === null,
  waiting: ({ state }) => state === 'waiting' || state === 'offered',
  gone: ({ state }) => state === 'cancelled' || state === 'ended',
};

export const rowsOfTab = (rows: readonly RosterRow[], tab: RosterTab): RosterRow[] =>
  rows.filter(belongs[tab]);
