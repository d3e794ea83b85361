import { bayKindLabel, type EmptyBaysView } from '@cheban/contracts';
import { addDays, DAY_MS, diffDays, MINUTE_MS, maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { FreeBays, SlotFinder } from '../../booking/index.js';
import { Messages } from '../../messaging/index.js';
import { type ServiceItem, StoreCatalog } from '../../store/index.js';

/** Due within so many days, or overdue by less than so many: further away nobody comes for it. */
const DUE_WITHIN = 30;
const OVERDUE_WITHIN = 180;
const CANDIDATES = 80;
const SHOWN = 20;

interface Candidate {
  vehicleId: string;
  ownerId: string;
  ownerName: string;
  phone: string | null;
  region: string | null;
  model: string;
  plate: string | null;
  dueKind: string;
  dueOn: string;
  near: number;
}

/** Free bays of a day, and whom to invite: nearly due, reachable, near, and not spoken to in the last day. */
@Injectable()
export class EmptyBays {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly free: FreeBays,
    private readonly finder: SlotFinder,
    private readonly stores: StoreCatalog,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  /** Tomorrow unless another day is asked for. Throws STORE.NOT_FOUND. */
  async run(actor: StaffActor, asked: string, day?: string): Promise<EmptyBaysView> {
    const storeId = storeOf(actor, asked);
    const today = this.clock.today();
    const on = day ?? addDays(today, 1);
    const [{ open, bays }, services, candidates] = await Promise.all([
      this.free.of(storeId, on),
      this.stores.servicesOf(storeId),
      this.candidates(storeId, today),
    ]);
    return {
      on,
      open,
      bays: bays.map(({ bay, stretches, freeMinutes }) => ({
        id: bay.id,
        name: bay.name,
        kindLabel: bayKindLabel[bay.kind],
        freeMinutes,
        stretches: stretches.map(({ from, to }) => ({
          from: toDate(from).toISOString(),
          to: toDate(to).toISOString(),
          minutes: Math.round((to - from) / MINUTE_MS),
        })),
      })),
      suggestions: open ? await this.suggest(storeId, on, today, services, candidates) : [],
    };
  }

  private async suggest(
    storeId: string,
    on: string,
    today: string,
    services: readonly ServiceItem[],
    candidates: readonly Candidate[],
  ): Promise<EmptyBaysView['suggestions']> {
    const due = services.filter(({ kind }) => kind === 'first_service' || kind === 'service');
    const starts = new Map(
      await Promise.all(
        due.map(async (service): Promise<[string, { startsAt: string; clock: string }[]]> => {
          const shop = await this.finder.shop(storeId, service.id);
          const view = await this.finder.find(shop, { from: on, days: 1 });
          const slots = view.days.filter((entry) => entry.on === on).flatMap((entry) => entry.slots);
          return [service.id, slots.filter((slot) => slot.free)];
        }),
      ),
    );
    const found: EmptyBaysView['suggestions'] = [];
    for (const person of candidates) {
      const service = due.find(({ kind }) => kind === person.dueKind) ?? due[0];
      const slots = starts.get(service?.id ?? '') ?? [];
      // Each gets another start, so that one click does not offer the same quarter to all.
      const slot = slots[found.length % Math.max(1, slots.length)];
      if (!service || !slot || found.length >= SHOWN) break;
      const daysLeft = diffDays(today, person.dueOn);
      const phone = decryptOrNull(person.phone);
      found.push({
        ownerId: person.ownerId,
        ownerName: openName(person.ownerName),
        phoneMasked: phone === null ? null : maskPhone(phone),
        vehicleId: person.vehicleId,
        model: person.model,
        plate: decryptOrNull(person.plate),
        why:
          daysLeft >= 0 ? `${service.name}还有 ${daysLeft} 天到期` : `${service.name}已超期 ${-daysLeft} 天`,
        dueOn: person.dueOn,
        daysLeft,
        region: person.region,
        near: Boolean(person.near),
        serviceId: service.id,
        serviceName: service.name,
        startsAt: slot.startsAt,
        clock: slot.clock,
      });
    }
    return found;
  }

  /** Near ones first, then by due date; one person for each car, its owner before its drivers. */
  private async candidates(storeId: string, today: string): Promise<Candidate[]> {
    const rows: Candidate[] = await this.uow.reader.query(
      `SELECT v.id AS vehicleId, o.id AS ownerId, o.name AS ownerName, o.phone, o.region, v.model, v.plate,
              v.due_kind AS dueKind, DATE_FORMAT(v.due_on, '%Y-%m-%d') AS dueOn,
              o.region IS NOT NULL AND o.region LIKE CONCAT('%', s.city, '%') AS near
         FROM vehicle v JOIN store s ON s.id = v.store_id
         JOIN owner_vehicle l ON l.vehicle_id = v.id AND l.ended_at IS NULL
         JOIN owner o ON o.id = l.owner_id
        WHERE v.store_id = ? AND v.due_on BETWEEN ? AND ?
          AND EXISTS (SELECT 1 FROM account a WHERE a.owner_id = o.id AND a.consent_at IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM booking b WHERE b.open_vehicle_id = v.id)
          AND NOT EXISTS (SELECT 1 FROM visit t WHERE t.open_vehicle_id = v.id)
          AND NOT EXISTS (SELECT 1 FROM waiting_entry w WHERE w.open_vehicle_id = v.id)
          AND NOT EXISTS (SELECT 1 FROM booking_hold h WHERE h.vehicle_id = v.id AND h.expires_at > ?)
          AND NOT EXISTS (SELECT 1 FROM message m
                           WHERE m.owner_id = o.id AND m.class IN ('care', 'marketing') AND m.not_before > ?
                             AND m.state IN ('planned', 'held', 'sending', 'accepted', 'delivered', 'unknown'))
        ORDER BY near DESC, v.due_on, v.id, l.role = 'owner' DESC, o.id LIMIT ?`,
      [
        storeId,
        addDays(today, -OVERDUE_WITHIN),
        addDays(today, DUE_WITHIN),
        this.clock.date(),
        toDate(this.clock.now() - DAY_MS),
        CANDIDATES,
      ],
    );
    const unwilling = await this.messages.optedOut(
      rows.map(({ ownerId }) => ownerId),
      'care',
    );
    const seen = new Set<string>();
    return rows.filter(({ vehicleId, ownerId }) => {
      if (unwilling.has(ownerId) || seen.has(vehicleId)) return false;
      seen.add(vehicleId);
      return true;
    });
  }
}
