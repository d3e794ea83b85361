import type {
  InvitationView,
  MyReferralView,
  OwnerGameView,
  PlayView,
  QuizAnswerView,
  QuizState,
  SpinView,
} from '@cheban/contracts';

/** Samples of games and invitations. */

const at = '2026-11-21T12:00:00Z';

export const play: PlayView = {
  id: 'play-1',
  gameId: 'game-1',
  gameTitle: '周年幸运转盘',
  kind: 'wheel',
  kindLabel: '幸运转盘',
  turn: 1,
  state: 'done',
  stateLabel: '已完成',
  at,
  score: null,
  mostScore: null,
  rightAnswers: null,
  segment: 2,
  missed: null,
  text: '恭喜您，转到了精洗一次。',
  prize: {
    id: 'prize-1',
    kind: 'coupon',
    name: '精洗一次',
    amountFen: 0,
    amountText: '精洗一次',
    state: 'given',
    stateLabel: '已发放',
    wonAt: at,
    until: null,
    text: '已放进您的卡包，到店出示即可使用。',
    payoutId: null,
    couponId: 'coupon-1',
    codeId: null,
  },
  proof: null,
};

const names = ['谢谢参与', '5 元红包', '精洗一次', '再接再厉', '电影票', '机油一升', '下次好运', '88 元红包'];
const empty = new Set([0, 3, 6]);

export const wheelGame: OwnerGameView = {
  id: 'game-1',
  kind: 'wheel',
  kindLabel: '幸运转盘',
  title: '周年幸运转盘',
  subtitle: '感谢您一路同行',
  storeNames: ['浦东店'],
  serverNow: at,
  startsAt: '2026-11-20T02:00:00Z',
  endsAt: '2026-11-28T12:00:00Z',
  phase: 'open',
  phaseLabel: '进行中',
  invited: true,
  triesLeft: 2,
  noPlay: null,
  noPlayText: null,
  text: '今天还有 2 次机会',
  rulesText: '每位车主每天一次机会，奖品发完为止。现金红包在微信里确认收款。',
  prizes: [
    { kind: 'cash', name: '88 元红包', count: 10, condition: '概率 0.5%', gone: true },
    { kind: 'coupon', name: '精洗一次', count: 100, condition: '概率 10%', gone: false },
    { kind: 'code', name: '电影票', count: 20, condition: '概率 2%', gone: false },
  ],
  wheel: {
    segments: names.map((name, place) => ({
      name,
      oddsText: empty.has(place) ? '25%' : '5%',
      prize: empty.has(place) ? null : place % 3,
    })),
    fallback: 0,
    triesPerDay: 1,
    triesInAll: 3,
    commitment: 'q3Zr0mLr8oY1b2yJ8Y0rJQ2m3p1WJ5y4Tt0Zk9dUe6A',
    secret: null,
  },
  quiz: null,
  plays: [play],
};

export const quizGame: OwnerGameView = {
  ...wheelGame,
  id: 'game-2',
  kind: 'quiz',
  kindLabel: '知识竞赛',
  title: '冬季用车知多少',
  subtitle: '十道题，赢精洗和电影票',
  text: '还有 1 次机会',
  prizes: [
    { kind: 'code', name: '电影票', count: 20, condition: '100 分', gone: false },
    { kind: 'coupon', name: '精洗一次', count: 100, condition: '80 分以上', gone: false },
  ],
  wheel: null,
  quiz: { questions: 10, secondsPerQuestion: 20, secondsInAll: 300, mostScore: 100, running: false },
  plays: [],
};

export const quizState: QuizState = {
  playId: 'play-2',
  serverNow: at,
  total: 10,
  answered: 2,
  score: 20,
  endsAt: '2026-11-21T12:04:00Z',
  leftMs: 240_000,
  question: {
    number: 3,
    text: '冬天气温降到零下，轮胎的胎压会怎样变化？',
    options: ['升高', '降低，应及时检查补气', '不变', '先升高再降低'],
    points: 10,
    endsAt: '2026-11-21T12:00:20Z',
    leftMs: 20_000,
  },
  done: false,
  result: null,
};

export const told: QuizAnswerView = {
  inTime: true,
  right: false,
  rightOption: 1,
  explain: '气温每降 10℃，胎压约降 10 千帕。冬天每月看一次，按车门边的标签补气。',
  points: 0,
  state: { ...quizState, answered: 3, question: null },
};

export const quizPlay: PlayView = {
  ...play,
  id: 'play-2',
  gameId: 'game-2',
  gameTitle: '冬季用车知多少',
  kind: 'quiz',
  kindLabel: '知识竞赛',
  score: 90,
  mostScore: 100,
  rightAnswers: 9,
  segment: null,
  text: '恭喜您，90 分赢得精洗一次。',
};

export const missed: SpinView = {
  segment: 0,
  triesLeft: 1,
  play: { ...play, id: 'play-3', turn: 2, segment: 0, text: '谢谢参与，好运在下一次。', prize: null },
};

export const myReferral: MyReferralView = {
  open: true,
  storeId: 'store-1',
  storeName: '浦东店',
  title: '老带新',
  rulesText: '朋友第一次到店消费后，两人各得一张代金券。邀请本身没有奖励。',
  inviterReward: '50 元代金券',
  inviteeReward: '100 元代金券',
  withinDays: 60,
  code: 'K7F3M2QX',
  sharePath: 'subpackages/referral/invitation/index?code=K7F3M2QX',
  shareTitle: '浦东店邀您来做客，首次到店有礼',
  left: 8,
  rewarded: 1,
  invitees: [
    {
      id: 'friend-1',
      nameMasked: '李**',
      phoneMasked: '139****6620',
      state: 'waiting',
      stateLabel: '待到店',
      joinedAt: '2026-11-20T02:00:00Z',
      text: '等朋友1月19日前首次到店消费，奖励就会到账。',
      couponId: null,
    },
    {
      id: 'friend-2',
      nameMasked: '周**',
      phoneMasked: '138****0912',
      state: 'rewarded',
      stateLabel: '奖励已到账',
      joinedAt: '2026-10-02T02:00:00Z',
      text: '奖励已放进您的卡包，谢谢您的推荐。',
      couponId: 'coupon-2',
    },
  ],
};

export const invitation: InvitationView = {
  code: 'K7F3M2QX',
  inviterMasked: '王**',
  storeId: 'store-1',
  storeName: '浦东店',
  storeAddress: '杨高中路 1 号',
  storePhone: '021-58880000',
  title: '老带新',
  rulesText: myReferral.rulesText,
  inviterReward: myReferral.inviterReward,
  inviteeReward: myReferral.inviteeReward,
  withinDays: 60,
  known: true,
  problem: null,
  problemText: null,
  mine: null,
  wished: null,
};
