/** What to say, by kind, with the facts filled in. Pure. */
import { type FollowUpKind, isTalk, type TalkKind, talkQuestions } from '@cheban/contracts/constants';
import { type BusinessDate, sayDate } from '@cheban/kernel';
import type { CallDue, CallFacts } from './call-facts.js';

export interface Speaker {
  /** How the owner is addressed: 王先生, 李女士, or the name. */
  readonly owner: string;
  readonly store: string;
  /** Model in words; empty for a call that is about no car. */
  readonly model: string;
  readonly staff: string;
  readonly today: BusinessDate;
}

/** 王先生, 李女士, a company by its name; whose sex is unknown, by the name. */
export function addressOf(owner: { name: string; sex: 'male' | 'female' | 'company' | 'unknown' }): string {
  const name = owner.name.trim();
  const surname = /^(欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒)/.exec(name)?.[0] ?? name.slice(0, 1);
  const isChinese = /^[\u4e00-\u9fff]{2,4}$/.test(name);
  if (isChinese && owner.sex === 'male') return `${surname}先生`;
  if (isChinese && owner.sex === 'female') return `${surname}女士`;
  return name === '' ? '车主' : name;
}

/** Nothing falls due: the owner has not come for months, and is asked why first (mission.md D, win-back). */
const isAway = ({ rule }: CallDue) => rule === 'win_back';

/** The call in one line, for lists. At most 60 characters. */
export function titleOf(kind: FollowUpKind, facts: CallFacts): string {
  switch (kind) {
    case 'care_call': {
      const dues = facts.dues ?? [];
      const labels = [...new Set(dues.filter((due) => !isAway(due)).map(({ label }) => label))].join('、');
      if (labels === '' && dues.some(isAway)) return '好久没来，消息未能触达';
      return `${labels === '' ? '提醒' : labels}到期，消息未能触达`.slice(0, 60);
    }
    case 'sale_day_3':
      return '新车交付 3 天，问用车是否顺手';
    case 'sale_day_7':
      return '新车交付 7 天，解答使用问题';
    case 'sale_month_1':
      return '新车满月，关心用车并约首保';
    case 'service_day_3':
      return `${facts.service ?? '维修'}后 3 天，问效果是否满意`;
    case 'no_show':
      return `预约${facts.service ?? ''}未到店，问是否改期`;
    case 'rating_call':
      return '请车主评价这次服务';
    case 'case_call':
      return '回访投诉处理结果';
    case 'estimate_call':
      return '确认维修报价';
    case 'talk_delivery':
      return '新车交付，当面听听感受';
    case 'talk_first_visit':
      return '第一次到店，当面听听感受';
    case 'talk_quarter':
      return '季度面访，听听用车感受';
    case 'talk_nps':
      return 'NPS 调研前，先当面听听意见';
    case 'home_visit':
      return '上门家访，看看用车情况';
    case 'custom':
      return '联系车主';
  }
}

const hello = ({ owner, store, staff }: Speaker) =>
  `您好，请问是${owner}吗？我是${store}的${staff}，现在方便说一两分钟吗？`;
const greet = ({ owner, store, staff }: Speaker) =>
  `${owner}您好，我是${store}的${staff}，想占用您几分钟，当面听听您的意见。`;
const asked = [talkQuestions.satisfaction, talkQuestions.improve, talkQuestions.other];
const MEET = '先打电话约好时间和地点，再见面。';
const THANKS = '您说的我都记下了，有结果我会告诉您。谢谢您抽时间。';
const BYE = '谢谢您，祝您用车愉快，再见。';

/** The call line by line. `own`: words that a colleague wrote for this call; empty for none. */
export function scriptOf(kind: FollowUpKind, facts: CallFacts, who: Speaker, own = ''): string[] {
  if (isTalk(kind)) return [...talkLines(kind, facts, who), THANKS];
  if (own !== '') return [hello(who), ...own.split('\n').filter((line) => line.trim() !== ''), BYE];
  return [hello(who), ...linesOf(kind, facts, who), BYE];
}

