import { sealName } from '../../../platform/crypto/index.js';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

/** What a person who left is called in lists and work orders. */
const GONE_NAME = '已注销车主';

/** Log-ins and everything of the WeChat accounts; must come after all that is found by them. */
export const accountPersonalData: readonly PersonalTable[] = [
  {
    table: 'session',
    title: '登录状态',
    whose: "kind = 'owner' AND subject_id IN (:accounts)",
    gone: 'delete',
  },
  { table: 'account_device', title: '登录过的手机', whose: 'account_id IN (:accounts)', gone: 'delete' },
  { table: 'sms_code', title: '短信验证码', whose: 'account_id IN (:accounts)', gone: 'delete' },
  { table: 'idempotency_key', title: '操作回执', whose: 'actor_id IN (:accounts)', gone: 'delete' },
  {
    table: 'consent_log',
    title: '隐私授权记录',
    whose: 'account_id IN (:accounts)',
    show: { 时间: 'at', 版本: 'version', 选择: { sql: 'granted', words: { 1: '同意', 0: '撤回' } } },
    newest: 'at',
    gone: { keep: '用来证明您何时同意或撤回，只留编号，不含身份信息' },
  },
  {
    table: 'account',
    title: '微信账号',
    whose: 'owner_id = :owner',
    show: {
      首次登录: 'created_at',
      最近登录: 'last_seen_at',
      关注公众号: { sql: 'follower', words: { 1: '是', 0: '否' } },
      同意隐私指引版本: 'consent_version',
      小程序标识: 'mini_openid',
      公众号标识: 'official_openid',
    },
    gone: 'delete',
  },
];

export const ownerPersonalData: readonly PersonalTable[] = [
  {
    table: 'owner',
    title: '个人资料',
    whose: 'id = :owner',
    show: {
      姓名: 'name',
      手机号: 'phone',
      性别: { sql: 'sex', words: { male: '男', female: '女', company: '单位', unknown: '—' } },
      生日: 'birthday_on',
      地区: 'region',
      职业: 'occupation',
      爱好: 'hobbies',
      驾驶证有效期: 'licence_expires_on',
      门店备注: 'remark',
      建档时间: 'created_at',
    },
    gone: {
      keep: '只留一个编号，让维修档案和账目对得上，不能再认出您',
      clear: {
        name: () => sealName(GONE_NAME).name,
        name_head: () => sealName(GONE_NAME).nameHead,
        name_index: null,
        phone: null,
        phone_index: null,
        phone_tail: null,
        sex: 'unknown',
        birthday_on: null,
        birthday_calendar: null,
        birthday_leap: 0,
        region: null,
        district: null,
        occupation: null,
        hobbies: null,
        licence_expires_on: null,
        remark: null,
      },
    },
  },
];
