import { describe, expect, it } from 'vitest';
import { mapHeaders } from './headers.js';

/** The columns that are read, by field, of a header as it stands in one line. */
const mapped = (kind: 'vehicles' | 'history', header: string) => mapHeaders(kind, header.split(' '));

describe('headers of systems of makers and workshops', () => {
  it.each([
    [
      '东风日产',
      '专营店代码 客户姓名 移动电话 VIN码 车牌号 车系 外观颜色 车牌颜色 最后一次来店日期 最后一次来店里程 续航里程',
      { lastServiceOn: '最后一次来店日期', lastServiceKm: '最后一次来店里程', colour: '外观颜色' },
    ],
    [
      '一汽大众',
      '用户名称 用户手机 底盘号 车型代码 车型描述 颜色代码 颜色描述 上次修理日期 上次修理里程',
      { model: '车型描述', colour: '颜色描述', lastServiceOn: '上次修理日期', lastServiceKm: '上次修理里程' },
    ],
    [
      '广汽本田',
      '车架号 登记号码 顾客姓名 顾客手机 车种 外色 内色 交车日 最近入厂日 担当SA',
      { plate: '登记号码', model: '车种', soldOn: '交车日', lastServiceOn: '最近入厂日', advisor: '担当SA' },
    ],
    [
      '广汽丰田',
      '车架号 手机号码 车名 车型代码 车色 上次入库日期 上次入库公里数',
      { model: '车名', lastServiceOn: '上次入库日期', lastServiceKm: '上次入库公里数' },
    ],
    ['two people', '机主电话 车主名称 车主移动电话 车架号', { name: '车主名称', phone: '车主移动电话' }],
    ['a wish beside the car', '手机 车架号 意向车型 车型全称', { model: '车型全称' }],
    [
      'words of insurers',
      '手机 车架号 商业险止保日期 外饰色',
      { insuranceExpiresOn: '商业险止保日期', colour: '外饰色' },
    ],
  ])('%s: customers and cars', (_, header, expected) => {
    expect(mapped('vehicles', header)).toMatchObject(expected);
  });

  it.each([
    '手机 车架号 车牌颜色 轮胎品牌 续航里程 销售里程 置换车型',
    '手机 车架号 车牌归属地 机油品牌 交车里程 出生年份 邮箱地址',
  ])('does not take %s for what they only sound like', (header) => {
    expect(Object.keys(mapped('vehicles', header)).sort()).toEqual(['phone', 'vin']);
  });

  it.each([
    [
      '东风日产',
      '结算单号 VIN码 预交车时间 交车时间 结算时间 进店时间 进店里程 实收金额',
      { visitedOn: '进店时间', km: '进店里程' },
    ],
    ['广汽本田', '作业单号 车架号 入厂日 里程', { orderNo: '作业单号', visitedOn: '入厂日' }],
    [
      '广汽丰田',
      '工单号码 VIN 入库日期 出库日期 入库类型 工时收入 零件收入 收入合计',
      { visitedOn: '入库日期', kind: '入库类型', paid: '收入合计' },
    ],
    [
      '比亚迪',
      '服务单号 服务单类型 服务单状态 VIN 进站时间 出站时间 质保结算金额 合计金额',
      { kind: '服务单类型', status: '服务单状态', visitedOn: '进站时间', paid: '合计金额' },
    ],
    [
      '通用',
      '维修合同号 VIN 开单日期 结算日期 总金额 保修金额 内部金额 客户自付金额 合同状态',
      { visitedOn: '开单日期', paid: '客户自付金额', status: '合同状态' },
    ],
    ['吉利', '工单号 VIN 工单开始时间 工单结束时间', { visitedOn: '工单开始时间' }],
    ['only the end', '工单号 VIN 下次保养日期 结算日期', { visitedOn: '结算日期' }],
    [
      'another paper',
      '索赔单号 预约单号 修理单号 VIN 上次进厂日期 进厂维修日期',
      { orderNo: '修理单号', visitedOn: '进厂维修日期' },
    ],
  ])('%s: orders', (_, header, expected) => {
    expect(mapped('history', header)).toMatchObject(expected);
  });

  it('does not take the state of something else for that of the order', () => {
    expect(mapped('history', '工单号 VIN 进厂日期 开票状态 回访状态')['status']).toBeUndefined();
  });
});
