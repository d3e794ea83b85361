import {
  type routes,
  type SuspectItem,
  type SuspectView,
  suspectKindLabel,
  suspectMarkLabel,
  suspectStateLabel,
} from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { ensureStore, type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type Suspicion, SuspicionRepository } from '../persistence/suspicion.repository.js';

type Routes = (typeof routes)['suspicion'];
const NEIGHBOURS = 20;

/** The list of held rewards, for staff. */
@Injectable()
export class SuspicionViews {
  constructor(
    private readonly repository: SuspicionRepository,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly people: Advisors,
  ) {}

  async list(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    const { page, pageSize, storeId, state, kind, ownerId, q } = query;
    const storeIds = storesOf(actor, storeId);
    const named = q === undefined ? undefined : await this.owners.idsLike(q);
    const people = ownerId === undefined ? named : [ownerId].filter((id) => named?.includes(id) ?? true);
    const { rows, total, held } = await this.repository.list(
      { storeIds, state, kind, people },
      page,
      pageSize,
    );
    return { items: await this.items(rows), total, page, pageSize, held };
  }

  async detail(actor: StaffActor, id: string): Promise<SuspectView> {
    const found = await this.repository.findById(id);
    if (!found) throw notFound();
    ensureStore(actor, found.storeId);
    const [[item], neighbours] = await Promise.all([
      this.items([found]),
      this.repository.neighboursOf(found.subjectId, NEIGHBOURS),
    ]);
    if (!item) throw notFound();
    const nameOf = await this.namesOf(neighbours.map(({ ownerId }) => ownerId));
    return {
      ...item,
      neighbours: neighbours.map(({ kind, ownerId, marks, at }) => ({
        kind,
        kindLabel: suspectKindLabel[kind],
        ...nameOf(ownerId),
        marks: marks.map((mark) => suspectMarkLabel[mark]),
        at: toDate(at).toISOString(),
      })),
    };
  }

  private async items(rows: readonly Suspicion[]): Promise<SuspectItem[]> {
    const [nameOf, stores, staff] = await Promise.all([
      this.namesOf(rows.map(({ ownerId }) => ownerId)),
      this.stores.findByIds(rows.map(({ storeId }) => storeId)),
      this.people.names(rows.flatMap(({ heldBy, decidedBy }) => [heldBy, decidedBy])),
    ]);
    const storeNames = new Map(stores.map(({ id, name }) => [id, name]));
    const staffName = (id: string | null) => (id === null ? null : (staff.get(id) ?? ''));
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      kindLabel: suspectKindLabel[row.kind],
      storeId: row.storeId,
      storeName: storeNames.get(row.storeId) ?? '',
      ...nameOf(row.ownerId),
      title: row.title,
      rewardText: row.rewardText,
      reasons: row.reasons.map((reason) => ({ ...reason, label: suspectMarkLabel[reason.mark] })),
      state: row.state,
      stateLabel: suspectStateLabel[row.state],
      heldAt: toDate(row.heldAt).toISOString(),
      heldByName: staffName(row.heldBy),
      decidedByName: staffName(row.decidedBy),
      decidedAt: row.decidedAt === null ? null : toDate(row.decidedAt).toISOString(),
      note: row.note,
    }));
  }

  private async namesOf(ids: readonly string[]) {
    const [owners, phones] = await Promise.all([this.owners.findByIds(ids), this.owners.phonesOf(ids)]);
    return (ownerId: string) => {
      const phone = phones.get(ownerId)?.();
      return {
        ownerId,
        ownerName: owners.get(ownerId)?.name ?? '',
        phoneMasked: phone === undefined ? null : maskPhone(phone),
      };
    };
  }
}
