import { channelLabel, messageStateLabel, wishSourceLabel, wishTopicLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const messagingPersonalData: readonly PersonalTable[] = [
  {
    table: 'message',
    title: '给您的消息',
    whose: 'owner_id = :owner',
    show: {
      时间: 'COALESCE(sent_at, not_before)',
      标题: 'title',
      内容: 'body',
      方式: { sql: 'channel', words: channelLabel },
      状态: { sql: 'state', words: messageStateLabel },
    },
    newest: 'id',
    gone: {
      keep: '只留条数作统计，内容已清空',
      clear: { title: '', body: '', words: '{}', page: null, account_id: null, provider_id: null },
    },
  },
  {
    table: 'message',
    title: '待发送的消息',
    whose: "owner_id = :owner AND state IN ('planned', 'held')",
    gone: { keep: '已取消，不会再发送', clear: { state: 'suppressed', why: '车主已注销，不再发送。' } },
  },
  { table: 'message_cap', title: '发送频次', whose: 'owner_id = :owner', gone: 'delete' },
  { table: 'message_wish', title: '消息偏好', whose: 'owner_id = :owner', gone: 'delete' },
  {
    table: 'message_wish_log',
    title: '消息授权记录',
    whose: 'owner_id = :owner',
    show: {
      时间: 'at',
      内容: { sql: 'topic', words: { ...wishTopicLabel, quiet: '免打扰', leaving: '注销申请' } },
      方式: { sql: 'channel', words: channelLabel },
      选择: { sql: 'is_on', words: { 1: '接收', 0: '不接收' } },
      来源: { sql: 'source', words: wishSourceLabel },
    },
    newest: 'id',
    gone: { keep: '用来证明您何时同意或拒收，不含身份信息' },
  },
  { table: 'subscribe_credit', title: '订阅消息授权', whose: 'account_id IN (:accounts)', gone: 'delete' },
  {
    table: 'subscribe_ledger',
    title: '订阅消息授权明细',
    whose: 'account_id IN (:accounts)',
    gone: 'delete',
  },
];
