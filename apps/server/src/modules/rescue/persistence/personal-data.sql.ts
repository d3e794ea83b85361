import { rescueKindLabel, rescueStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const rescuePersonalData: readonly PersonalTable[] = [
  {
    table: 'rescue_step',
    title: '救援过程',
    whose: 'rescue_id IN (SELECT id FROM rescue_call WHERE owner_id = :owner)',
    gone: { keep: '救援责任须留存，备注已清空', clear: { note: '' } },
  },
  {
    table: 'rescue_call',
    title: '救援',
    whose: 'owner_id = :owner',
    show: {
      呼叫时间: 'created_at',
      类型: { sql: 'kind', words: rescueKindLabel },
      状态: { sql: 'state', words: rescueStateLabel },
      位置: 'spot',
      地点: 'address',
      您的说明: 'words',
      费用: { sql: 'cost_fen', fen: true },
    },
    newest: 'created_at',
    gone: {
      keep: '救援责任须留存，位置和说明已清除',
      clear: { spot: null, address: null, words: null, helper: null, reason: '', distance_m: null },
    },
    blocks: { when: 'open_vehicle_id IS NOT NULL', say: '救援还在进行，请等结束后再办理' },
  },
];
