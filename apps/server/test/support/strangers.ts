import { type StaffRole, staffRoles } from '@cheban/contracts';
import { ClaimRepository } from '../../src/modules/campaign/persistence/claim.repository.js';
import { newId } from '../../src/platform/database/index.js';
import { makeSession } from './activities.js';
import { allRoutes } from './any-route.js';
import { approvedCampaign, planOf } from './campaigns.js';
import { circleTopic } from './circle.js';
import { makeCouponThings } from './coupons.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from './factories.js';
import { liveGame, wheelOf } from './games.js';
import { makeSales } from './shop.js';
import { checkIn, type Guest, makeGuest, makeWorkshop, type TestWorkshop, wholeVisit } from './visits.js';
import type { World } from './world.js';

/** Somebody of every role in one store, an owner there, and another store full of things that are not theirs. */
export interface Strangers {
  mine: TestStore;
  theirs: TestStore;
  owner: TestOwner;
  staff: Map<StaffRole, TestStaff>;
  /** The owner of the things in the other store. */
  guest: TestOwner;
  /** Ids of things in the other store or of the other owner, by route. */
  foreign: Map<string, string>;
}

export async function makeStrangers(world: World): Promise<Strangers> {
  const staff: Strangers['staff'] = new Map();
  const foreign: Strangers['foreign'] = new Map();
  const mine = await makeStore(world, { code: 'S1' });
  const shop = await makeWorkshop(world, 'S2');
  const theirs = shop.store;
  for (const role of staffRoles) {
    staff.set(
      role,
      await makeStaff(world, role, role === 'admin' || role === 'group' ? [] : [mine.id], `mine-${role}`),
    );
  }
  const owner = await makeOwner(world);
  await makeVehicle(world, mine.id, owner.ownerId);
  const guest = await makeGuest(world, shop);
  const taken = {
    storeId: theirs.id,
    vehicleId: guest.car.id,
    serviceId: theirs.services.service,
    advisorId: null,
    note: '',
  };
  await guest.owner.client.booking.create({ body: { ...taken, startsAt: '2026-11-18T06:00:00.000Z' } });
  const visitId = await wholeVisit(shop, guest);
  await guest.owner.client.visit.rate({
    params: { id: visitId },
    body: { stars: 1, nps: 0, text: '不满意' },
  });
  await world.settle();
  const [message] = await world.rows<{ id: string }>('SELECT id FROM message WHERE owner_id = ? LIMIT 1', [
    guest.owner.ownerId,
  ]);
  const [complaint] = await world.rows<{ id: string }>('SELECT id FROM complaint_case WHERE store_id = ?', [
    theirs.id,
  ]);
  const [booking] = await world.rows<{ id: string }>('SELECT id FROM booking WHERE store_id = ?', [
    theirs.id,
  ]);
  const stranger = await makeStaff(world, 'advisor', [theirs.id], 'stranger');
  const deskThings = await makeDeskThings(world, shop);
  const kept = await makeKeptThings(world, shop);
  const held = await makeActivityThings(world, shop);
  const mended = await makeMendedThings(shop, complaint?.id ?? '');
  const coupons = await makeCouponThings(world, shop, guest);
  const sold = await makeSales(world, theirs, guest.owner);
  const { id: suspicionId } = await shop.manager.client.suspicion.hold({
    body: { storeId: theirs.id, ownerId: guest.owner.ownerId, reason: '多次异常领取' },
  });
  const played = await makePlayThings(world, shop, guest);
  const { id: rescueId } = await guest.owner.client.rescue.call({
    body: { vehicleId: guest.car.id, kind: 'tow', address: '滨河东路 18 号' },
  });
  await world.rows('UPDATE circle_setting SET open = 1');
  const post = { topicId: await circleTopic(world), text: '只有作者和门店能看到' };
  const { id: circleId } = await guest.owner.client.circle.create({ body: post });
  const ids: [RegExp, string | undefined][] = [
    [/^(circle|staffCircle)\./, circleId],
    [/^insurance\./, guest.car.id],
    [/^(rescue|staffRescue)\./, rescueId],
    [/^booking\.(holdDetail|acceptHold|releaseHold)$/, kept.ownerHoldId],
    [/^staffBooking\.releaseHold$/, kept.staffHoldId],
    [/^booking\.leaveWaiting$/, kept.waitingId],
    [/^(activity\.(mySignUp|cancel|acceptOffer|survey)|staffActivity\.attend)$/, held.signUpId],
    [/^staffActivity\.(changeSession|cancelSession|notice|roster|rosterFile)$/, held.sessionId],
    [/^staffActivity\./, held.activityId],
    // What is published may be read and joined by whoever is given the link; a draft is nobody's but the store's.
    [/^activity\.detail$/, held.draft.activityId],
    [/^activity\.signUp$/, held.draft.sessionId],
    [/^article\./, held.draft.articleId],
    [/^staffArticle\./, held.articleId],
    [/^case\.(decide|withdraw)MakeGood$/, mended.makeGoodId],
    [/^case\.saveMakeGoodRules$/, theirs.id],
    [/^improvement\./, mended.improvementId],
    [/^ownerCase\./, complaint?.id],
    [/^coupon\.(detail)/, coupons.couponId],
    [/^coupon\.claimBenefit|^partner\.updateBenefit/, coupons.benefitId],
    [/^coupon\.revealCode|^codePool\.voidCode/, coupons.codeId],
    [/^coupon\.claim$|^couponType\./, coupons.typeId],
    [/^couponIssue\./, coupons.issueId],
    [/^couponCounter\.ofOwner/, guest.owner.ownerId],
    [/^couponCounter\.ofVisit/, visitId],
    [/^couponCounter\./, coupons.couponId],
    [/^codePool\./, coupons.poolId],
    [/^partner\./, coupons.partnerId],
    [/^suspicion\./, suspicionId],
    [/^campaign\.myPacket$/, played.packetId],
    [/^(campaign|staffCampaign)\./, played.campaignId],
    [/^(game|staffGame)\./, played.gameId],
    [/^payment\.(order|pay|refresh|simulatePay)$/, sold.payOrderId],
    [/^payment\.(payout|takePayout|refreshPayout|simulateTake)$/, sold.payoutId],
    [/^staffPayment\.order$/, sold.payOrderId],
    [/^staffPayment\.(approve|reject|retry)Refund$/, sold.refundId],
    [/^staffPayment\.(payout|cancelPayout|repeatPayout)$/, sold.payoutId],
    [/^staffPayment\.(see|settle)Difference$/, sold.differenceId],
    [/^shop\.(order|cancelOrder|refundOrder)$/, sold.orderId],
    [/^shop\.(card|invite)$/, sold.cardId],
    [/^shop\.(revokeShare|answerShare)$/, sold.shareId],
    [/^staffShop\.(item|updateItem|setItemState|addStock)$/, sold.itemId],
    [/^staffShop\.(order|refundQuote|refund|pickUp)$/, sold.orderId],
    [/^staffShop\.(card|useCard)$/, sold.cardId],
    [/^staffShop\.undoUse$/, sold.useId],
    [/^(visit\.answerQuote|workshop\.(withdraw|answer)Quote)/, deskThings.quoteId],
    [/^(visit\.dropDeclined|workshop\.settleDeclined)/, deskThings.declinedWorkId],
    [/^workshop\.(includes|saveIncludes)/, theirs.services.service],
    [/^(workshop\.saveRules|loaner\.saveCar)/, theirs.id],
    [/^loaner\./, deskThings.loanId],
    [/^(booking|staffBooking)\./, booking?.id],
    [/^(visit|workshop)\./, visitId],
    [/^(message|delivery)\./, message?.id],
    [/^customer\.(detail|timeline|unmask)/, guest.owner.ownerId],
    [/^owner\./, guest.car.id],
    [/^case\./, complaint?.id],
    [/^store\./, theirs.id],
    [/^team\./, stranger.id],
  ];
  for (const { routeId, route } of allRoutes) {
    if (!route.path.includes(':id')) continue;
    const found = ids.find(([pattern]) => pattern.test(routeId))?.[1];
    if (found) foreign.set(routeId, found);
  }
  return { mine, theirs, owner, staff, guest: guest.owner, foreign };
}

