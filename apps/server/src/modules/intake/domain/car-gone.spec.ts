import { describe, expect, it } from 'vitest';
import { isGone, isGoneByName, isSeveralNames } from './car-gone.js';

describe('remarks of dealership systems', () => {
  it.each(['报废', '已过户', '车辆转出', '已 注销'.replace(' ', ''), '置换'])(
    '%s: the car is gone',
    (text) => {
      expect(isGone(text)).toBe(true);
    },
  );

  it.each(['正常', '在用', '已售', '未过户', '', '-'])('%s: the car is not gone', (text) => {
    expect(isGone(text)).toBe(false);
  });

  it('tells a sold car by the remark behind a name, and leaves names alone', () => {
    expect(['赵六（已售出）', '赵六(过户)', '赵六（车已卖掉'].map(isGoneByName)).toEqual([true, true, true]);
    expect(['赵六', '过户甲', '太原汽贸（置业）有限公司', '赵六（妻）'].map(isGoneByName)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('tells two people in one cell', () => {
    expect(['张三/李四', '张三、李四', '张三 / 李四丰'].map(isSeveralNames)).toEqual([true, true, true]);
    expect(['张三', '张 三', '某某运输有限公司/一队', '欧阳娜娜', ''].map(isSeveralNames)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
