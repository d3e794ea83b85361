/** Literals of classes and activities, with their Chinese words. No zod: the mini-program carries this file. */

export const activityKinds = ['care_class', 'open_day', 'owner_activity', 'public_event'] as const;
export type ActivityKind = (typeof activityKinds)[number];
export const activityKindLabel: Record<ActivityKind, string> = {
  care_class: '养护学堂',
  open_day: '服务开放日',
  owner_activity: '车主活动',
  public_event: '公益活动',
};

export const activityStates = ['draft', 'published', 'cancelled'] as const;
export type ActivityState = (typeof activityStates)[number];
export const activityStateLabel: Record<ActivityState, string> = {
  draft: '草稿',
  published: '已发布',
  cancelled: '已取消',
};

export const sessionStates = ['open', 'cancelled'] as const;
export type SessionState = (typeof sessionStates)[number];

/** `waiting`: on the waiting list; `offered`: freed seats are kept for this person; `ended`: waited in vain. */
export const signUpStates = ['going', 'waiting', 'offered', 'cancelled', 'ended'] as const;
export type SignUpState = (typeof signUpStates)[number];
export const signUpStateLabel: Record<SignUpState, string> = {
  going: '已报名',
  waiting: '候补中',
  offered: '已为您留位',
  cancelled: '已取消',
  ended: '候补已结束',
};

/** What the page of a session offers to an owner now. */
export const signUpChoices = ['sign_up', 'wait', 'none'] as const;
export type SignUpChoice = (typeof signUpChoices)[number];

export const formFieldTypes = ['text', 'number', 'choice', 'choices', 'yes_no'] as const;
export type FormFieldType = (typeof formFieldTypes)[number];
export const formFieldTypeLabel: Record<FormFieldType, string> = {
  text: '文字',
  number: '数字',
  choice: '单选',
  choices: '多选',
  yes_no: '是或否',
};

/** What became of one scan at the door. */
export const scanResults = ['checked_in', 'already', 'not_going', 'not_today', 'unknown'] as const;
export type ScanResult = (typeof scanResults)[number];
export const scanResultLabel: Record<ScanResult, string> = {
  checked_in: '签到成功',
  already: '已签到过',
  not_going: '报名已取消或还在候补',
  not_today: '不是今天的场次',
  unknown: '不是本店的报名码',
};

export const articleStates = ['draft', 'published'] as const;
export type ArticleState = (typeof articleStates)[number];
export const articleStateLabel: Record<ArticleState, string> = { draft: '草稿', published: '已发布' };

export const articleBlockTypes = ['heading', 'text', 'tip', 'photo', 'video'] as const;
export type ArticleBlockType = (typeof articleBlockTypes)[number];

/** Mission F: 30 % of new owners come to a care class within three months of delivery. */
export const CLASS_COVERAGE_GOAL_PERCENT = 30;
export const CLASS_COVERAGE_MONTHS = 3;
/** A sign-up takes at most so many guests along, whatever the session allows. */
export const MOST_GUESTS = 9;
