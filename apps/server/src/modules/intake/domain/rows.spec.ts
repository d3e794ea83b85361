import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHistoryRow } from './history-row.js';
import { countSuspects, ReadingLedger } from './reading-ledger.js';
import { readVehicleRow } from './vehicle-row.js';

const TODAY = '2026-11-20';
const good: Record<string, string> = {
  name: '徐霞怡',
  phone: '18962580929',
  vin: 'LBVB6NV79PB674332',
  plate: '晋A64B28',
  soldOn: '2022-06-25',
  lastServiceOn: '20260907',
  lastServiceKm: '53,126公里',
  birthday: '33183',
};
const vehicle = (change: Record<string, string>) =>
  readVehicleRow((key) => ({ ...good, ...change })[key], TODAY);
const errorsOf = (change: Record<string, string>) => {
  const result = vehicle(change);
  return result.ok ? [] : result.errors;
};

describe('vehicle rows', () => {
  it('repairs what can be repaired', () => {
    const result = vehicle({ phone: '１８９-6258-0929', vin: 'lbvb6nv79pb674332', plate: '晋a·64b28' });
    expect(result).toMatchObject({
      ok: true,
      warnings: [],
      row: {
        phone: '18962580929',
        vin: 'LBVB6NV79PB674332',
        plate: '晋A64B28',
        lastServiceOn: '2026-09-07',
        lastServiceKm: 53_126,
        birthdayOn: '1990-11-06',
        birthdayCalendar: 'solar',
        birthdayLeap: false,
      },
    });
  });

  it('says that a reading without its day, or one person of two, is not what stood there', () => {
    expect(vehicle({ lastServiceOn: '' })).toMatchObject({ warnings: ['mileage_without_date'] });
    expect(vehicle({ name: '张三/李四' })).toMatchObject({ ok: true, warnings: ['name_of_several'] });
  });

  it('takes a mileage of 0 for one that nobody has read', () => {
    expect(vehicle({ lastServiceKm: '0' })).toMatchObject({
      ok: true,
      warnings: [],
      row: { lastServiceKm: null },
    });
  });

  it.each([
    [{ name: '' }, 'name_missing'],
    [{ phone: '' }, 'phone_missing'],
    [{ phone: '1896258092' }, 'phone_too_short'],
    [{ phone: '189625809291' }, 'phone_too_long'],
    [{ phone: '035170123456' }, 'phone_too_long'],
    [{ phone: '12345678901' }, 'phone_not_mobile'],
    [{ vin: '' }, 'vin_missing'],
    [{ vin: 'LBVB6NV79PB67433' }, 'vin_length'],
    [{ vin: 'LBVB6NV79PB67433O' }, 'vin_characters'],
    [{ phone: '1.896E+10' }, 'number_mangled'],
    [{ phone: '189****0929' }, 'phone_hidden'],
    [{ phone: '189xxxx0929' }, 'phone_hidden'],
    [{ vin: 'LBVB6NV79****4332' }, 'vin_hidden'],
    [{ phone: '0351-7012345', otherPhone: '0351-7012346' }, 'phone_not_mobile'],
    [{ carState: '已过户' }, 'car_gone'],
    [{ carGone: '是' }, 'car_gone'],
    [{ name: '徐霞怡（已售出）' }, 'car_gone'],
    [{ soldOn: '待补' }, 'sold_on_unreadable'],
    [{ soldOn: '2027-12-25' }, 'sold_on_in_future'],
    [{ lastServiceKm: '-5' }, 'mileage_negative'],
    [{ lastServiceKm: '不详里程' }, 'mileage_unreadable'],
    [{ lastServiceOn: '2026-11-21' }, 'date_in_future'],
    [{ lastServiceOn: '上个月' }, 'date_unreadable'],
  ])('refuses %j as %s', (change, reason) => {
    expect(errorsOf(change)).toEqual([reason]);
  });

  it.each([
    [{ plate: '晋A123' }, 'plate_invalid'],
    [{ birthday: '八零后' }, 'birthday_unreadable'],
    [{ insuranceExpiresOn: '明年' }, 'insurance_on_unreadable'],
    [{ licenceExpiresOn: '快了' }, 'licence_on_unreadable'],
    [{ remark: '=1+1' }, 'formula_text'],
    [{ vin: 'LBVB6NV78PB674332' }, 'vin_check_digit'],
    [{ phone: '18962580929/13800000000' }, 'phone_extra'],
    [{ phone: '0351-7012345', otherPhone: '189 6258 0929' }, 'phone_from_other'],
  ])('accepts %j with the warning %s', (change, warning) => {
    expect(vehicle(change)).toMatchObject({ ok: true, warnings: [warning] });
  });

  it.each([
    [{ birthday: '农历1995年闰8月15日' }, true],
    [{ birthday: '1995-08-15', birthdayCalendar: '农历（闰月）' }, true],
    [{ birthday: '农历闰 1995-08-15' }, true],
    [{ birthday: '农历 1995-08-15' }, false],
  ])('reads %j as a lunar birthday, of a leap month or not', (change, birthdayLeap) => {
    expect(vehicle(change)).toMatchObject({
      ok: true,
      row: { birthdayOn: '1995-08-15', birthdayCalendar: 'lunar', birthdayLeap },
    });
  });

  it('takes the first day of Unix for no day of a car', () => {
    const unknown = { soldOn: '1970-01-01', insuranceExpiresOn: '1970/1/1 8:00:00', birthday: '1970-01-01' };
    expect(vehicle(unknown)).toMatchObject({
      ok: true,
      warnings: [],
      row: { soldOn: null, insuranceExpiresOn: null, birthdayOn: '1970-01-01' },
    });
  });

  it.each([
    [{ soldElsewhere: '是' }, false],
    [{ soldElsewhere: '否' }, true],
    [{ soldElsewhere: '外购' }, false],
    [{ soldElsewhere: '自销' }, true],
    [{ soldElsewhere: '' }, null],
    [{ soldHere: '本店', soldElsewhere: '是' }, true],
  ])('reads %j as sold here: %j', (change, soldHere) => {
    expect(vehicle({ soldHere: '', ...change })).toMatchObject({ ok: true, row: { soldHere } });
  });

  it('takes blank optional cells for no answer', () => {
    const result = readVehicleRow(
      (key) => ({ name: '徐霞怡', phone: '18962580929', vin: 'LBVB6NV79PB674332' })[key],
      TODAY,
    );
    expect(result).toMatchObject({
      ok: true,
      warnings: [],
      row: { plate: null, soldOn: null, soldHere: null, use: null, insuredHere: null, lastServiceKm: null },
    });
  });

  it('answers every row with either a row or a reason', () => {
    const anything = fc.dictionary(
      fc.constantFrom(...Object.keys(good), 'remark', 'sex', 'use'),
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' })),
    );
    fc.assert(
      fc.property(anything, (change) => {
        const result = vehicle(change);
        expect(result.ok || result.errors.length > 0).toBe(true);
      }),
    );
  });
});

