import { listRoutes, type Permission, permissions, type Route } from '@cheban/contracts';
import type { RawAnswer } from './clients.js';

/** An id of the right form that nothing has. */
export const MISSING = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
export const allRoutes = listRoutes();
export const guardedRoutes = allRoutes.filter(
  ({ route }) => route.policy !== 'public' && route.policy !== 'provider',
);
export const isOwnerPolicy = (route: Route) => route.policy === 'owner' || route.policy === 'account';
export const isPermission = (route: Route): route is Route & { policy: Permission } =>
  (permissions as readonly string[]).includes(route.policy);

/** What everybody sees of an error, without what differs by request. */
export const shown = (answer: RawAnswer) => ({
  status: answer.status,
  error: { ...answer.body.error, requestId: '' },
});

/** The path of a route with its parameters filled in. */
export const fillPath = (route: Route, id: string) =>
  route.path.replace(':id', id).replace(':code', 'X1').replace(':wave', '1').replace(/:\w+/g, MISSING);
/** Query strings that a route needs before it looks at anything else. */
export const neededQuery = (route: Route, storeId: string) => {
  const shape =
    (
      route.query as
        | { shape?: Record<string, { safeParse(value: unknown): { success: boolean }; options?: string[] }> }
        | undefined
    )?.shape ?? {};
  const needed = Object.entries(shape).filter(([, schema]) => !schema.safeParse(undefined).success);
  const values: Record<string, string> = {
    storeId,
    serviceId: MISSING,
    q: '12345',
    on: '2026-11-20',
    from: '2026-11-01',
    to: '2026-11-30',
    month: '2026-11',
    code: 'ABCD2345',
  };
  return needed.length === 0
    ? ''
    : `?${new URLSearchParams(needed.map(([name, { options }]): [string, string] => [name, options?.[0] ?? values[name] ?? '1']))}`;
};
const ruleBody = {
  name: '到店提示',
  trigger: { type: 'since_sold' },
  kind: 'notice',
  class: 'care',
  tellAt: '10:00',
  actionLabel: null,
  stages: [{ offset: 30, validDays: 3, title: '用车提示', body: '{why}。', short: null }],
  channels: ['subscribe'],
  audience: null,
};
const activityBody = { kind: 'care_class', title: '养护学堂' };
const sessionBody = {
  startsAt: '2026-12-05T01:00:00.000Z',
  endsAt: '2026-12-05T02:00:00.000Z',
  signUpUntil: '2026-12-04T01:00:00.000Z',
  seats: 20,
};
const campaignPlan = {
  storeIds: [MISSING],
  title: '周末红包雨',
  rulesText: '每人每波一份，先到先得，抢完为止。',
  budgetFen: 10_000,
  waves: [
    {
      startsAt: '2026-11-20T12:00:00.000Z',
      minutes: 30,
      prizes: [{ kind: 'cash', name: '现金红包', count: 10, totalFen: 10_000 }],
    },
  ],
};
const gamePlan = {
  storeIds: [MISSING],
  kind: 'wheel',
  title: '周末大转盘',
  rulesText: '每位车主每天可转一次，奖品发完为止。',
  budgetFen: 10_000,
  startsAt: '2026-11-20T12:00:00.000Z',
  endsAt: '2026-11-27T12:00:00.000Z',
  wheel: {
    segments: [
      { name: '1 元红包', odds: 100, prize: { kind: 'cash', name: '1 元红包', count: 10, amountFen: 100 } },
      { name: '谢谢参与', odds: 9_900 },
    ],
    fallback: 1,
  },
};
const couponTypeBody = {
  storeId: MISSING,
  kind: 'cash_off',
  title: '50 元代金券',
  amountFen: 5_000,
  validity: { type: 'days', days: 30 },
  stock: 100,
};
const poolWords = { title: '电影票', issuer: '万达影城' };
const partnerWords = { name: '万达影城', kind: 'cinema' };
const benefitBody = { title: '电影票一张', poolId: MISSING };
const audience = { kind: 'phones', phones: ['13800000000'] };
/** Bodies that pass validation, by route. */
export const goodBodies: Record<string, unknown> = {
  'booking.cancel': { reason: 'x' },
  'booking.reschedule': { startsAt: '2026-11-25T01:00:00.000Z' },
  'booking.acceptHold': { note: '' },
  'staffBooking.move': { startsAt: '2026-11-25T01:00:00.000Z' },
  'staffAuth.saveList': { list: 'owners', hidden: [], views: [] },
  'store.saveSpecialDays': { days: [] },
  'team.saveSkills': { kinds: [] },
  'visit.rate': { stars: 5, nps: null },
  'visit.saveRatingDraft': { stars: null, nps: null },
  'message.answer': { answer: 'later', days: 30 },
  'owner.reportMileage': { km: 20_000 },
  'staffBooking.cancel': { reason: 'x' },
  'staffBooking.reschedule': { startsAt: '2026-11-25T01:00:00.000Z' },
  'workshop.advance': { step: 'in_work' },
  'visit.answerQuote': { approve: true },
  'workshop.saveCheckIn': { fuelEighths: 4 },
  'workshop.addQuote': {
    kind: 'extra',
    title: '更换刹车片',
    lines: [{ name: '刹车片', kind: 'part', quantity: 1, amountFen: 30_000 }],
  },
  'workshop.answerQuote': { approve: true, note: '与车主本人通话' },
  'workshop.correct': { seen: 0, lines: [], paidFen: 0, mileageKm: 20_000, reason: '金额录错' },
  'workshop.settleDeclined': { state: 'done' },
  'workshop.saveRules': {
    approvalFirst: true,
    toleranceMinutes: 0,
    payKind: 'none',
    payFen: 0,
    payItem: '',
    payValidDays: 90,
  },
  'workshop.saveIncludes': { items: [] },
  'loaner.saveCar': { plate: '晋A00001', model: '凯美瑞', active: true },
  'loaner.book': { carId: MISSING, ownerId: MISSING, from: '2026-11-25', to: '2026-11-26' },
  'loaner.handOut': { km: 1_000, fuelEighths: 8 },
  'loaner.takeBack': { km: 1_200, fuelEighths: 6 },
  'workshop.handOver': { lines: [], paidFen: 0, mileageKm: 20_000 },
  'workshop.saveReport': {
    wheels: ['front_left', 'front_right', 'rear_left', 'rear_right'].map((wheel) => ({
      wheel,
      foundKpa: 230,
      setKpa: 230,
      treadMm: 5,
      padMm: 6,
    })),
    sign: false,
  },
  'followUp.attempt': { outcome: 'reached', seen: 0 },
  'followUp.assign': { assigneeId: null, seen: null },
  'followUp.cancel': { reason: '不需要了' },
  'talk.plan': { kind: 'talk_quarter', quarter: '2026Q4', storeId: MISSING, by: 'model', target: 5 },
  'preference.save': { topics: [{ topic: 'wishes', on: false }] },
  'preference.doNotDisturb': { months: 3 },
  'preference.wishes': { quietMonths: 3, note: '电话中说明' },
  'delivery.resend': { reason: '车主来电说没有收到' },
  'channel.mapTemplate': { templateId: null },
  'channel.testCircuit': {},
  'customer.unmask': { reason: '核对' },
  'customer.judgeMileage': { accept: true },
  'activity.signUp': { guests: 0 },
  'activity.survey': { stars: 5 },
  'staffActivity.update': activityBody,
  'staffActivity.cancel': { reason: '天气不好' },
  'staffActivity.addSession': sessionBody,
  'staffActivity.changeSession': sessionBody,
  'staffActivity.cancelSession': { reason: '天气不好' },
  'staffActivity.notice': { text: '请带好行驶证' },
  'staffActivity.attend': { attended: true },
  'staffArticle.update': {
    title: '用车小知识',
    blocks: [{ type: 'text', text: '勤看胎压。' }],
    publish: true,
  },
  'case.setCauses': { causes: ['waiting'] },
  'case.makeGood': { kind: 'cash_off', amountFen: 5_000, reason: '等待时间过长' },
  'case.decideMakeGood': { approve: true },
  'case.saveMakeGoodRules': {
    advisorFen: 0,
    careFen: 0,
    managerFen: 50_000,
    mostFen: 200_000,
    validDays: 90,
  },
  'ownerCase.answer': { answer: 'solved' },
  'improvement.close': { effective: true, result: '增加了两个快修工位' },
  'case.addStep': { text: '已联系' },
  'campaign.grab': { ticket: `${'0'.repeat(130)}.x..${MISSING}.${'A'.repeat(43)}` },
  'staffCampaign.check': campaignPlan,
  'staffCampaign.create': campaignPlan,
  'staffCampaign.update': { version: 1, plan: campaignPlan },
  'staffCampaign.approve': { version: 1 },
  'staffCampaign.reject': { reason: '预算偏高' },
  'staffCampaign.kill': { reason: '规则写错了' },
  'game.answer': { question: 1, option: 0 },
  'staffGame.check': gamePlan,
  'staffGame.create': gamePlan,
  'staffGame.update': { version: 1, plan: gamePlan },
  'staffGame.approve': { version: 1 },
  'staffGame.reject': { reason: '预算偏高' },
  'staffGame.kill': { reason: '规则写错了' },
  'suspicion.hold': { storeId: MISSING, ownerId: MISSING, reason: '多次异常领取' },
  'privacy.exportData': { code: '000000' },
  'privacy.askErasure': { code: '000000', understood: true },
  'suspicion.release': { note: '已电话核实' },
  'suspicion.refuse': { reason: '同一人多次领取' },
  'referral.wish': { code: 'ABCD2345', wish: 'test_drive' },
  'referral.join': { code: 'ABCD2345', vin: 'LVGBE40K28G000001' },
  'rescue.cancel': {},
  'rescue.call': { vehicleId: MISSING, kind: 'tow' },
  'circle.create': { topicId: MISSING, text: '第一次自驾去晋祠' },
  'circle.edit': { topicId: MISSING, text: '第一次自驾去晋祠' },
  'circle.comment': { text: '路上好走吗' },
  'circle.like': { on: true },
  'circle.report': { reason: 'ads' },
  'circle.remove': {},
  'staffCircle.decide': { to: 'shown', seen: 'held', edition: 1 },
  'staffCircle.answer': { text: '欢迎到店咨询' },
  'staffCircle.block': { days: 7, reason: '多次发布广告' },
  'staffCircle.saveTopic': { name: '改装分享', open: true, isQuestion: false, place: 9 },
  'staffCircle.turn': { open: true },
  'staffRescue.move': { to: 'accepted', seen: 'requested' },
  'staffReferral.saveProgramme': {
    storeId: MISSING,
    open: false,
    title: '老带新',
    rulesText: '朋友首次到店消费后双方得券。',
    inviterTypeId: null,
    inviteeTypeId: null,
  },
  'careRule.save': { storeId: MISSING, basedOnVersion: 0, body: ruleBody },
  'careRule.create': { storeId: MISSING, body: ruleBody },
  'careRule.state': { storeId: MISSING, do: 'pause', why: '' },
  'careRule.decide': { storeId: MISSING, version: 1, do: 'approve', note: '' },
  'careRule.preview': { storeId: MISSING, code: 'service' },
  'careRule.test': { storeId: MISSING, offset: 0 },
  'careRule.segmentCount': { storeId: MISSING, segment: { field: 'car.sold_here', op: 'is', value: true } },
  'payment.pay': { app: 'mini' },
  'staffPayment.rejectRefund': { reason: '金额有误' },
  'staffPayment.cancelPayout': { reason: '发错人了' },
  'staffPayment.repeatPayout': { reason: '车主已恢复账户' },
  'staffPayment.settleDifference': { note: '已与微信支付核对' },
  'shop.invite': { phone: '13900000001' },
  'shop.answerShare': { accept: true },
  'staffShop.updateItem': { kind: 'product', title: '玻璃水', priceFen: 1_500 },
  'staffShop.setItemState': { state: 'off' },
  'staffShop.addStock': { change: 5, reason: '到货' },
  'staffShop.refund': { amountFen: 100, reason: '车主不需要了' },
  'staffShop.useCard': { seen: 1 },
  'staffShop.undoUse': { reason: '点错了' },
  'coupon.claim': { requestId: 'request-1' },
  'coupon.pass': {},
  'coupon.claimBenefit': { requestId: 'request-1' },
  'couponType.update': couponTypeBody,
  'couponType.adjust': { stock: 200 },
  'couponType.move': { do: 'pause' },
  'couponType.issueOne': { ownerId: MISSING, requestId: 'request-1', note: '节日问候' },
  'couponIssue.preview': { typeId: MISSING, audience },
  'couponIssue.create': { typeId: MISSING, audience },
  'couponIssue.decide': { approve: true },
  'couponCounter.undo': { reason: '录错工单' },
  'couponCounter.takeBack': { reason: '发错了人' },
  'codePool.update': { ...poolWords, active: true },
  'codePool.voidCode': { reason: '对方作废' },
  'partner.update': { ...partnerWords, active: true },
  'partner.addBenefit': benefitBody,
  'partner.updateBenefit': benefitBody,
  'import.run': { mapping: {}, dryRun: true },
  'store.update': { name: '新名字' },
  'store.saveService': {
    kind: 'service',
    name: 'x',
    bayKind: 'service',
    minutes: 60,
    promiseMinutes: null,
    priceFromFen: null,
    active: true,
  },
  'store.saveBay': { name: 'x', kind: 'service', active: true },
  'team.update': { name: '某某' },
  'team.resetPassword': { password: 'a long enough password' },
};
