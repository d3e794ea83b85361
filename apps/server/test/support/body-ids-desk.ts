import { makeSession } from './activities.js';
import { at, type BodyId, known, put, type Side } from './body-sides.js';
import { planOf } from './campaigns.js';
import { wheelOf } from './games.js';
import type { World } from './world.js';

/** Bodies of care, cases, activities: whom, by whom, in which store. */
export async function careBodies(world: World, mine: Side, theirs: Side): Promise<BodyId[]> {
  const { store, guest } = mine;
  const task = {
    ...{ ownerId: guest.owner.ownerId, vehicleId: guest.car.id, storeId: store.id },
    ...{ title: '问候', dueAt: at('21', 2), assigneeId: mine.advisor.id },
  };
  const { id: taskId } = await mine.manager.client.followUp.create({ body: task });
  const { activityId } = await makeSession(world, mine.manager, store.id);
  const improvement = { storeId: store.id, cause: 'waiting', title: '增加快修工位', dueOn: '2026-12-31' };
  const colleague = { own: mine.advisor.id, foreign: theirs.advisor.id, field: 'assigneeId' };
  const stores = { own: store.id, foreign: theirs.store.id, field: 'storeId' };
  const talk = { ...known('talk.plan'), storeId: store.id };
  const strange = { ownerId: guest.owner.ownerId, reason: '多次异常领取' };
  const article = { title: '用车小知识', blocks: [{ type: 'text', text: '勤看胎压。' }], publish: true };
  const words = { kind: 'care_class', title: '养护学堂' };
  const people = { own: guest.owner.ownerId, foreign: theirs.guest.owner.ownerId, field: 'ownerId' };
  const cars = { own: guest.car.id, foreign: theirs.guest.car.id, field: 'vehicleId' };
  return [
    {
      ...{ route: 'followUp.create', ...people },
      body: put('ownerId', { ...task, vehicleId: null }),
    },
    { route: 'followUp.create', ...cars, body: put('vehicleId', task) },
    { route: 'followUp.create', ...stores, body: put('storeId', task) },
    { route: 'followUp.create', ...colleague, body: put('assigneeId', task) },
    { route: 'followUp.assign', path: taskId, ...colleague, body: put('assigneeId', { seen: null }) },
    { route: 'improvement.create', ...colleague, body: put('assigneeId', improvement) },
    {
      ...{ route: 'improvement.create', ...stores },
      body: put('storeId', { ...improvement, assigneeId: mine.manager.id }),
    },
    { route: 'talk.plan', ...stores, body: put('storeId', talk) },
    { route: 'talk.plan', ...colleague, body: put('assigneeId', { ...talk, quarter: '2027Q1' }) },
    { route: 'suspicion.hold', ...people, body: put('ownerId', { ...strange, storeId: store.id }) },
    {
      route: 'suspicion.hold',
      ...stores,
      body: put('storeId', { ...strange, ownerId: mine.rater.owner.ownerId }),
    },
    { route: 'staffActivity.create', ...stores, body: put('storeId', words) },
    { route: 'staffArticle.create', ...stores, body: put('storeId', article) },
    ...['careRule.create', 'careRule.preview', 'careRule.segmentCount'].map((route) => ({
      ...{ route, ...stores },
      body: put('storeId', known(route)),
    })),
    {
      ...{ route: 'staffActivity.update', field: 'photoIds', path: activityId },
      ...{ own: await mine.photo(), foreign: await theirs.photo() },
      body: (id: string) => ({ ...words, photoIds: [id] }),
    },
  ];
}