describe('history rows', () => {
  const row = (change: Record<string, string>) =>
    readHistoryRow(
      (key) =>
        ({
          orderNo: 'RO1',
          vin: 'LBVB6NV79PB674332',
          visitedOn: '2025-11-09',
          km: '43670',
          kind: '保养',
          paid: '¥1,748.65',
          status: '已结算',
          ...change,
        })[key],
      TODAY,
    );

  it('knows the car by its plate where there is no VIN', () => {
    expect(row({ vin: '', plate: '晋a·64b28' })).toMatchObject({ ok: true, row: { car: '晋A64B28' } });
    expect(row({ plate: '晋A64B28' })).toMatchObject({ ok: true, row: { car: 'LBVB6NV79PB674332' } });
  });

  it('reads amounts, kinds and states', () => {
    expect(row({})).toMatchObject({
      ok: true,
      row: { paidFen: 174_865, isService: true, settled: true, km: 43_670 },
    });
    expect(row({ status: '未结算', kind: '事故' })).toMatchObject({
      ok: true,
      row: { settled: false, isService: false },
    });
    expect(row({ paid: '-3.00' })).toMatchObject({ ok: true, row: { paidFen: -300 } });
    for (const voided of ['是', 'Y', '已作废', '1'])
      expect(row({ voided }), voided).toMatchObject({ row: { settled: false } });
    for (const voided of ['否', '正常', '有效', '未作废', '0', ''])
      expect(row({ voided }), voided).toMatchObject({ row: { settled: true } });
    for (const status of [
      '已作废',
      '已删除',
      '红冲',
      '退单',
      '已退款',
      'Cancelled',
      'Open',
      '开单',
      '已接车',
    ])
      expect(row({ status }), status).toMatchObject({ row: { settled: false } });
    expect(row({ valid: '否' })).toMatchObject({ row: { settled: false } });
    expect(row({ valid: '有效' })).toMatchObject({ row: { settled: true } });
    expect(row({ kind: '红冲单' })).toMatchObject({ row: { settled: false } });
    expect(row({ status: '', paid: '', km: '' })).toMatchObject({
      ok: true,
      row: { settled: true, paidFen: 0, km: null },
    });
  });

  it.each([
    ['定期维护', true],
    ['二级维护', true],
    ['换油', true],
    ['Periodic Maintenance', true],
    ['四轮定位', false],
    ['漆面养护', false],
    ['换油封', false],
  ])('%s is a service: %s', (kind, isService) => {
    expect(row({ kind })).toMatchObject({ ok: true, row: { isService } });
  });

  it.each(['在厂', '估价', '已退回'])('an order that is %s is not settled', (status) => {
    expect(row({ status })).toMatchObject({ ok: true, row: { settled: false } });
  });

  it.each([
    [{ orderNo: '' }, 'order_no_missing'],
    [{ visitedOn: '' }, 'date_unreadable'],
    [{ visitedOn: '2026-11-21' }, 'date_in_future'],
    [{ paid: '一百' }, 'amount_unreadable'],
    [{ km: '-1' }, 'mileage_negative'],
    [{ orderNo: '2.02501E+14' }, 'number_mangled'],
    [{ vin: '' }, 'vin_missing'],
    [{ vin: 'LBV*********74332' }, 'vin_hidden'],
    [{ vin: '', plate: '晋A12' }, 'plate_unreadable'],
  ])('refuses %j as %s', (change, reason) => {
    expect(row(change)).toMatchObject({ ok: false, errors: [reason] });
  });
});

describe('readings of a file', () => {
  it('gives back every reading by car, in chunks', () => {
    const entry = fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.integer({ min: 0, max: 900_000 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3_000 }), (entries) => {
        const ledger = new ReadingLedger();
        for (const [vin, km] of entries) ledger.add(vin, '2026-01-01', km);
        const cars = [...ledger.byCar(3)].flat();
        for (const vin of ['A', 'B', 'C', 'D']) {
          expect(cars.find(({ car }) => car === vin)?.readings.map(({ km }) => km) ?? []).toEqual(
            entries.filter(([of]) => of === vin).map(([, km]) => km),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it('counts a zero too many once, and not what a person has judged', () => {
    const readings = [
      { on: '2026-01-01', km: 10_000 },
      { on: '2026-04-01', km: 140_000 },
      { on: '2026-07-01', km: 18_000 },
    ];
    expect(countSuspects(readings, null, TODAY)).toBe(1);
    const judged = { soldOn: null, readings: [{ on: '2026-04-01', km: 140_000, judgedByPerson: true }] };
    expect(countSuspects(readings, judged, TODAY)).toBe(0);
  });
});
