/**
 * The page table: every page of the owner app, once. app.config.ts is assembled from it, and `go` takes its keys,
 * so a path that is not a page does not compile.
 */

interface TabPage {
  readonly path: string;
  readonly text: string;
  readonly icon: string;
}

/** The four tabs, in the order they stand at the bottom; they make the main package. */
export const tabPages = {
  home: { path: 'pages/home/index', text: '首页', icon: 'home' },
  booking: { path: 'pages/booking/index', text: '预约', icon: 'booking' },
  activity: { path: 'pages/activity/index', text: '活动', icon: 'activity' },
  mine: { path: 'pages/mine/index', text: '我的', icon: 'mine' },
} as const satisfies Record<string, TabPage>;

/** Subpackages by area; each is loaded when first needed. */
export const subPackages = {
  booking: {
    root: 'subpackages/booking',
    pages: { create: 'create/index', detail: 'detail/index', offer: 'offer/index' },
  },
  visit: {
    root: 'subpackages/visit',
    pages: {
      detail: 'detail/index',
      report: 'report/index',
      record: 'record/index',
      includes: 'includes/index',
    },
  },
  rating: { root: 'subpackages/rating', pages: { create: 'create/index' } },
  case: { root: 'subpackages/case', pages: { list: 'list/index' } },
  message: { root: 'subpackages/message', pages: { list: 'list/index', detail: 'detail/index' } },
  account: {
    root: 'subpackages/account',
    pages: {
      bind: 'bind/index',
      settings: 'settings/index',
      login: 'login/index',
      preferences: 'preferences/index',
      privacy: 'privacy/index',
    },
  },
  activity: {
    root: 'subpackages/activity',
    pages: {
      detail: 'detail/index',
      signUp: 'sign-up/index',
      mine: 'mine/index',
      articles: 'articles/index',
      article: 'article/index',
    },
  },
  circle: {
    root: 'subpackages/circle',
    pages: { list: 'list/index', detail: 'detail/index', write: 'write/index' },
  },
  rescue: { root: 'subpackages/rescue', pages: { call: 'call/index', detail: 'detail/index' } },
  insurance: { root: 'subpackages/insurance', pages: { car: 'car/index' } },
  vehicle: { root: 'subpackages/vehicle', pages: { history: 'history/index' } },
  coupon: {
    root: 'subpackages/coupon',
    pages: {
      wallet: 'wallet/index',
      coupon: 'coupon/index',
      claim: 'claim/index',
      benefits: 'benefits/index',
    },
  },
  campaign: {
    root: 'subpackages/campaign',
    pages: { wave: 'wave/index', mine: 'mine/index', packet: 'packet/index' },
  },
  game: {
    root: 'subpackages/game',
    pages: { list: 'list/index', detail: 'detail/index', quiz: 'quiz/index', plays: 'plays/index' },
  },
  referral: {
    root: 'subpackages/referral',
    pages: { invitation: 'invitation/index', mine: 'mine/index' },
  },
  shop: {
    root: 'subpackages/shop',
    pages: {
      items: 'items/index',
      item: 'item/index',
      orders: 'orders/index',
      order: 'order/index',
      cards: 'cards/index',
      card: 'card/index',
    },
  },
} as const;

