import type { Permission } from '@cheban/contracts/constants';

export type NavIcon =
  | 'day'
  | 'board'
  | 'figures'
  | 'workshop'
  | 'owners'
  | 'makeup'
  | 'cases'
  | 'calls'
  | 'talks'
  | 'loaners'
  | 'rescues'
  | 'declined'
  | 'mileage'
  | 'improve'
  | 'activity'
  | 'door'
  | 'coverage'
  | 'articles'
  | 'circle'
  | 'packets'
  | 'games'
  | 'referrals'
  | 'suspicions'
  | 'attribution'
  | 'coupons'
  | 'counter'
  | 'pools'
  | 'partners'
  | 'shop'
  | 'orders'
  | 'payouts'
  | 'books'
  | 'merchants'
  | 'rules'
  | 'calendar'
  | 'funnel'
  | 'due'
  | 'messages'
  | 'channels'
  | 'imports'
  | 'stores'
  | 'team'
  | 'erasures'
  | 'audit';

export interface NavItem {
  readonly path: string;
  readonly label: string;
  readonly icon: NavIcon;
  /** Any one of these opens the page; the server asks again on every call. */
  readonly anyOf: readonly Permission[];
  /** Whose work it is: the others may open it by a link, but their menu is shorter. Everybody's without it. */
  readonly workOf?: readonly Permission[];
}
export interface NavGroup {
  readonly label: string;
  readonly items: readonly NavItem[];
}

/** Who plans for many owners, or answers for it: all but those who work at the car. */
const planners: readonly Permission[] = ['campaign.read'];
/** Who keeps a store's settings, or looks after those who do. */
const keepers: readonly Permission[] = ['store.manage', 'audit.read'];

