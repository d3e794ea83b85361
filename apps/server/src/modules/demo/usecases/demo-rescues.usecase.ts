import type { RescueKind } from '@cheban/contracts';
import { addDays, atShanghai, MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, MovableClock } from '../../../platform/clock/index.js';
import { PastEvents } from '../../../platform/outbox/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { CallRescue, WorkRescue } from '../../rescue/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { DemoCrew } from './demo-crew.js';
import type { SimulatedPerson } from './simulated-people.js';

/** Who would tell owners what happened; a past that was played is not told to them today. */
const TELLERS = ['notification.rescue'];

interface PastRescue {
  readonly daysAgo: number;
  /** Shanghai. */
  readonly at: string;
  readonly kind: RescueKind;
  /** WGS-84 degrees: the first within the free area of the store, the other beyond it. */
  readonly spot: { readonly latitude: number; readonly longitude: number };
  readonly address: string;
  readonly words: string;
  readonly helper: string;
  readonly etaMinutes: number;
  readonly note: string;
  readonly costFen: number;
}
const pastRescues: readonly PastRescue[] = [
  {
    daysAgo: 9,
    at: '08:10',
    kind: 'jump_start',
    spot: { latitude: 37.84, longitude: 112.55 },
    address: '小区地下车库 B1，东侧入口',
    words: '打不着火，昨晚忘了关灯',
    helper: '值班技师',
    etaMinutes: 25,
    note: '搭电后已启动，建议到店检测电瓶',
    costFen: 0,
  },
  {
    daysAgo: 3,
    at: '19:35',
    kind: 'tow',
    spot: { latitude: 37.43, longitude: 112.6 },
    address: '京昆高速太谷出口匝道旁',
    words: '右前轮胎鼓包，不敢再开',
    helper: '合作拖车公司',
    etaMinutes: 40,
    note: '已拖回门店，轮胎次日更换',
    costFen: 30_000,
  },
];

/** Two rescues of the last two weeks, played by the rooms themselves on a clock that is set back; nothing happens twice. */
@Injectable()
export class DemoRescues {
  constructor(
    private readonly clock: Clock,
    private readonly stores: StoreCatalog,
    private readonly crew: DemoCrew,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly calls: CallRescue,
    private readonly work: WorkRescue,
    private readonly past: PastEvents,
  ) {}

  /** One for each of the last of these people. Needs a clock that can be moved. */
  async run(storeCode: string, people: readonly SimulatedPerson[]): Promise<void> {
    const { clock } = this;
    const store = await this.stores.findByCode(storeCode);
    if (!(clock instanceof MovableClock) || !store) return;
    const now = clock.now();
    const today = clock.today();
    try {
      for (const [index, rescue] of pastRescues.entries()) {
        const person = people.at(-1 - index);
        clock.moveTo(atShanghai(addDays(today, -rescue.daysAgo), rescue.at));
        if (person) await this.play(store.id, person, rescue, clock);
      }
    } finally {
      clock.setAhead(0);
    }
    await this.past.passOver(TELLERS, now);
  }

  private async play(
    storeId: string,
    { phone }: SimulatedPerson,
    rescue: PastRescue,
    clock: MovableClock,
  ): Promise<void> {
    const owner = await this.owners.findByPhone(phone);
    const [car] = owner ? await this.vehicles.ofOwner(owner.id) : [];
    if (!owner || !car) return;
    const actor: OwnerActor = {
      ...{ kind: 'account', sessionId: '', accountId: '', ownerId: owner.id, consented: true },
    };
    if ((await this.calls.mine(actor)).length > 0) return;
    const advisor = await this.crew.one(storeId, 'advisor');
    const { kind, spot, address, words, helper, etaMinutes, note, costFen } = rescue;
    const body = { vehicleId: car.id, kind, spot, address, words, photoIds: [] };
    const { id } = await this.calls.call(actor, body);
    const passes = (minutes: number) => clock.moveTo(clock.now() + minutes * MINUTE_MS);
    passes(2);
    await this.work.move(advisor, id, { seen: 'requested', to: 'accepted', note: '', helper });
    passes(4);
    await this.work.move(advisor, id, { seen: 'accepted', to: 'on_the_way', note: '', etaMinutes });
    passes(etaMinutes - 3);
    await this.work.move(advisor, id, { seen: 'on_the_way', to: 'arrived', note: '' });
    passes(20);
    await this.work.move(advisor, id, { seen: 'arrived', to: 'done', note, costFen });
  }
}