/** Query parameters each page understands. All values travel as strings. */
export interface PageParams {
  home: Record<never, string>;
  booking: Record<never, string>;
  activity: Record<never, string>;
  mine: Record<never, string>;
  /** From a reminder: the care item, car, service and day are filled in. */
  'booking.create': {
    vehicleId?: string;
    serviceId?: string;
    careItemId?: string;
    messageId?: string;
    on?: string;
    /** Kind of service to begin with, if the store offers it; for advice that is to be booked. */
    kind?: string;
    /** Words that stand in the note already: the advice that is to be booked. */
    note?: string;
  };
  /** `reschedule` 1 opens the sheet for another time. */
  'booking.detail': { id: string; reschedule?: string };
  /** A slot held for the owner: offered from the waiting list, or to fill an empty bay. */
  'booking.offer': { id: string };
  'activity.detail': { id: string };
  /** My sign-up, with the code for the door. */
  'activity.signUp': { id: string };
  'activity.mine': Record<never, string>;
  'activity.articles': Record<never, string>;
  'activity.article': { id: string };
  'visit.detail': { id: string };
  'visit.report': { id: string };
  /** Check-in record 接车单. */
  'visit.record': { id: string };
  /** What the service includes. */
  'visit.includes': { id: string };
  'rating.create': { visitId: string };
  /** What I have raised, and whether it is solved. */
  'case.list': Record<never, string>;
  'message.list': Record<never, string>;
  'message.detail': { id: string };
  /** `next` as for the log-in. `only` phone: who was invited has no car on file yet. */
  'account.bind': { next?: string; only?: 'phone' };
  'account.settings': Record<never, string>;
  'account.preferences': Record<never, string>;
  /** My data: see all of it, or leave. */
  'account.privacy': Record<never, string>;
  /** `next` is the page (with query) to return to after log-in. */
  'account.login': { next?: string };
  /** The owners' circle; `mine` 1 shows what I have written. */
  'circle.list': { mine?: string };
  'circle.detail': { id: string };
  /** With an id it mends that post. */
  'circle.write': { id?: string; topicId?: string };
  /** Calls for help; `vehicleId` is the car that needs it, `kind` what is chosen already. */
  'rescue.call': { vehicleId?: string; kind?: string };
  'rescue.detail': { id: string };
  /** Of the car `id`. */
  'insurance.car': { id: string };
  'vehicle.history': { id: string; model?: string };
  /** `show` is the part that opens: good, codes or past. */
  'coupon.wallet': { show?: string };
  'coupon.coupon': { id: string };
  /** Coupons to claim; the one of `id` stands on top. */
  'coupon.claim': { id?: string };
  'coupon.benefits': Record<never, string>;
  /** Without `wave` the one that is open, else the next one. `messageId`: the reminder that invites to it; with `reply` it asks for an answer. */
  'campaign.wave': { id: string; wave?: string; messageId?: string; reply?: string };
  'campaign.mine': Record<never, string>;
  'campaign.packet': { id: string };
  'game.list': Record<never, string>;
  'game.detail': { id: string };
  /** A quiz under way: its clock runs from when the page opens. */
  'game.quiz': { id: string };
  'game.plays': Record<never, string>;
  /** Without a code it asks for one. */
  'referral.invitation': { code?: string };
  /** Whom I invite, and my code. */
  'referral.mine': Record<never, string>;
  'shop.items': Record<never, string>;
  'shop.item': { id: string };
  'shop.orders': Record<never, string>;
  'shop.order': { id: string };
  'shop.cards': Record<never, string>;
  'shop.card': { id: string };
}

export type PageName = keyof PageParams;

