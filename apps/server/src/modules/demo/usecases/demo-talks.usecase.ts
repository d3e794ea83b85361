import type { TalkAnswers } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, MovableClock } from '../../../platform/clock/index.js';
import { HomeVisitRehearsal } from '../../follow-up/index.js';
import { StoreCatalog } from '../../store/index.js';

/** What owners said on the first home visits; those after them are still to be held. */
const said: readonly TalkAnswers[] = [
  { satisfaction: 9, improve: '交车当天讲解快了一些，功能记不住', other: '希望有用车小视频' },
  { satisfaction: 8, improve: '周末想约保养要等', other: '' },
  { satisfaction: 10, improve: '', other: '顾问上门很意外，谢谢' },
];

/** The home visits of the month up to today, on a clock that is set back; nothing happens twice. */
@Injectable()
export class DemoTalks {
  constructor(
    private readonly clock: Clock,
    private readonly stores: StoreCatalog,
    private readonly rehearsal: HomeVisitRehearsal,
  ) {}

  /** Needs a clock that can be moved. */
  async run(storeCode: string): Promise<void> {
    const { clock } = this;
    const store = await this.stores.findByCode(storeCode);
    if (!(clock instanceof MovableClock) || !store) return;
    try {
      await this.rehearsal.play({ storeId: store.id, said }, (at) => clock.moveTo(at));
    } finally {
      clock.setAhead(0);
    }
  }
}
