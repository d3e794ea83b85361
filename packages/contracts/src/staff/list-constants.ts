/** Lists of the console that people arrange for themselves: which columns they see, which filters they come back to. */
export const staffLists = [
  'owners',
  'tasks',
  'cases',
  'due',
  'messages',
  'campaigns',
  'orders',
  'payouts',
  'rescues',
] as const;
export type StaffList = (typeof staffLists)[number];

/** Views that a person may keep of one list. */
export const MOST_LIST_VIEWS = 12;
