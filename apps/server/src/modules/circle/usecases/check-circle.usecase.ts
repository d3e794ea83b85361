import { HOUR_MS, MINUTE_MS } from '@cheban/kernel';
import { type MediaVerdict, MiniProgramClient, ProviderError } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { Photos } from '../../media/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { outcomeOf } from '../domain/circle-lifecycle.js';
import { RISKY_REASON } from '../domain/circle-words.js';
import { type CircleEntry, CircleRepository } from '../persistence/circle.repository.js';

export const CIRCLE_PHOTOS = 'circle';

/** external-apis.md A8: 2 comment, 3 forum. */
const SCENE = { post: 3, comment: 2 } as const;
const AT_ONCE = 50;
/** Longer than any call takes: who asked and died is followed by the next round. */
const AGAIN_MS = 2 * MINUTE_MS;
/** WeChat answers about photos within half an hour; then a person looks. */
const PATIENCE_MS = HOUR_MS / 2;

/**
 * Asks WeChat about what was written, after the commit and outside of any transaction, and shows it once everything got
 * a yes. What cannot be asked, or is not answered in time, a person has to look at: nothing is shown by default.
 */
@Injectable()
export class CheckCircle implements EventConsumer {
  readonly name = 'circle.photos';
  readonly types = ['photo.checked'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly uow: UnitOfWork,
    private readonly repository: CircleRepository,
    private readonly client: MiniProgramClient,
    private readonly owners: OwnerDirectory,
    private readonly photos: Photos,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    consumers.add(this);
  }

  /** Everything that is due. Any number of processes may run it: each thing is asked by who claims it. */
  async run(): Promise<void> {
    for (const id of await this.repository.due(AT_ONCE)) {
      const next = this.clock.now() + AGAIN_MS;
      if (!(await this.uow.run((tx) => this.repository.claim(tx, id, next)))) continue;
      const entry = await this.repository.findById(id);
      if (entry) await this.check(entry);
    }
  }

  /** WeChat's answer about a photo: of something that is not asked any more, or was answered before, it changes nothing. */
  async handle(tx: Tx, { payload }: Heard<CheckCircle>): Promise<void> {
    const about = await this.repository.answered(tx, payload.traceId, payload.verdict);
    if (about) await this.settle(tx, about.id, about.edition);
  }

  private async check(entry: CircleEntry): Promise<void> {
    const { id, edition } = entry;
    if (this.clock.now() >= entry.sentAt + PATIENCE_MS) return this.hold(id, edition);
    const accounts = entry.ownerId === null ? [] : await this.owners.accountsOf(entry.ownerId);
    const openid = accounts.find((account) => account.id === entry.accountId)?.miniOpenid;
    if (!openid) return this.hold(id, edition);
    try {
      if (entry.textVerdict === null) await this.askText(entry, openid);
      await this.askPhotos(entry, openid);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.logger.warn({ err: error, entryId: id }, 'content check failed');
      // Asked again in two minutes if that can help: a person who left, a quota or a setting does not come back so soon.
      if (['DROP', 'WAIT', 'CONFIG', 'BUG'].includes(error.reaction)) await this.hold(id, edition);
      return;
    }
    await this.uow.run((tx) => this.settle(tx, id, edition));
  }

  private async askText({ id, edition, kind, text }: CircleEntry, openid: string): Promise<void> {
    const { suggest } = await this.client.msgSecCheck({ openid, scene: SCENE[kind], content: text });
    await this.uow.run((tx) => this.hear(tx, id, edition, suggest));
  }

  private async askPhotos({ id, edition, kind }: CircleEntry, openid: string): Promise<void> {
    const [photos, asked] = await Promise.all([
      this.photos.of(CIRCLE_PHOTOS, [id]),
      this.repository.photoVerdicts(id, edition),
    ]);
    for (const photo of photos.get(id) ?? []) {
      if (asked.has(photo.id)) continue;
      const mediaUrl = `${this.config.ownerUrl}${photo.path}`;
      const { traceId } = await this.client.mediaCheckAsync({ openid, scene: SCENE[kind], mediaUrl });
      await this.uow.run((tx) => this.repository.asked(tx, traceId, { id, edition, photoId: photo.id }));
    }
  }

  private async hear(tx: Tx, id: string, edition: number, verdict: MediaVerdict): Promise<void> {
    const entry = await this.repository.lockById(tx, id);
    if (entry?.state !== 'checking' || entry.edition !== edition) return;
    await this.repository.change(tx, id, { textVerdict: verdict });
  }

  private hold(id: string, edition: number): Promise<void> {
    return this.uow.run(async (tx) => {
      const entry = await this.repository.lockById(tx, id);
      if (entry?.state !== 'checking' || entry.edition !== edition) return;
      await this.repository.change(tx, id, { state: 'held', holdReason: 'unchecked', nextTryAt: null });
    });
  }

  /** What becomes of it by what is known now; of another edition, or decided already: nothing. */
  private async settle(tx: Tx, id: string, edition: number): Promise<void> {
    const entry = await this.repository.lockById(tx, id);
    if (entry?.state !== 'checking' || entry.edition !== edition) return;
    const photos = (await this.photos.of(CIRCLE_PHOTOS, [id])).get(id) ?? [];
    const verdicts = await this.repository.photoVerdicts(id, edition);
    const outcome = outcomeOf([entry.textVerdict, ...photos.map((photo) => verdicts.get(photo.id) ?? null)]);
    if (!outcome) return;
    await this.repository.change(tx, id, {
      state: outcome.state,
      holdReason: outcome.state === 'held' ? outcome.holdReason : null,
      reason: outcome.state === 'refused' ? RISKY_REASON : '',
      nextTryAt: null,
    });
  }
}