/** Path of each page, without a leading slash. */
export const pagePaths: Record<PageName, string> = {
  home: tabPages.home.path,
  booking: tabPages.booking.path,
  activity: tabPages.activity.path,
  mine: tabPages.mine.path,
  'booking.create': `${subPackages.booking.root}/${subPackages.booking.pages.create}`,
  'booking.detail': `${subPackages.booking.root}/${subPackages.booking.pages.detail}`,
  'booking.offer': `${subPackages.booking.root}/${subPackages.booking.pages.offer}`,
  'activity.detail': `${subPackages.activity.root}/${subPackages.activity.pages.detail}`,
  'activity.signUp': `${subPackages.activity.root}/${subPackages.activity.pages.signUp}`,
  'activity.mine': `${subPackages.activity.root}/${subPackages.activity.pages.mine}`,
  'activity.articles': `${subPackages.activity.root}/${subPackages.activity.pages.articles}`,
  'activity.article': `${subPackages.activity.root}/${subPackages.activity.pages.article}`,
  'visit.detail': `${subPackages.visit.root}/${subPackages.visit.pages.detail}`,
  'visit.report': `${subPackages.visit.root}/${subPackages.visit.pages.report}`,
  'visit.record': `${subPackages.visit.root}/${subPackages.visit.pages.record}`,
  'visit.includes': `${subPackages.visit.root}/${subPackages.visit.pages.includes}`,
  'rating.create': `${subPackages.rating.root}/${subPackages.rating.pages.create}`,
  'case.list': `${subPackages.case.root}/${subPackages.case.pages.list}`,
  'message.list': `${subPackages.message.root}/${subPackages.message.pages.list}`,
  'message.detail': `${subPackages.message.root}/${subPackages.message.pages.detail}`,
  'account.bind': `${subPackages.account.root}/${subPackages.account.pages.bind}`,
  'account.settings': `${subPackages.account.root}/${subPackages.account.pages.settings}`,
  'account.preferences': `${subPackages.account.root}/${subPackages.account.pages.preferences}`,
  'account.privacy': `${subPackages.account.root}/${subPackages.account.pages.privacy}`,
  'account.login': `${subPackages.account.root}/${subPackages.account.pages.login}`,
  'circle.list': `${subPackages.circle.root}/${subPackages.circle.pages.list}`,
  'circle.detail': `${subPackages.circle.root}/${subPackages.circle.pages.detail}`,
  'circle.write': `${subPackages.circle.root}/${subPackages.circle.pages.write}`,
  'rescue.call': `${subPackages.rescue.root}/${subPackages.rescue.pages.call}`,
  'rescue.detail': `${subPackages.rescue.root}/${subPackages.rescue.pages.detail}`,
  'insurance.car': `${subPackages.insurance.root}/${subPackages.insurance.pages.car}`,
  'vehicle.history': `${subPackages.vehicle.root}/${subPackages.vehicle.pages.history}`,
  'coupon.wallet': `${subPackages.coupon.root}/${subPackages.coupon.pages.wallet}`,
  'coupon.coupon': `${subPackages.coupon.root}/${subPackages.coupon.pages.coupon}`,
  'coupon.claim': `${subPackages.coupon.root}/${subPackages.coupon.pages.claim}`,
  'coupon.benefits': `${subPackages.coupon.root}/${subPackages.coupon.pages.benefits}`,
  'campaign.wave': `${subPackages.campaign.root}/${subPackages.campaign.pages.wave}`,
  'campaign.mine': `${subPackages.campaign.root}/${subPackages.campaign.pages.mine}`,
  'campaign.packet': `${subPackages.campaign.root}/${subPackages.campaign.pages.packet}`,
  'game.list': `${subPackages.game.root}/${subPackages.game.pages.list}`,
  'game.detail': `${subPackages.game.root}/${subPackages.game.pages.detail}`,
  'game.quiz': `${subPackages.game.root}/${subPackages.game.pages.quiz}`,
  'game.plays': `${subPackages.game.root}/${subPackages.game.pages.plays}`,
  'referral.invitation': `${subPackages.referral.root}/${subPackages.referral.pages.invitation}`,
  'referral.mine': `${subPackages.referral.root}/${subPackages.referral.pages.mine}`,
  'shop.items': `${subPackages.shop.root}/${subPackages.shop.pages.items}`,
  'shop.item': `${subPackages.shop.root}/${subPackages.shop.pages.item}`,
  'shop.orders': `${subPackages.shop.root}/${subPackages.shop.pages.orders}`,
  'shop.order': `${subPackages.shop.root}/${subPackages.shop.pages.order}`,
  'shop.cards': `${subPackages.shop.root}/${subPackages.shop.pages.cards}`,
  'shop.card': `${subPackages.shop.root}/${subPackages.shop.pages.card}`,
};

/** Whether the page is a tab: tabs are switched to, never pushed. */
export function isTab(page: PageName): boolean {
  return page in tabPages;
}

/**
 * URL of a page for navigation.
 * @returns an absolute page path with an encoded query, for example `/subpackages/booking/detail/index?id=b1`
 */
export function pageUrl<P extends PageName>(page: P, params?: PageParams[P]): string {
  const query = Object.entries(params ?? {})
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
  return `/${pagePaths[page]}${query ? `?${query}` : ''}`;
}
