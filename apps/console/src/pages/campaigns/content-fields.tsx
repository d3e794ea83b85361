import { WordsFields } from '../../features/campaign/words-fields.js';

const RULES = `1. 到点打开活动页，点“抢”即可；每人每波限一份，抢完为止。
2. 现金红包由微信发放，请在 24 小时内点“收款”，过期退回。
3. 中奖机会和奖品数量如页面所示，与分享、点赞无关。
4. 同一人、同一手机号、同一辆车合并计算；用脚本抢的不算。
5. 有疑问请联系门店。`;

/** First step: the words that owners read, and the stores. */
export const ContentFields = () => (
  <WordsFields
    standardRules={() => RULES}
    placeholders={{ title: '周五八点抢红包', subtitle: '感谢您一年的信任' }}
    rulesNote="车主抢之前会看到"
    testId="campaign"
  />
);
