import type { FakeAnswer } from './fake-api.js';

/** What the fake API tells of games and invitations. */

const [now, start, end] = ['2030-01-07T04:00:00Z', '2030-01-06T04:00:00Z', '2030-01-09T12:00:00Z'];

/** Stands for the picture of a mini-program code. */
/** As large as WeChat draws them. */
export const codePicture = Buffer.alloc(96 * 1024, 'a picture of a code');

const prize = {
  id: 'z9',
  kind: 'coupon',
  name: '精洗一次',
  amountFen: 0,
  amountText: '精洗一次',
  state: 'given',
  stateLabel: '已发放',
  wonAt: now,
  until: null,
  text: '已放进您的卡包，到店出示即可使用。',
  payoutId: null,
  couponId: 'k9',
  codeId: null,
};
const play = (kind: 'wheel' | 'quiz', more: object) => ({
  id: `play-${kind}`,
  gameId: kind === 'wheel' ? 'g7' : 'g8',
  gameTitle: '周年游园会',
  kind,
  kindLabel: kind === 'wheel' ? '幸运转盘' : '知识竞赛',
  turn: 1,
  state: 'done',
  stateLabel: '已完成',
  at: now,
  score: null,
  mostScore: null,
  rightAnswers: null,
  segment: null,
  missed: null,
  text: '恭喜您，赢得精洗一次。',
  prize,
  proof: null,
  ...more,
});

const game = (kind: 'wheel' | 'quiz', played: boolean, more: object) => ({
  id: kind === 'wheel' ? 'g7' : 'g8',
  kind,
  kindLabel: kind === 'wheel' ? '幸运转盘' : '知识竞赛',
  title: kind === 'wheel' ? '周年幸运转盘' : '冬季用车知多少',
  subtitle: '感谢一路同行',
  storeNames: ['浦东店'],
  serverNow: now,
  startsAt: start,
  endsAt: end,
  phase: 'open',
  phaseLabel: '进行中',
  invited: true,
  triesLeft: played ? 0 : 1,
  noPlay: played ? 'no_tries' : null,
  noPlayText: played ? '今天的机会用完了，明天再来试试手气。' : null,
  text: '今天还有 1 次机会',
  rulesText: '每位车主每天一次机会。',
  prizes: [{ kind: 'coupon', name: '精洗一次', count: 100, condition: '概率 10%', gone: false }],
  wheel: null,
  quiz: null,
  plays: [],
  ...more,
});
const segments = ['谢谢参与', '精洗一次', '再接再厉', '电影票', '下次好运', '机油一升'].map(
  (name, place) => ({
    name,
    oddsText: place % 2 === 0 ? '30%' : '3.33%',
    prize: place % 2 === 0 ? null : 0,
  }),
);
const wheel = {
  segments,
  fallback: 0,
  triesPerDay: 1,
  triesInAll: 3,
  commitment: 'q3Zr0mLr8oY1b2yJ8Y0rJQ2m3p1WJ5y4Tt0Zk9dUe6A',
  secret: null,
};

const options = [
  ['升高', '降低'],
  ['两年', '五年'],
];
const quizState = (answered: number, asked: boolean, done = false) => ({
  playId: 'play-quiz',
  serverNow: now,
  total: 2,
  answered,
  score: answered * 10,
  endsAt: end,
  leftMs: 200_000,
  question: asked
    ? {
        number: answered + 1,
        text: answered === 0 ? '冬天胎压会怎样？' : '刹车油多久换一次？',
        options: options[answered],
        points: 10,
        endsAt: end,
        leftMs: 20_000,
      }
    : null,
  done,
  result: done ? play('quiz', { score: 20, mostScore: 20, rightAnswers: 2 }) : null,
});

const terms = {
  storeId: 's1',
  storeName: '浦东店',
  title: '老带新',
  rulesText: '朋友第一次到店消费后，两人各得一张代金券。',
  inviterReward: '50 元代金券',
  inviteeReward: '100 元代金券',
  withinDays: 60,
};
const invitation = (mine: object | null) => ({
  ...terms,
  code: 'K7F3M2QX',
  inviterMasked: '王**',
  storeAddress: '杨高中路 1 号',
  storePhone: '021-58880000',
  known: true,
  problem: mine ? 'taken_person' : null,
  problemText: mine ? '您已经接受过一次邀请了。' : null,
  mine,
});

export function gameAnswers(busy: symbol): Record<string, FakeAnswer> {
  let spins = 0;
  let answered = 0;
  return {
    'GET /api/owner/games': () => ({ serverNow: now, items: [game('wheel', false, {})] }),
    'GET /api/owner/games/g7': () =>
      game('wheel', spins > 1, { wheel, plays: spins > 1 ? [play('wheel', { segment: 3 })] : [] }),
    // The crowd swallows the first turn.
    'POST /api/owner/games/g7/spin': () => {
      spins += 1;
      return spins === 1 ? busy : { segment: 3, play: play('wheel', { segment: 3 }), triesLeft: 0 };
    },
    'GET /api/owner/games/g8': () =>
      game('quiz', answered > 1, {
        quiz: { questions: 2, secondsPerQuestion: 20, secondsInAll: 200, mostScore: 20, running: false },
        plays: answered > 1 ? [play('quiz', { score: 20, mostScore: 20, rightAnswers: 2 })] : [],
      }),
    'POST /api/owner/games/g8/quiz/start': () => quizState(answered, answered > 0, answered > 1),
    'POST /api/owner/games/g8/quiz/next': () => quizState(answered, true),
    'POST /api/owner/games/g8/quiz/answer': () => {
      answered += 1;
      return {
        inTime: true,
        right: true,
        rightOption: 1,
        explain: '气温每降 10℃，胎压约降 10 千帕。',
        points: 10,
        state: quizState(answered, false, answered > 1),
      };
    },
    'GET /api/owner/game-plays': { items: [play('wheel', { segment: 3 })], nextCursor: null },
    'GET /api/owner/referral': {
      ...terms,
      open: true,
      code: 'K7F3M2QX',
      sharePath: 'subpackages/referral/invitation/index?code=K7F3M2QX',
      shareTitle: '浦东店邀您来做客，首次到店有礼',
      left: 9,
      rewarded: 0,
      invitees: [],
    },
    'GET /api/owner/referral/code': { picture: `data:image/png;base64,${codePicture.toString('base64')}` },
    'GET /api/owner/referral-invitations/K7F3M2QX': invitation(null),
    'POST /api/owner/referrals': invitation({
      state: 'waiting',
      stateLabel: '待到店',
      until: end,
      text: '3月8日前首次到店消费后，礼遇自动放进您的卡包。',
      couponId: null,
    }),
  };
}
