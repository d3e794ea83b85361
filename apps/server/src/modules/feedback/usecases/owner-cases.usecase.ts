import { type OwnerCaseView, ownerAnswerLabel, type routes } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Photos } from '../../media/index.js';
import { StoreCatalog } from '../../store/index.js';
import { CaseRepository, type ComplaintCase } from '../persistence/case.repository.js';
import { MakeGoodRepository } from '../persistence/make-good.repository.js';
import { OpenCase } from './open-case.usecase.js';
import { feedbackPhotos } from './visit-ratings.queries.js';

const MOST_SHOWN = 50;
/** An answer to a case that was closed longer ago opens nothing: by then it is a new matter. */
const ANSWER_MS = 30 * DAY_MS;

/** Owners see what becomes of their complaints, and have the last word on whether they are solved. */
@Injectable()
export class OwnerCases {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cases: CaseRepository,
    private readonly openCase: OpenCase,
    private readonly makeGoods: MakeGoodRepository,
    private readonly photos: Photos,
    private readonly stores: StoreCatalog,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async list(actor: OwnerActor): Promise<{ items: OwnerCaseView[] }> {
    return { items: await this.views(await this.cases.ofOwner(actor.ownerId, MOST_SHOWN)) };
  }

  /**
   * Solved closes a case that waits for this answer; not solved puts it back to work with a new clock. Throws
   * REQUEST.NOT_FOUND, CASE.STATE if nobody asks, PHOTO.NOT_YOURS.
   */
  answer(
    actor: OwnerActor,
    id: string,
    { answer, text, photoIds }: BodyOf<typeof routes.ownerCase.answer>,
  ): Promise<OwnerCaseView> {
    return this.uow.run(async (tx) => {
      const found = await this.cases.lockById(tx, id);
      if (!found || found.ownerId !== actor.ownerId) throw notFound();
      const now = this.clock.now();
      if (!asks(found, now)) throw new AppError('CASE.STATE');
      const label = ownerAnswerLabel[answer];
      const said = text === '' ? `${label}。` : `${label}：${text}`.slice(0, 500);
      if (answer === 'solved') {
        const closing =
          found.state === 'closed' ? {} : { state: 'closed' as const, closedAt: now, closeReason: said };
        await this.cases.update(tx, id, { ownerAnswer: answer, ...closing });
      } else {
        const times = await this.openCase.clockOf(found.storeId, found.level, now);
        await this.cases.update(tx, id, {
          state: 'working',
          ownerAnswer: answer,
          closedAt: null,
          closeReason: null,
          escalation: 0,
          ...times,
        });
      }
      const state = answer === 'solved' ? ('closed' as const) : ('working' as const);
      const stepId = await this.cases.addStep(tx, id, { staffId: null, text: said, state });
      const uploader = { kind: 'owner', id: actor.ownerId } as const;
      await this.photos.set(tx, { type: feedbackPhotos.step, id: stepId }, photoIds, uploader);
      const notice = answer === 'solved' ? null : `车主表示未解决：${found.title}`;
      this.live.publish(tx, { topic: 'case', storeId: found.storeId, id, notice });
      const fresh = await this.cases.findById(id);
      const [view] = fresh ? await this.views([fresh]) : [];
      if (!view) throw notFound();
      return view;
    });
  }

  private async views(cases: readonly ComplaintCase[]): Promise<OwnerCaseView[]> {
    const [stores, made] = await Promise.all([
      this.stores.findByIds(cases.map(({ storeId }) => storeId)),
      this.makeGoods.ofCases(cases.map(({ id }) => id)),
    ]);
    const granted = made.filter(({ state }) => state === 'granted');
    const byId = new Map(stores.map((store) => [store.id, store]));
    const now = this.clock.now();
    return cases.map((entry) => ({
      id: entry.id,
      title: entry.title,
      state: entry.state,
      storeName: byId.get(entry.storeId)?.name ?? '',
      storePhone: byId.get(entry.storeId)?.phone ?? '',
      openedAt: toDate(entry.openedAt).toISOString(),
      closedAt: entry.closedAt === null ? null : toDate(entry.closedAt).toISOString(),
      answer: entry.ownerAnswer,
      asks: asks(entry, now),
      text: textOf(entry, asks(entry, now)),
      makeGoods: granted.filter(({ caseId }) => caseId === entry.id).map(({ title }) => title),
    }));
  }
}

/** The owner is asked while the store waits for the answer, and once after it has closed the case by itself. */
function asks({ state, closedAt, ownerAnswer }: ComplaintCase, now: number): boolean {
  if (state === 'waiting_owner') return true;
  return state === 'closed' && ownerAnswer !== 'solved' && closedAt !== null && now < closedAt + ANSWER_MS;
}

function textOf({ state, ownerAnswer }: ComplaintCase, open: boolean): string {
  if (open) return '我们已经处理，请您确认是否解决。没有解决，我们接着办。';
  if (state === 'closed')
    return ownerAnswer === 'solved' ? '感谢您的确认，也谢谢您的提醒。' : '处理已结束，如有需要请致电门店。';
  if (ownerAnswer === 'not_solved') return '我们没有做到位，正在重新处理，会尽快给您答复。';
  return '我们已收到，正在处理，会尽快给您答复。';
}
