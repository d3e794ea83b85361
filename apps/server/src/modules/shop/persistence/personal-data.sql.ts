import { cardStateLabel, shopOrderStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

const LAW = '交易记录须依法保存三年以上，不含身份信息';

export const shopPersonalData: readonly PersonalTable[] = [
  {
    table: 'card_share',
    title: '共享的卡',
    whose: 'member_id = :owner OR card_id IN (SELECT id FROM service_card WHERE owner_id = :owner)',
    show: { 邀请时间: 'invited_at', 手机号: 'phone' },
    gone: 'delete',
  },
  {
    table: 'shop_order',
    title: '商城订单',
    whose: 'owner_id = :owner',
    show: {
      时间: 'created_at',
      商品: 'title',
      数量: 'quantity',
      金额: { sql: 'total_fen', fen: true },
      状态: { sql: 'state', words: shopOrderStateLabel },
    },
    newest: 'created_at',
    gone: { keep: LAW },
    blocks: { when: "state IN ('open', 'paid', 'refunding')", say: '商城有订单还没完成' },
  },
  {
    table: 'service_card',
    title: '保养卡',
    whose: 'owner_id = :owner',
    show: {
      购买时间: 'bought_at',
      名称: 'title',
      剩余次数: { sql: 'uses_left', unit: '次' },
      有效期至: 'expires_on',
      状态: { sql: 'state', words: cardStateLabel },
    },
    newest: 'bought_at',
    gone: { keep: LAW },
    blocks: { when: "state = 'refunding'", say: '有一张卡正在退款' },
    loses: { when: "state = 'active' AND uses_left > 0", say: '张没用完的保养卡将不能再使用，可先申请退卡' },
  },
  { table: 'shop_quota', title: '限购次数', whose: 'owner_id = :owner', gone: 'delete' },
];