/** A campaign with a packet, and a game, of another store; the packet is won by its guest. */
async function makePlayThings(world: World, shop: TestWorkshop, { owner, car }: Guest) {
  const marketing = await makeStaff(world, 'marketing', [shop.store.id], 'marketing-other');
  const desk = { world, store: shop.store, marketing, manager: shop.manager };
  const campaignId = await approvedCampaign(desk, planOf(desk, 2));
  const [wave] = await world.rows<{ id: string }>('SELECT id FROM campaign_wave WHERE campaign_id = ?', [
    campaignId,
  ]);
  const packetId = newId(world.clock);
  const claim = { id: packetId, packetNo: 1, prize: 0, kind: 'cash' as const, amountFen: 100 };
  const person = { storeId: shop.store.id, ownerId: owner.ownerId, accountId: owner.accountId };
  const keys = { vehicleId: car.id, personKey: null, phoneKey: null, carKey: null };
  await world.uow.run((tx) =>
    world
      .get(ClaimRepository)
      .insert(tx, campaignId, wave?.id ?? '', [{ ...claim, ...person, ...keys, wonAt: world.clock.now() }]),
  );
  const gameId = await liveGame(desk, wheelOf(desk, { odds: 100, count: 2 }));
  return { campaignId, packetId, gameId };
}

