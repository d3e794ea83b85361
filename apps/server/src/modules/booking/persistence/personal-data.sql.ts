import { bookingStateLabel, waitingStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const bookingPersonalData: readonly PersonalTable[] = [
  {
    table: 'booking',
    title: '预约',
    whose: 'owner_id = :owner',
    show: {
      时间: 'starts_at',
      状态: { sql: 'state', words: bookingStateLabel },
      备注: 'note',
      取消原因: 'cancel_reason',
    },
    newest: 'starts_at',
    gone: { keep: '只留时段作门店排班统计，备注已清空', clear: { note: '', cancel_reason: null } },
    blocks: { when: 'open_vehicle_id IS NOT NULL', say: '有预约还没到店，请先取消或等服务完成' },
  },
  { table: 'booking_hold', title: '保留的时段', whose: 'owner_id = :owner', gone: 'delete' },
  {
    table: 'waiting_entry',
    title: '候补',
    whose: 'owner_id = :owner',
    show: { 登记时间: 'created_at', 状态: { sql: 'state', words: waitingStateLabel } },
    gone: 'delete',
  },
];
