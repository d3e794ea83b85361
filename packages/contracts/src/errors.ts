import { circleErrors } from './circle/circle-errors.js';
import { spec } from './error-spec.js';
import { importErrors } from './intake/import-errors.js';
import { requestErrors } from './request-errors.js';

/**
 * Every error a client can meet: HTTP status, whether the same request may be sent again, and a Chinese sentence
 * that says what to do. The record is the only list; adding a code without a sentence does not compile.
 */
export const errors = spec({
  ...requestErrors,

  'STORE.NOT_FOUND': { status: 404, retry: false, text: '没有找到该门店。' },
  'STORE.HOURS_INVALID': { status: 400, retry: false, text: '营业时间不正确：结束时间要晚于开始时间。' },
  'STORE.PERIOD_INVALID': { status: 400, retry: false, text: '时间段不正确：结束要晚于开始，最长 366 天。' },
  'STAFF.LOGIN_TAKEN': { status: 409, retry: false, text: '该登录名已被使用，请换一个。' },
  'STAFF.SELF': { status: 409, retry: false, text: '不能对自己的账号进行此操作，请让其他管理员处理。' },

  'VEHICLE.NOT_FOUND': {
    status: 404,
    retry: false,
    text: '没有找到这辆车，请核对后再试，或联系门店帮您绑定。',
  },
  'VEHICLE.ALREADY_BOUND': { status: 409, retry: false, text: '这辆车已在您的车库中。' },
  'VEHICLE.EXPECTED': {
    status: 409,
    retry: false,
    text: '这辆车还有预约，或正在店里。请先取消预约，或等交车后再移出。',
  },
  'VEHICLE.PROOF_MISMATCH': {
    status: 404,
    retry: false,
    text: '没有找到这辆车，请核对后再试，或联系门店帮您绑定。',
  },

  'BOOKING.SLOT_FULL': { status: 409, retry: false, text: '这个时段刚被约满，请换一个时间。' },
  'BOOKING.SLOT_INVALID': { status: 409, retry: false, text: '这个时间不可预约，请重新选择。' },
  'BOOKING.TOO_SOON': { status: 409, retry: false, text: '离到店时间太近了，请选择更晚的时段或致电门店。' },
  'BOOKING.TOO_FAR': { status: 409, retry: false, text: '暂未开放这一天的预约，请选择更近的日期。' },
  'BOOKING.VEHICLE_ALREADY_BOOKED': {
    status: 409,
    retry: false,
    text: '这辆车已有一个预约，可在预约详情中改期。',
  },
  'BOOKING.CUT_OFF': {
    status: 409,
    retry: false,
    text: '已过可自助更改的时间，请直接致电门店，我们马上为您处理。',
  },
  'BOOKING.TOO_MANY': {
    status: 409,
    retry: false,
    text: '您进行中的预约已达上限，完成或取消一个后即可再约。',
  },
  'BOOKING.HOLD_GONE': {
    status: 409,
    retry: false,
    text: '为您保留的时段已到期，请重新选择时间，或稍后再试。',
  },
  'BOOKING.OVERBOOK_FORBIDDEN': { status: 403, retry: false, text: '超额预约需要店总授权并写明原因。' },
  'WAITING.ALREADY': { status: 409, retry: false, text: '这辆车已在候补名单中，有空位会马上通知您。' },
  'WAITING.RANGE': { status: 400, retry: false, text: '候补日期不在可预约的范围内，请重新选择。' },
  'BOOKING.STATE': { status: 409, retry: false, text: '预约状态已变化，请刷新后再操作。' },

  'VISIT.STATE': { status: 409, retry: false, text: '工单状态已变化，请刷新后再操作。' },
  'VISIT.DELAY_REASON_NEEDED': { status: 400, retry: false, text: '推迟交车时间需要填写原因，车主会看到。' },
  'VISIT.REPORT_NEEDED': { status: 409, retry: false, text: '交车前请先由技师填写并签字“三项数据”。' },
  'VISIT.REPORT_SIGNED': { status: 409, retry: false, text: '检测报告已签字，不能再修改。' },
  'VISIT.LOCKED': { status: 409, retry: false, text: '工单已结算锁定，需店总更正。' },
  'VISIT.MILEAGE_ODD': {
    status: 409,
    retry: false,
    text: '里程与以往记录不符，请核对；确认无误请勾选“已核实里程”。',
  },
  'VISIT.ALREADY_IN': { status: 409, retry: false, text: '这辆车已经在店，请打开现有工单。' },

  'VISIT.APPROVAL_NEEDED': {
    status: 409,
    retry: false,
    text: '还有报价等车主确认，请等车主在小程序答复，或电话确认后登记。',
  },
  'VISIT.QUOTE_ANSWERED': { status: 409, retry: false, text: '这份报价已经处理过了，请刷新查看。' },
  'VISIT.REPORT_INCOMPLETE': {
    status: 400,
    retry: false,
    text: '检查项目还没填完整：请补齐测量值和照片后再签字。',
  },
  'VISIT.CORRECTED': { status: 409, retry: false, text: '同事刚刚更正过这张工单，请刷新后再更正。' },
  'LOANER.TAKEN': { status: 409, retry: false, text: '这辆代步车这几天已有安排，请换一辆或换个日期。' },
  'LOANER.STATE': { status: 409, retry: false, text: '代步车状态已变化，请刷新后再操作。' },
  'LOANER.KM': { status: 400, retry: false, text: '归还里程不能小于借出里程，请核对仪表盘。' },

  'CHANNEL.TEMPLATE_UNKNOWN': {
    status: 409,
    retry: false,
    text: '账号里没有这个模板，请先同步模板，或核对模板编号。',
  },
  'CHANNEL.FIELDS_WRONG': {
    status: 400,
    retry: false,
    text: '模板字段没有对应好：请为模板的每个字段选择一项内容。',
  },
  'CHANNEL.TEST_PHONE_NEEDED': {
    status: 400,
    retry: false,
    text: '请填写一个已在小程序绑定的手机号，测试消息会发给它。',
  },
  'CHANNEL.TEST_UNBOUND': {
    status: 409,
    retry: false,
    text: '这个手机号还没有在小程序绑定，请先登录小程序绑定，或换一个手机号。',
  },
  'CHANNEL.TEST_NO_CREDIT': {
    status: 409,
    retry: false,
    text: '接收人没有这个模板的订阅次数，请先在小程序里点一次“订阅”，再来测试。',
  },
  'CHANNEL.TEST_NOT_FOLLOWER': {
    status: 409,
    retry: false,
    text: '接收人还没有关注公众号，请先关注，再来测试。',
  },

  'MESSAGE.NOT_RESENDABLE': {
    status: 409,
    retry: false,
    text: '这条消息不能重发：只有失败、结果待查、已过期或只进了站内消息的才可以。',
  },
  'MESSAGE.RESENT': { status: 409, retry: false, text: '这条消息已经有人重发过了，请刷新查看。' },
  'MESSAGE.OUTDATED': { status: 409, retry: false, text: '这条消息说的事情已有变化，不适合再发。' },
  'MESSAGE.ANSWERED': { status: 409, retry: false, text: '您已答复过这条提醒，我们已按您的意思安排。' },

  'CARE.RULE_CHANGED': { status: 409, retry: false, text: '同事刚刚改过这条规则，请刷新后再修改。' },
  'CARE.ALWAYS_TOLD': {
    status: 409,
    retry: false,
    text: '这件事必须告诉车主，这条规则不能暂停或停用；文案和渠道可以修改。',
  },
  'CARE.RULE_STATE': { status: 409, retry: false, text: '规则状态已变化，请刷新后再操作。' },
  'CARE.GROUP_ONLY': { status: 403, retry: false, text: '集团规则只有管理全部门店的同事可以修改。' },
  'CARE.OWN_APPROVAL': { status: 403, retry: false, text: '不能审批自己写的规则，请让另一位同事审批。' },
  'CARE.DECIDED': { status: 409, retry: false, text: '这一版已经有人处理过了，请刷新查看。' },
  'CARE.BIND_FIRST': {
    status: 409,
    retry: false,
    text: '请管理员在“员工”里登记您的手机号，您再用它在小程序里绑定。',
  },

  'PHOTO.NOT_A_PHOTO': {
    status: 400,
    retry: false,
    text: '这张图片无法使用：请选择 JPG、PNG 或 WebP 照片，12 MB 以内。',
  },
  'PHOTO.NOT_YOURS': { status: 409, retry: false, text: '照片已失效或已用在别处，请重新拍摄或选择。' },

  'RATING.DONE': { status: 409, retry: false, text: '您已评价过这次服务，感谢您的反馈。' },
  'RATING.NOT_YET': { status: 409, retry: false, text: '车辆交付后即可评价。' },
  'CASE.STATE': { status: 409, retry: false, text: '投诉单状态已变化，请刷新后再操作。' },
  'CASE.MAKE_GOOD_MOST': { status: 409, retry: false, text: '补偿超过了本店单个投诉的上限，请减少金额。' },
  'CASE.MAKE_GOOD_WAITING': {
    status: 409,
    retry: false,
    text: '这个投诉已有一份补偿待审批，请先等店总处理。',
  },
  'CASE.OWN_APPROVAL': { status: 403, retry: false, text: '不能审批自己申请的补偿，请让另一位同事审批。' },
  'CASE.MAKE_GOOD_DECIDED': { status: 409, retry: false, text: '这份补偿已经处理过了，请刷新查看。' },

  'ACTIVITY.FULL': { status: 409, retry: false, text: '名额刚刚报满，您可以加入候补，有空位会马上通知您。' },
  'ACTIVITY.CLOSED': { status: 409, retry: false, text: '报名已截止，欢迎关注下一场。' },
  'ACTIVITY.ALREADY': { status: 409, retry: false, text: '您已报名这一场，可在“我的报名”里查看。' },
  'ACTIVITY.TOO_MANY_GUESTS': {
    status: 400,
    retry: false,
    text: '同行人数超过了这一场的上限，请减少后再报名。',
  },
  'ACTIVITY.OFFER_GONE': { status: 409, retry: false, text: '为您保留的名额已到期，您仍在候补名单中。' },
  'ACTIVITY.STATE': { status: 409, retry: false, text: '活动或报名的状态已变化，请刷新后再操作。' },
  'ACTIVITY.NO_SESSION': { status: 409, retry: false, text: '请先添加一个未开始的场次，再发布。' },
  'ACTIVITY.TIMES': {
    status: 400,
    retry: false,
    text: '时间不正确：报名截止不晚于开始，结束要晚于开始，开始要晚于现在。',
  },
  'ACTIVITY.SEATS_TAKEN': { status: 409, retry: false, text: '已报名的人数超过了新的名额，请先与车主沟通。' },

  'PAY.STATE': { status: 409, retry: false, text: '这笔款项的状态已变化，请刷新后再操作。' },
  'PAY.NOT_SET_UP': { status: 409, retry: false, text: '门店还没有开通微信支付，请联系门店。' },
  'PAY.NO_OPENID': { status: 409, retry: false, text: '请在微信里打开后再付款。' },
  'PAY.OTHER_APP': {
    status: 409,
    retry: false,
    text: '这个订单已在另一个微信页面发起付款，请回到那里付款，或取消后重新下单。',
  },
  'PAY.BUSY': { status: 503, retry: true, text: '微信支付正忙，请稍后再试，您的订单不会丢失。' },
  'PAY.AMOUNT': { status: 400, retry: false, text: '金额不在允许的范围内，请核对后再试。' },
  'PAY.REFUND_TOO_MUCH': { status: 409, retry: false, text: '退款金额超过可退金额，请刷新后核对。' },
  'PAY.OWN_APPROVAL': { status: 403, retry: false, text: '不能审批自己发起的退款，请让另一位同事审批。' },
  'PAY.TOO_MANY_ENTRIES': {
    status: 409,
    retry: false,
    text: '选中的账目超过 10 万行，一个文件放不下，请按日期分几次导出。',
  },
  'PAY.KEYS_WRONG': { status: 400, retry: false, text: '密钥读不出来，请核对商户私钥和微信支付公钥。' },

  'SHOP.SOLD_OUT': { status: 409, retry: false, text: '刚刚售罄了，看看别的吧。' },
  'SHOP.OFF': { status: 409, retry: false, text: '这件商品已下架。' },
  'SHOP.LIMIT': { status: 409, retry: false, text: '已达到每人限购数量。' },
  'SHOP.STATE': { status: 409, retry: false, text: '订单或商品的状态已变化，请刷新后再操作。' },
  'SHOP.STOCK': { status: 409, retry: false, text: '库存不够减，请刷新后核对。' },
  'SHOP.KIND': { status: 409, retry: false, text: '保养卡和商品不能互相转换，请新建一个。' },
  'SHOP.SERVICE': { status: 400, retry: false, text: '没有找到这个服务项目，请重新选择。' },
  'SHOP.REFUND_CHANGED': { status: 409, retry: false, text: '可退金额已变化，请重新查看后再提交。' },
  'SHOP.CODE_UNKNOWN': { status: 404, retry: false, text: '没有找到这个编号，请核对后重新扫码或输入。' },

  'CARD.STATE': { status: 409, retry: false, text: '这张卡现在不能这样操作，请刷新查看。' },
  'CARD.CHANGED': { status: 409, retry: false, text: '这张卡刚刚被使用过，请看清剩余次数再用。' },
  'CARD.EXPIRED': { status: 409, retry: false, text: '这张卡已过有效期。' },
  'CARD.SHARES_FULL': { status: 409, retry: false, text: '一张卡最多和 4 位家人共用。' },
  'CARD.SHARE_SELF': { status: 400, retry: false, text: '这是您自己的手机号，请填写家人的。' },

  'FOLLOW_UP.STATE': {
    status: 409,
    retry: false,
    text: '这个任务刚有同事处理过，请刷新后再看。',
  },
  'FOLLOW_UP.NO_CAR': {
    status: 409,
    retry: false,
    text: '这个任务没有关联车辆，请选择其他结果。',
  },

  'FOLLOW_UP.OUTCOME': { status: 409, retry: false, text: '这个结果不适用于这类任务，请重新选择。' },
  'TALK.PLANNED': { status: 409, retry: false, text: '同样的面访计划已经有了，不用再安排。' },
  'TALK.NOBODY': { status: 409, retry: false, text: '没有可以面访的车主，请放宽车型或车龄。' },
  'TALK.CANCELLED': { status: 409, retry: false, text: '这个计划不能取消，或已经取消了。' },

  'CAMPAIGN.STATE': { status: 409, retry: false, text: '活动状态已变化，请刷新后再操作。' },
  'CAMPAIGN.OWN': { status: 409, retry: false, text: '不能批准自己提交的活动，请另一位同事审批。' },
  'CAMPAIGN.CHANGED': { status: 409, retry: false, text: '活动内容刚刚改过，请看过最新内容再操作。' },
  'CAMPAIGN.PLAN': { status: 400, retry: false, text: '活动方案还有问题，请按提示修改。' },
  'CAMPAIGN.TICKET': { status: 409, retry: false, text: '页面停留太久了，正在为您刷新，请再点一次。' },
  'GAME.NO_PLAY': { status: 409, retry: false, text: '现在不能参与，请看活动说明。' },
  'GAME.QUESTION': { status: 409, retry: false, text: '这道题已经过去了，正在为您打开当前题目。' },
  'RESCUE.STATE': { status: 409, retry: false, text: '这次救援刚刚有了新进展，请看最新状态再操作。' },
  'RESCUE.TAKEN': {
    status: 409,
    retry: false,
    text: '这辆车已有人呼叫了救援，门店正在处理；有事请直接致电门店。',
  },
  'SUSPICION.DECIDED': { status: 409, retry: false, text: '已经有同事处理过了，请刷新查看。' },
  'REFERRAL.REFUSED': { status: 409, retry: false, text: '这次邀请暂时不能接受，请看说明。' },
  'CAMPAIGN.BUSY': { status: 503, retry: true, text: '人太多了，请稍后再试，您的机会还在。' },
  'COUPON.STATE': { status: 409, retry: false, text: '卡券状态已变化，请刷新后再操作。' },
  'COUPON.SOLD_OUT': { status: 409, retry: false, text: '这张券刚刚被领完了，下次早点来。' },
  'COUPON.LIMIT': { status: 409, retry: false, text: '您已领到上限，可在卡包里查看。' },
  'COUPON.NOT_OPEN': { status: 409, retry: false, text: '现在不在领取时间内，请留意开始时间。' },
  'COUPON.NOT_FOR_YOU': { status: 403, retry: false, text: '这份优惠暂不适用于您，可看看其他卡券。' },
  'COUPON.STOCK_BELOW': { status: 409, retry: false, text: '新的数量少于已发出的张数，请调高。' },
  'COUPON.AUDIENCE': {
    status: 400,
    retry: false,
    text: '没有找到符合条件的车主，请调整发放对象。',
  },
  'COUPON.OWN_APPROVAL': { status: 403, retry: false, text: '不能审批自己提交的发放，请让另一位同事审批。' },
  'COUPON.DECIDED': { status: 409, retry: false, text: '这次发放已经有人处理过了，请刷新查看。' },
  'COUPON.PASS_GONE': {
    status: 404,
    retry: false,
    text: '券码已失效或不正确，请车主在卡包里刷新后再出示。',
  },
  'COUPON.USED': { status: 409, retry: false, text: '这张券已经用过或已登记到别的工单。' },
  'COUPON.EXPIRED': { status: 409, retry: false, text: '这张券不在有效期内，不能使用。' },
  'COUPON.NOT_HERE': { status: 409, retry: false, text: '这张券不适用于本店或这次服务。' },
  'COUPON.NOT_TOGETHER': {
    status: 409,
    retry: false,
    text: '这些券不能一起用，或未达到使用门槛，请重新选择。',
  },
  'COUPON.NEEDS_OWNER': {
    status: 403,
    retry: false,
    text: '请车主出示券码；车主不便时由店总填写原因代为核销。',
  },
  'POOL.EMPTY': { status: 409, retry: false, text: '兑换码刚刚发完了，我们会尽快补充。' },
  'POOL.STATE': { status: 409, retry: false, text: '这个兑换码已发给车主或已作废，请刷新查看。' },
  'POOL.WHICH_COLUMN': {
    status: 400,
    retry: false,
    text: '表格有好几列，认不出哪一列是码。请把那一列命名为“兑换码”再上传。',
  },
  'POOL.TOO_MANY_ROWS': { status: 400, retry: false, text: '一个文件最多 10 万行，请分开导入。' },

  ...circleErrors,
  ...importErrors,
});

export type ErrorCode = keyof typeof errors;
export const errorCodes = Object.keys(errors) as ErrorCode[];
