/**
 * The guideline that owners agree to before any personal data is used. PIPL Art. 17: who, what, why, how long, and
 * the owner's rights. A changed text needs a new privacyVersion.
 */
export function privacyText(brand: string): string {
  return [
    `${brand}（以下简称“我们”）重视您的个人信息。为向您提供爱车提醒、预约与到店服务，我们会在您同意后处理以下信息：`,
    '1. 微信标识：用于识别您的登录身份、向您发送您订阅的服务通知。',
    '2. 手机号：用于匹配您在门店登记的车辆档案，以及紧急情况下与您联系。',
    '3. 车辆信息（车牌号、车架号、里程、维修保养记录）：用于计算保养时间、提供预约和检测报告。',
    '您可以拒绝提供上述信息，仍可浏览门店介绍与活动，但无法使用与您的车辆有关的功能。',
    '我们不会将您的信息用于与服务无关的目的，也不会提供给无关第三方；信息以加密方式保存，服务关系结束后按法律规定的最短期限保存。',
    '您可以随时在“我的 - 设置”中撤回同意，撤回不影响撤回前已进行的处理。需要查询、更正、导出或删除您的信息，请联系您的门店，我们会在 15 个工作日内办理。',
  ].join('\n');
}
