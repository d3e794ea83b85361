import { describe, expect, it } from 'vitest';
import { districtOf, placeOf } from './district.js';
import { DIVISIONS } from './division-list.js';

describe('where an address lies', () => {
  it.each([
    ['山西省太原市小店区', '山西省太原市小店区'],
    ['山西省太原市小店区平阳路 88 号', '山西省太原市小店区'],
    ['太原市小店区平阳路', '山西省太原市小店区'],
    ['太原小店区', '山西省太原市小店区'],
    ['小店区平阳路', '山西省太原市小店区'],
    ['山西 太原 迎泽区', '山西省太原市迎泽区'],
    ['山西省迎泽区', '山西省太原市迎泽区'],
    ['北京市朝阳区望京街道', '北京市朝阳区'],
    ['北京北京市朝阳区', '北京市朝阳区'],
    ['吉林省吉林市船营区', '吉林省吉林市船营区'],
    ['吉林市船营区', '吉林省吉林市船营区'],
    ['海南省琼海市嘉积镇', '海南省琼海市'],
    ['恩施州利川市', '湖北省恩施土家族苗族自治州利川市'],
    ['内蒙古呼和浩特市赛罕区', '内蒙古自治区呼和浩特市赛罕区'],
    // Made a district since the address was written down.
    ['山西省晋中市太谷县', '山西省晋中市太谷区'],
  ])('finds the district of %s', (address, expected) => {
    expect(districtOf(address)).toBe(expected);
  });

  it.each([
    ['山西省太原市', '山西省太原市'],
    ['太原综改区学府街', '山西省太原市'],
    ['山西', '山西省'],
    ['吉林', '吉林省'],
    ['海南', '海南省'],
  ])('goes as far down as %s says', (address, expected) => {
    expect(districtOf(address)).toBe(expected);
  });

  // 城区, 鼓楼区 and 新华区 are in many cities; a street may be called after any town.
  it.each([null, '', '城区', '鼓楼区中山路', '平阳路 88 号', '锦绣花园 3 栋', 'unknown', '?'])(
    'does not guess from %s',
    (address) => expect(districtOf(address)).toBeNull(),
  );

  it('knows where each district lies, and that is in China', () => {
    expect(placeOf('山西省太原市小店区')).toEqual({ longitude: 112.57, latitude: 37.74 });
    expect(placeOf('山西省')).toBeNull();
    // Without a place of its own it lies where its city does.
    expect(placeOf('山西省大同市平城区')).toEqual(placeOf('山西省大同市'));
  });

  it('finds every district by its whole name, and each lies in China', () => {
    const names = DIVISIONS.trim()
      .split('\n')
      .flatMap((line) => {
        const [province = '', cities = ''] = line.split('>');
        return cities.split(';').flatMap((entry) => {
          const [head = '', list = ''] = entry.split(':');
          const city = head.split(' ')[0] ?? '';
          const above = city === province ? province : `${province}${city}`;
          return list === '' ? [above] : list.split('|').map((one) => `${above}${one.split(' ')[0]}`);
        });
      });
    expect(names.length).toBeGreaterThan(2_800);
    expect(names.filter((name) => districtOf(`${name}人民路 1 号`) !== name)).toEqual([]);
    for (const name of names) {
      const { longitude, latitude } = placeOf(name) ?? { longitude: 0, latitude: 0 };
      expect(longitude > 73 && longitude < 136 && latitude > 3 && latitude < 54, name).toBe(true);
    }
  });
});