function talkLines(kind: TalkKind, facts: CallFacts, who: Speaker): string[] {
  const car = who.model === '' ? '爱车' : who.model;
  switch (kind) {
    case 'talk_delivery':
      return [greet(who), `恭喜您提到${car}！今天交车的讲解清楚吗？手续和费用都说明白了吗？`, ...asked];
    case 'talk_first_visit':
      return [greet(who), `您是第一次带${car}来做${facts.service ?? '保养'}，流程和价格都清楚吗？`, ...asked];
    case 'talk_quarter':
      return [MEET, greet(who), `${car}最近开着怎么样？服务上有没有让您不方便的地方？`, ...asked];
    case 'talk_nps': {
      const survey = facts.on === undefined ? '近期' : sayDate(facts.on, who.today);
      return [
        MEET,
        greet(who),
        `厂家${survey}会做满意度调研，我们想先听听您的真实感受，有问题先解决。`,
        ...asked,
        '不引导打分，也不许诺好处：只记原话。',
      ];
    }
    case 'home_visit':
      return [MEET, greet(who), `${car}用得顺手吗？趁我在，帮您看看胎压、灯光和几项设置。`, ...asked];
  }
}

function linesOf(kind: Exclude<FollowUpKind, TalkKind>, facts: CallFacts, who: Speaker): string[] {
  const car = who.model === '' ? '爱车' : who.model;
  const on = facts.on === undefined ? '' : sayDate(facts.on, who.today);
  switch (kind) {
    case 'care_call':
      return [
        ...(facts.dues ?? []).map((due) =>
          isAway(due)
            ? '您有一阵子没来了，想听听原因：是时间不方便，还是我们哪里没做好？'
            : `您的${car}${due.label}时间是${sayDate(due.dueOn, who.today)}，打电话提醒您一声。`,
        ),
        '这几天都可以为您安排，您看哪天方便？我现在就帮您约好，到店不用等。',
        '如果已经在别处办过，或者车已经卖了，请告诉我，我们就不再打扰您。',
        '以后这类提醒也可以发到您的微信：搜索我们的小程序，登录一次就好。',
      ];
    case 'sale_day_3':
      return [
        `您的${car}提车三天了，开着还顺手吗？有没有哪项功能用得不明白？`,
        '手续、保险单、随车资料和备用钥匙都齐全吗？',
        '磨合期请尽量平稳驾驶，避免急加速和长时间高速。',
      ];
    case 'sale_day_7':
      return [
        `您的${car}提车一周了，平时通勤、停车、导航这些功能用得怎么样？`,
        '有没有异响、警示灯或不满意的地方？我记下来请技师答复您。',
        '首保免费，到时我们会提前提醒您。',
      ];
    case 'sale_month_1':
      return [
        `您的${car}已经满月，现在大概跑了多少公里？`,
        '这一个月里，对车、对我们的服务有什么意见吗？',
        '首保免费，建议提前约个您方便的时间，我可以现在帮您约。',
      ];
    case 'service_day_3':
      return [
        `您${on}在我们店做了${facts.service ?? '维修'}，这几天车开着怎么样？问题都解决了吗？`,
        '接待、等候时间、价格讲解，有没有让您不满意的地方？',
        '如果还有没修好的，我马上请技师联系您。',
      ];
    case 'no_show':
      return [
        `您${on}预约了${facts.service ?? '到店服务'}，那天没等到您，是临时有事吗？`,
        '没关系，我帮您改到方便的时间，您看哪天好？',
      ];
    case 'rating_call':
      return [
        `您${on}在我们店做的${facts.service ?? '服务'}，从 1 到 5 分，您打几分？`,
        '哪一点最满意？哪一点还要改？',
        '也欢迎在小程序里点评，我们每一条都看。',
      ];
    case 'case_call':
      return [
        '您之前反映的问题，我们已经处理，想听听您对结果是否满意。',
        '如果还没解决，请告诉我，我马上请店总再跟进。',
      ];
    case 'estimate_call':
      return [
        '这次维修的项目和报价已经发到您的小程序，我给您念一遍。',
        '您同意哪些项目？同意了我们才会动工。',
      ];
    case 'custom':
      return ['请按事由与车主沟通，并记录车主的意见。'];
  }
}
