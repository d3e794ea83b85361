import { circleReportLabel, circleStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

/** Photos of posts lie in the room of photos, which lets go of them by itself. */
export const circlePersonalData: readonly PersonalTable[] = [
  {
    table: 'circle_photo_check',
    title: '车主圈照片检测',
    whose: 'entry_id IN (SELECT id FROM circle_entry WHERE owner_id = :owner)',
    gone: 'delete',
  },
  {
    table: 'circle_like',
    title: '车主圈点赞',
    whose: 'owner_id = :owner',
    show: { 时间: '`at`' },
    newest: '`at`',
    gone: 'delete',
  },
  {
    table: 'circle_report',
    title: '车主圈举报',
    whose: 'owner_id = :owner',
    show: { 时间: '`at`', 原因: { sql: 'reason', words: circleReportLabel }, 说明: 'words' },
    newest: '`at`',
    gone: 'delete',
  },
  {
    table: 'circle_block',
    title: '车主圈禁言',
    whose: 'owner_id = :owner',
    show: { 时间: '`at`', 原因: 'reason', 到期: '`until`' },
    newest: '`at`',
    gone: 'delete',
  },
  {
    table: 'circle_entry',
    title: '车主圈发言',
    whose: 'owner_id = :owner',
    show: {
      时间: 'created_at',
      状态: { sql: 'state', words: circleStateLabel },
      内容: 'text',
      车型: 'model',
      处理说明: 'reason',
    },
    newest: 'created_at',
    gone: 'delete',
  },
];
