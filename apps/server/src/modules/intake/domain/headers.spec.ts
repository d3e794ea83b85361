import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHeader, mapHeaders, uniqueHeaders } from './headers.js';
import { fieldsOf } from './import-fields.js';

const sample =
  '客户姓名,性别,手机号码,生日,历法,联系地址,职业,爱好,车架号(VIN),车牌号,品牌,车型,颜色,购车日期,销售来源,使用性质,最近保养日期,最近保养里程(公里),商业险到期日,是否本店投保,承保公司,驾照到期,服务顾问,备注'.split(
    ',',
  );

describe('headers', () => {
  it('maps every column of the sample, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(sample, { minLength: sample.length }), (headers) => {
        const mapping = mapHeaders('vehicles', headers);
        expect(mapping['vin']).toBe('车架号(VIN)');
        expect(mapping['lastServiceKm']).toBe('最近保养里程(公里)');
        expect(new Set(Object.values(mapping))).toEqual(new Set(sample));
      }),
    );
  });

  it.each([
    ['VIN（车架号）', 'vin'],
    ['底盘号', 'vin'],
    ['* 车辆识别代号', 'vin'],
    ['移动电话', 'phone'],
    ['车主手机号：', 'phone'],
    ['车主 姓名', 'name'],
    ['牌照号', 'plate'],
    ['交车日期', 'soldOn'],
    ['开票时间', 'soldOn'],
    ['最后一次保养里程（KM）', 'lastServiceKm'],
    ['上次进厂日期', 'lastServiceOn'],
    ['保险到期', 'insuranceExpiresOn'],
    ['驾驶证有效期至', 'licenceExpiresOn'],
    ['出生年月', 'birthday'],
    ['本次保养日期', 'lastServiceOn'],
    ['末次来店', 'lastServiceOn'],
    ['末次来店公里数', 'lastServiceKm'],
    ['客户属性', 'use'],
    ['单位名称', 'name'],
    ['车辆状态', 'carState'],
    ['专属服务顾问', 'advisor'],
    ['车系', 'model'],
    ['外观颜色', 'colour'],
    ['所属SA', 'advisor'],
    ['最近一次RO日期', 'lastServiceOn'],
    ['车辆品牌型号', 'model'],
    ['保险止日', 'insuranceExpiresOn'],
    ['联系号码', 'phone'],
    ['往来单位', 'name'],
    ['Mobile No.', 'phone'],
    ['Last Mileage', 'lastServiceKm'],
    ['机主', 'name'],
    ['车主姓名/单位名称', 'name'],
    ['Cell No.', 'phone'],
    ['VIN No.', 'vin'],
    ['License Plate No.', 'plate'],
    ['外色', 'colour'],
    ['Exterior Color', 'colour'],
    ['零售日期', 'soldOn'],
    ['Retail Date', 'soldOn'],
    ['最近一次维保时间', 'lastServiceOn'],
    ['末次回店日期', 'lastServiceOn'],
    ['上次来店公里', 'lastServiceKm'],
    ['Last Odometer(km)', 'lastServiceKm'],
    ['商业险失效日期', 'insuranceExpiresOn'],
    ['车险到期日', 'insuranceExpiresOn'],
    ['专职SA', 'advisor'],
    ['客户专员', 'advisor'],
    ['DOB', 'birthday'],
    ['公/私', 'use'],
    ['是否过户', 'carGone'],
    ['FPlateNo', 'plate'],
    ['业务伙伴名称', 'name'],
    ['买车时间', 'soldOn'],
    ['公里', 'lastServiceKm'],
    ['是否外购', 'soldElsewhere'],
    ['LAST_MAINTAIN_DATE', 'lastServiceOn'],
    ['INSURANCE_END_DATE', 'insuranceExpiresOn'],
    ['指定顾问', 'advisor'],
  ])('knows %s as %s', (header, key) => {
    expect(mapHeaders('vehicles', [header])).toEqual({ [key]: header });
  });

  it.each([
    ['vehicles', '内饰颜色'],
    ['vehicles', '交强险到期日'],
    ['vehicles', '客户住址状况'],
    ['vehicles', '客户说明'],
    ['vehicles', '下次保养(公里)'],
    ['vehicles', 'SA电话'],
    ['vehicles', '销售顾问'],
    ['history', '下次保养(km)'],
    ['history', '备件金额（元）'],
  ] as const)('takes of %s %s for nothing that it is not', (kind, header) => {
    const taken = Object.keys(mapHeaders(kind, [header]));
    expect(taken.filter((key) => !['region'].includes(key))).toEqual([]);
  });

  it('takes the day of arrival before those of settling and leaving', () => {
    const headers = ['出厂日期', '结算日期', '送修日期', '单号', '车牌'];
    expect(mapHeaders('history', headers)['visitedOn']).toBe('送修日期');
  });

  it.each([
    ['结算单号', 'orderNo'],
    ['Repair Order No.', 'orderNo'],
    ['派工号', 'orderNo'],
    ['送修日期', 'visitedOn'],
    ['到厂日期', 'visitedOn'],
    ['结账日期', 'visitedOn'],
    ['维修方式', 'kind'],
    ['维修内容', 'kind'],
    ['客户付费', 'paid'],
    ['客户付费合计', 'paid'],
    ['自付金额(元)', 'paid'],
    ['优惠后金额', 'paid'],
    ['结清标志', 'status'],
    ['有效标志', 'valid'],
    ['RO号', 'orderNo'],
    ['结算日期', 'visitedOn'],
    ['入厂时间', 'visitedOn'],
    ['进厂里程(km)', 'km'],
    ['维修类别', 'kind'],
    ['实收金额（元）', 'paid'],
    ['接待员', 'advisor'],
    ['单据状态', 'status'],
    ['RO状态', 'status'],
    ['审核标志', 'status'],
    ['作废标志', 'voided'],
    ['实收合计', 'paid'],
    ['金额合计', 'paid'],
    ['发票金额(含税)', 'paid'],
    ['RO Number', 'orderNo'],
    ['结算号', 'orderNo'],
    ['RO Date', 'visitedOn'],
    ['修理日期', 'visitedOn'],
    ['Mileage In', 'km'],
    ['RO类型', 'kind'],
    ['Total Amount', 'paid'],
    ['FBillNo', 'orderNo'],
    ['服务订单', 'orderNo'],
    ['消费单号', 'orderNo'],
    ['工单编码', 'orderNo'],
    ['委托日期', 'visitedOn'],
    ['工单创建时间', 'visitedOn'],
    ['维修单类型', 'kind'],
    ['总计金额', 'paid'],
    ['收入金额', 'paid'],
    ['净额', 'paid'],
    ['BALANCE_AMOUNT', 'paid'],
    ['服务接待', 'advisor'],
    ['开单人', 'advisor'],
    ['工单进度', 'status'],
  ])('knows %s of a history as %s', (header, key) => {
    expect(mapHeaders('history', [header])).toEqual({ [key]: header });
  });

  it.each(['客户编号', '车主等级', '会员卡号', '用户ID'])('does not take %s for a name', (header) => {
    expect(mapHeaders('vehicles', [header])['name']).toBeUndefined();
  });

  it('prefers the exact name where several columns could be meant', () => {
    expect(mapHeaders('vehicles', ['家庭电话', '手机号码', '车牌型号', '车型'])).toMatchObject({
      phone: '手机号码',
      model: '车型',
    });
    expect(mapHeaders('history', ['结算日期', '进厂日期'])['visitedOn']).toBe('进厂日期');
    expect(mapHeaders('history', ['金额', '税额', '价税合计'])['paid']).toBe('价税合计');
    expect(mapHeaders('history', ['发票金额(不含税)', '发票金额(含税)'])['paid']).toBe('发票金额(含税)');
    expect(mapHeaders('vehicles', ['Chassis No.', 'VIN 17'])['vin']).toBe('VIN 17');
    expect(mapHeaders('vehicles', ['联系人', '客户全称'])['name']).toBe('客户全称');
    expect(mapHeaders('vehicles', ['联系人', '客户档案名称'])['name']).toBe('客户档案名称');
    expect(mapHeaders('vehicles', ['行驶里程', '上次行驶里程'])['lastServiceKm']).toBe('上次行驶里程');
    expect(mapHeaders('history', ['RO开单时间', '结算时间'])['visitedOn']).toBe('RO开单时间');
    expect(mapHeaders('history', ['费用合计', '实收费用'])['paid']).toBe('实收费用');
  });

  it.each([
    '下次保养里程',
    '日均里程',
    '质保里程',
    '推荐人姓名',
    '销售顾问电话',
    '紧急联系人手机',
    'Onstar手机号',
    '预计交车日期',
    '保险购买日期',
  ])('does not take %s for what it is not', (header) => {
    expect(mapHeaders('vehicles', [header])).toEqual({});
  });

  it.each(['下次保养日期', '下次保养里程'])('does not take %s of an order for a visit', (header) => {
    expect(mapHeaders('history', [header])).toEqual({});
  });

  it('takes the phone of the person whose name it takes', () => {
    const headers = ['客户姓名', '客户固定电话', '客户手机号', '车主姓名', '车主手机', '送修人电话'];
    expect(mapHeaders('vehicles', headers)).toMatchObject({ name: '客户姓名', phone: '客户手机号' });
    expect(mapHeaders('vehicles', headers.slice(3))).toMatchObject({ name: '车主姓名', phone: '车主手机' });
  });

  it.each(['工时金额', '优惠金额', '税额', '索赔金额', '保修金额', '欠款', '储值余额'])(
    'does not take %s for what the customer paid',
    (header) => {
      expect(mapHeaders('history', [header])).toEqual({});
    },
  );

  it('gives the second number of a person a field of its own, never the only one', () => {
    expect(mapHeaders('vehicles', ['客户电话', '联系人手机'])).toEqual({
      phone: '客户电话',
      otherPhone: '联系人手机',
    });
    expect(mapHeaders('vehicles', ['联系人手机'])).toEqual({ phone: '联系人手机' });
  });

  it('reads a header of two lines', () => {
    const lines = [
      ['保有客户明细'],
      ['序号', '车主信息', '', '车架号', '上次保养', '', '下次保养', '保险', ''],
      ['', '姓名', '手机', '', '日期', '里程', '里程', '止期', '公司'],
      ['1', '张三', '13800000000', 'LBVB6NV79PB674332', '2026-01-05', '12345', '20000', '2027-01-05', '人保'],
    ];
    expect(findHeader('vehicles', lines)).toEqual({
      line: 2,
      printed: [lines[1], lines[2]],
      headers: [
        '序号',
        '车主信息姓名',
        '车主信息手机',
        '车架号',
        '上次保养日期',
        '上次保养里程',
        '下次保养里程',
        '保险止期',
        '保险公司',
      ],
      mapping: {
        name: '车主信息姓名',
        phone: '车主信息手机',
        vin: '车架号',
        lastServiceOn: '上次保养日期',
        lastServiceKm: '上次保养里程',
        insuranceExpiresOn: '保险止期',
        insurer: '保险公司',
      },
    });
    expect(
      findHeader('vehicles', [
        ['客户姓名', '手机号码', '车架号'],
        ['', '合计', ''],
      ]),
    ).toMatchObject({ line: 0 });
  });

  it('finds the header below titles and blank lines, and none in prose', () => {
    const lines = [
      ['车辆客户档案导出', '', '导出时间:2026-11-20'],
      [''],
      sample,
      ['张三', '男', '13800000000'],
    ];
    expect(findHeader('vehicles', lines)).toMatchObject({ line: 2, headers: sample });
    expect(
      findHeader('vehicles', [
        ['今天天气很好', '客户来店看车'],
        ['没有', '表头'],
      ]),
    ).toBeNull();
  });

  it('gives every column a name of its own', () => {
    expect(uniqueHeaders(['电话', '', '电话', '', ''])).toEqual(['电话', '列2', '电话 (2)']);
  });

  it('names a required field for each key that a row cannot do without', () => {
    const required = (kind: 'vehicles' | 'history') =>
      fieldsOf(kind)
        .filter((field) => field.required)
        .map((field) => field.key);
    expect(required('vehicles')).toEqual(['name', 'phone', 'vin']);
    expect(required('history')).toEqual(['orderNo', 'visitedOn']);
    expect(fieldsOf('history').flatMap(({ key, anyOf }) => (anyOf === 'car' ? key : []))).toEqual([
      'vin',
      'plate',
    ]);
  });
});