/** A quote that waits, work that was put off, and a loaner that is kept, all of another owner in another store. */
async function makeDeskThings(world: World, shop: TestWorkshop) {
  const guest = await makeGuest(world, shop);
  const { id } = await checkIn(shop, guest);
  const params = { id };
  const ask = async (title: string) => {
    const lines = [{ name: title, kind: 'part' as const, quantity: 1, amountFen: 30_000 }];
    const view = await shop.advisor.client.workshop.addQuote({
      params,
      body: { kind: 'extra', title, lines },
    });
    return view.quotes.find((quote) => quote.title === title)?.id ?? '';
  };
  const declined = await ask('更换雨刮');
  await guest.owner.client.visit.answerQuote({ params: { id: declined }, body: { approve: false } });
  const { id: carId } = await shop.manager.client.loaner.saveCar({
    params: { id: shop.store.id, code: 'L1' },
    body: { plate: '晋A00001', model: '凯美瑞', active: true },
  });
  const { id: loanId } = await shop.advisor.client.loaner.book({
    body: { carId, ownerId: guest.owner.ownerId, from: '2026-11-20', to: '2026-11-21' },
  });
  const works = await guest.owner.client.visit.declinedWork({});
  return { quoteId: await ask('更换刹车片'), declinedWorkId: works.items[0]?.id, loanId };
}

/** Slots that are held for an owner and by staff, and a place on the waiting list. */
async function makeKeptThings(world: World, shop: TestWorkshop) {
  const { store } = shop;
  const wish = async (hour: string) => {
    const { owner, car } = await makeGuest(world, shop);
    const slot = { vehicleId: car.id, storeId: store.id, serviceId: store.services.service };
    return { owner, slot, held: { ...slot, advisorId: null, startsAt: `2026-11-19T${hour}:00:00.000Z` } };
  };
  const [one, two, three] = [await wish('02'), await wish('03'), await wish('04')];
  const mine = await one.owner.client.booking.hold({ body: one.held });
  const theirs = await shop.advisor.client.staffBooking.hold({
    body: { ...two.held, ownerId: two.owner.ownerId },
  });
  const waiting = await three.owner.client.booking.joinWaiting({
    body: { ...three.slot, advisorId: null, fromOn: '2026-11-20', toOn: '2026-11-21', partOfDay: 'any' },
  });
  return { ownerHoldId: mine.id, staffHoldId: theirs.id, waitingId: waiting.id };
}

/** A published class with somebody signed up, and an article. */
async function makeActivityThings(world: World, shop: TestWorkshop) {
  const { activityId, sessionId } = await makeSession(world, shop.manager, shop.store.id);
  const { owner } = await makeGuest(world, shop);
  const signedUp = await owner.client.activity.signUp({ params: { id: sessionId }, body: { guests: 0 } });
  const article = (publish: boolean) =>
    shop.manager.client.staffArticle.create({
      body: {
        storeId: shop.store.id,
        title: '用车小知识',
        blocks: [{ type: 'text', text: '勤看胎压。' }],
        publish,
      },
    });
  const { staffActivity } = shop.manager.client;
  const planned = await staffActivity.create({
    body: { storeId: shop.store.id, kind: 'care_class', title: '还没发布的课' },
  });
  const session = {
    startsAt: '2026-12-05T01:00:00.000Z',
    endsAt: '2026-12-05T02:00:00.000Z',
    signUpUntil: '2026-12-04T01:00:00.000Z',
    seats: 20,
  };
  const { sessions } = await staffActivity.addSession({ params: { id: planned.id }, body: session });
  const draft = {
    activityId: planned.id,
    sessionId: sessions[0]?.id,
    articleId: (await article(false)).id,
  };
  return { activityId, sessionId, signUpId: signedUp.id, articleId: (await article(true)).id, draft };
}

/** A make-good that waits for approval, and an improvement that is under way. */
async function makeMendedThings(shop: TestWorkshop, caseId: string) {
  const asked = await shop.advisor.client.case.makeGood({
    params: { id: caseId },
    body: { kind: 'cash_off', amountFen: 10_000, reason: '等待时间过长' },
  });
  const improvement = await shop.manager.client.improvement.create({
    body: {
      storeId: shop.store.id,
      cause: 'waiting',
      title: '增加快修工位',
      assigneeId: shop.manager.id,
      dueOn: '2026-12-31',
    },
  });
  return { makeGoodId: asked.makeGoods[0]?.id, improvementId: improvement.id };
}
