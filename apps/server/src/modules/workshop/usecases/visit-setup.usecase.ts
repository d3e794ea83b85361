import type { IncludesView, routes, VisitRules } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { invalidField, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { type ServiceItem, StoreCatalog } from '../../store/index.js';
import { payTitle } from '../domain/visit-rules.js';
import { VisitPaperRepository } from '../persistence/visit-paper.repository.js';
import { includesOf, visitPhotos } from './visit-extras.queries.js';

/** How a store runs its visits, and what its services include. */
@Injectable()
export class VisitSetup {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly papers: VisitPaperRepository,
    private readonly stores: StoreCatalog,
    private readonly photos: Photos,
    private readonly audit: Audit,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async rules(actor: StaffActor, id: string): Promise<VisitRules> {
    return this.papers.rulesOf(storeOf(actor, id));
  }

  /** Throws STORE.NOT_FOUND, or REQUEST.INVALID if a pay rule says nothing to pay. */
  async saveRules(actor: StaffActor, id: string, change: Partial<VisitRules>): Promise<VisitRules> {
    const storeId = storeOf(actor, id);
    return this.uow.run(async (tx) => {
      const rules = await this.papers.changeRules(tx, storeId, change);
      const title = payTitle(rules);
      if (rules.payKind !== 'none' && title === null) {
        const field = rules.payKind === 'cash_off' ? 'payFen' : 'payItem';
        throw invalidField(field, '请填写补偿内容');
      }
      const text = `修改到店规则：${rules.approvalFirst ? '先确认报价再施工' : '报价不拦施工'}，超时补偿${title ?? '无'}`;
      await this.audit.write(tx, { actor, action: 'visit.save-rules', text, subjectId: storeId, storeId });
      return rules;
    });
  }

  /** Throws REQUEST.NOT_FOUND. */
  async includes(actor: StaffActor, serviceId: string): Promise<IncludesView> {
    return this.view(await this.service(actor, serviceId));
  }

  /** No items: the usual words of its kind again. Throws REQUEST.NOT_FOUND or PHOTO.NOT_YOURS. */
  async saveIncludes(
    actor: StaffActor,
    serviceId: string,
    body: BodyOf<typeof routes.workshop.saveIncludes>,
  ): Promise<IncludesView> {
    const service = await this.service(actor, serviceId);
    return this.uow.run(async (tx) => {
      await this.papers.saveIncludes(tx, serviceId, { items: body.items, videoUrl: body.videoUrl });
      const uploader = { kind: 'staff', id: actor.staffId } as const;
      await this.photos.set(tx, { type: visitPhotos.includes, id: serviceId }, body.photoIds, uploader);
      const subject = { subjectId: serviceId, storeId: service.storeId };
      const text = `修改服务内容说明：${service.name}`;
      await this.audit.write(tx, { actor, action: 'visit.save-includes', text, ...subject });
      return this.view(service);
    });
  }

  private async service(actor: StaffActor, id: string): Promise<ServiceItem> {
    const service = await this.stores.findService(id);
    if (!service) throw notFound();
    ensureStore(actor, service.storeId);
    return service;
  }

  private async view(service: ServiceItem): Promise<IncludesView> {
    const [includes, photos] = await Promise.all([
      this.papers.includesOf([service.id]),
      this.photos.of(visitPhotos.includes, [service.id]),
    ]);
    return includesOf(service, { includes, photos: { includes: photos } });
  }
}