/** Bodies of coupons, the shop, campaigns and games. */
export function salesBodies(world: World, mine: Side, theirs: Side): BodyId[] {
  const { store, coupons } = mine;
  const stores = { own: store.id, foreign: theirs.store.id };
  const types = { own: coupons.typeId, foreign: theirs.coupons.typeId };
  const pools = { own: coupons.poolId, foreign: theirs.coupons.poolId };
  const owned = { own: coupons.couponId, foreign: theirs.coupons.couponId };
  const desk = { world, store, marketing: mine.marketing, manager: mine.manager };
  const card = (serviceId: string) => ({
    ...{ serviceId, serviceName: '定期保养', uses: 5, singleFen: 12_000, validDays: 365 },
    refund: { kind: 'none', usedAt: 'list', feePercent: 0, graceDays: 7 },
  });
  const item = (storeId: string, serviceId: string) => ({
    ...{ storeId, stock: null },
    item: { kind: 'card', title: '保养五次卡', priceFen: 50_000, card: card(serviceId) },
  });
  const couponType = known('couponType.update');
  const bill = { storeId: store.id, code: null, visitId: null, amountFen: 50_000 };
  const programme = { ...known('staffReferral.saveProgramme'), storeId: store.id, open: true };
  const to = (storeId: string) => ({ kind: 'stores', storeIds: [storeId] });
  const partner = { path: coupons.partnerId };
  const give = (id: string) => ({ ownerId: id, requestId: `request-${id}`, note: '节日问候' });
  const both = (id: string) => ({ ...couponType, storeId: store.id, storeIds: [...new Set([store.id, id])] });
  const field = (name: string) => ({ field: name });
  return [
    {
      route: 'coupon.pass',
      ...field('couponId'),
      ...owned,
      body: put('couponId', {}),
      token: mine.guest.owner.token,
    },
    { route: 'couponType.create', ...field('storeId'), ...stores, body: put('storeId', couponType) },
    { route: 'couponType.create', ...field('storeIds'), ...stores, body: both },
    {
      ...{ route: 'couponType.issueOne', ...field('ownerId'), path: coupons.typeId, body: give },
      ...{ own: mine.walkIn.owner.ownerId, foreign: theirs.guest.owner.ownerId },
    },
    ...['couponIssue.create', 'couponIssue.preview'].flatMap((route) => [
      { route, ...field('typeId'), ...types, body: put('typeId', { audience: to(store.id) }) },
      {
        route,
        ...field('storeIds'),
        ...stores,
        body: (id: string) => ({ typeId: coupons.typeId, audience: to(id) }),
      },
    ]),
    {
      route: 'codePool.create',
      ...field('storeId'),
      ...stores,
      body: put('storeId', { title: '电影票', issuer: '万达影城' }),
    },
    {
      route: 'partner.create',
      ...field('storeId'),
      ...stores,
      body: put('storeId', { name: '万达影城', kind: 'cinema' }),
    },
    {
      route: 'partner.addBenefit',
      ...partner,
      ...field('poolId'),
      ...pools,
      body: put('poolId', { title: '电影票一张' }),
    },
    {
      route: 'partner.addBenefit',
      ...partner,
      ...field('typeId'),
      ...types,
      body: put('typeId', { title: '代金券' }),
    },
    {
      route: 'couponCounter.preview',
      ...field('couponIds'),
      ...owned,
      body: (id) => ({ ...bill, couponIds: [id] }),
    },
    {
      ...{ route: 'couponCounter.preview', ...field('visitId'), own: mine.visitId, foreign: theirs.visitId },
      body: put('visitId', { ...bill, couponIds: [coupons.couponId] }),
    },
    {
      ...{ route: 'couponCounter.redeem', ...field('couponIds'), ...owned },
      body: (id) => ({ ...bill, couponIds: [id], reason: '车主手机没电' }),
    },
    ...['inviterTypeId', 'inviteeTypeId'].map((name) => ({
      ...{ route: 'staffReferral.saveProgramme', ...field(name), ...types },
      body: put(name, { ...programme, inviterTypeId: coupons.typeId, inviteeTypeId: coupons.typeId }),
    })),
    {
      route: 'staffShop.createItem',
      ...field('storeId'),
      ...stores,
      body: (id) => item(id, store.services.service),
    },
    {
      ...{ route: 'staffShop.createItem', ...field('serviceId'), body: (id: string) => item(store.id, id) },
      ...{ own: store.services.service, foreign: theirs.store.services.service },
    },
    ...['staffCampaign.check', 'staffCampaign.create'].map((route) => ({
      ...{ route, ...field('storeIds'), ...stores },
      body: (id: string) => ({ ...planOf(desk, 2), storeIds: [id] }),
    })),
    {
      ...{ route: 'staffGame.create', ...field('storeIds'), ...stores },
      body: (id: string) => ({ ...wheelOf(desk, { odds: 100, count: 2 }), storeIds: [id] }),
    },
  ];
}
