import { claimStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const gamePersonalData: readonly PersonalTable[] = [
  { table: 'game_seen', title: '看过的游戏', whose: 'owner_id = :owner', gone: 'delete' },
  {
    table: 'game_player',
    title: '游戏次数',
    whose: 'owner_id = :owner',
    gone: { keep: '只留次数作统计，不含身份信息' },
  },
  {
    table: 'game_play',
    title: '玩过的游戏',
    whose: 'owner_id = :owner',
    show: { 时间: 'started_at', 得分: 'score', 答对: 'right_answers' },
    newest: 'id',
    gone: { keep: '只留成绩作统计，不含身份信息', clear: { phone_index: null } },
  },
  {
    table: 'game_win',
    title: '游戏奖品',
    whose: 'owner_id = :owner',
    show: {
      时间: 'won_at',
      金额: { sql: 'amount_fen', fen: true },
      状态: { sql: 'state', words: claimStateLabel },
    },
    newest: 'id',
    gone: { keep: '奖品账目须留存，不含身份信息' },
  },
];