/** The menu, in the order of a working day. */
export const navGroups: readonly NavGroup[] = [
  {
    label: '今天',
    items: [
      { path: '/my-day', label: '我的一天', icon: 'day', anyOf: ['booking.read'] },
      { path: '/figures', label: '经营看板', icon: 'figures', anyOf: ['figures.read'] },
      { path: '/board', label: '预约看板', icon: 'board', anyOf: ['booking.read'] },
      { path: '/visits', label: '车间', icon: 'workshop', anyOf: ['visit.read'] },
      { path: '/rescues', label: '救援', icon: 'rescues', anyOf: ['rescue.read'] },
      { path: '/loaners', label: '代步车', icon: 'loaners', anyOf: ['visit.manage'] },
      {
        path: '/counter',
        label: '柜台核销',
        icon: 'counter',
        anyOf: ['coupon.redeem', 'shop.redeem'],
      },
      { path: '/tasks', label: '回访任务', icon: 'calls', anyOf: ['task.read'] },
    ],
  },
  {
    label: '客户',
    items: [
      { path: '/owners', label: '客户', icon: 'owners', anyOf: ['customer.read'] },
      { path: '/makeup', label: '客户构成', icon: 'makeup', anyOf: ['figures.read'] },
      {
        path: '/declined-work',
        label: '暂未做的项目',
        icon: 'declined',
        anyOf: ['visit.manage', 'task.manage'],
      },
      { path: '/talks', label: '面访与家访', icon: 'talks', anyOf: ['task.read'] },
      { path: '/cases', label: '投诉', icon: 'cases', anyOf: ['case.read'] },
      { path: '/improvements', label: '改进', icon: 'improve', anyOf: ['case.read'], workOf: planners },
      { path: '/suspect-mileage', label: '里程核实', icon: 'mileage', anyOf: ['customer.read'] },
    ],
  },
  {
    label: '关怀',
    items: [
      { path: '/care/rules', label: '提醒规则', icon: 'rules', anyOf: ['care.read'], workOf: planners },
      { path: '/care/calendar', label: '发送日历', icon: 'calendar', anyOf: ['care.read'], workOf: planners },
      { path: '/care/funnel', label: '提醒漏斗', icon: 'funnel', anyOf: ['care.read'], workOf: planners },
      { path: '/care/due', label: '到期提醒', icon: 'due', anyOf: ['care.read'] },
      { path: '/care/messages', label: '发送记录', icon: 'messages', anyOf: ['care.read'] },
      {
        path: '/care/channels',
        label: '渠道与模板',
        icon: 'channels',
        anyOf: ['care.read'],
        workOf: planners,
      },
    ],
  },
  {
    label: '活动',
    items: [
      { path: '/activities', label: '活动', icon: 'activity', anyOf: ['activity.read'] },
      { path: '/door', label: '活动签到', icon: 'door', anyOf: ['activity.check_in'] },
      {
        path: '/class-coverage',
        label: '新车主听课率',
        icon: 'coverage',
        anyOf: ['activity.read'],
        workOf: planners,
      },
      { path: '/articles', label: '用车文章', icon: 'articles', anyOf: ['activity.read'], workOf: planners },
      { path: '/circle', label: '车主圈', icon: 'circle', anyOf: ['circle.read'] },
    ],
  },
  {
    label: '营销',
    items: [
      { path: '/campaigns', label: '抢红包', icon: 'packets', anyOf: ['campaign.read'] },
      { path: '/games', label: '答题与抽奖', icon: 'games', anyOf: ['campaign.read'] },
      { path: '/referrals', label: '老带新', icon: 'referrals', anyOf: ['campaign.read'] },
      { path: '/coupons', label: '卡券', icon: 'coupons', anyOf: ['coupon.read'] },
      { path: '/code-pools', label: '兑换码', icon: 'pools', anyOf: ['coupon.read'], workOf: planners },
      { path: '/partners', label: '异业权益', icon: 'partners', anyOf: ['coupon.read'], workOf: planners },
      { path: '/shop', label: '保养卡与商品', icon: 'shop', anyOf: ['shop.read'] },
      { path: '/attribution', label: '营销效果', icon: 'attribution', anyOf: ['campaign.read'] },
      { path: '/suspicions', label: '可疑领奖', icon: 'suspicions', anyOf: ['campaign.read'] },
    ],
  },
  {
    label: '资金',
    items: [
      { path: '/money/orders', label: '订单与退款', icon: 'orders', anyOf: ['payment.read'] },
      { path: '/money/payouts', label: '红包发放', icon: 'payouts', anyOf: ['payment.read'] },
      { path: '/money/books', label: '账本与对账', icon: 'books', anyOf: ['payment.read'] },
      { path: '/money/merchants', label: '微信商户号', icon: 'merchants', anyOf: ['payment.manage'] },
    ],
  },
  {
    label: '管理',
    items: [
      { path: '/imports', label: '数据导入', icon: 'imports', anyOf: ['import.run'] },
      { path: '/stores', label: '门店设置', icon: 'stores', anyOf: ['store.read'], workOf: keepers },
      { path: '/team', label: '员工', icon: 'team', anyOf: ['staff.manage', 'store.manage'] },
      { path: '/erasures', label: '注销申请', icon: 'erasures', anyOf: ['audit.read'] },
      { path: '/audit', label: '操作记录', icon: 'audit', anyOf: ['audit.read'] },
    ],
  },
];

/** The four pages a thumb reaches on a phone, if the role has them; everything else is behind 更多. */
const phonePaths = ['/my-day', '/board', '/visits', '/owners'];

const anyGranted = (wanted: readonly Permission[], granted: readonly Permission[]) =>
  wanted.some((permission) => granted.includes(permission));
const allowed = ({ anyOf }: NavItem, granted: readonly Permission[]) => anyGranted(anyOf, granted);
const listed = (item: NavItem, granted: readonly Permission[]) =>
  allowed(item, granted) && (item.workOf === undefined || anyGranted(item.workOf, granted));

/** Groups of the menu for somebody with these permissions: what their work is; empty groups are left out. */
export function menuFor(granted: readonly Permission[]): NavGroup[] {
  return navGroups
    .map((group) => ({ ...group, items: group.items.filter((item) => listed(item, granted)) }))
    .filter((group) => group.items.length > 0);
}

/** Items of the bottom bar on a phone, without 更多. */
export function phoneBarFor(granted: readonly Permission[]): NavItem[] {
  const items = navGroups.flatMap((group) => group.items).filter((item) => allowed(item, granted));
  return phonePaths.flatMap((path) => items.find((item) => item.path === path) ?? []);
}

/** Whether a path of the console may be opened; pages without a menu entry (account, 404) may always. */
export function mayOpen(path: string, granted: readonly Permission[]): boolean {
  const item = navGroups
    .flatMap((group) => group.items)
    .find((candidate) => path === candidate.path || path.startsWith(`${candidate.path}/`));
  return !item || allowed(item, granted);
}
