/** Where in China an address lies. A door of its own: its list is for servers, no screen carries it. */
import type { Spot } from './distance.js';
import { DIVISIONS } from './division-list.js';

interface Division {
  /** All the way down from the province: 山西省太原市小店区. */
  readonly fullName: string;
  readonly name: string;
  /** As people also write it: 太原 for 太原市, and 太谷 for what was 太谷县 and is 太谷区. */
  readonly short: string;
  /** To about a kilometre: enough for a map of districts. */
  readonly place: Spot | null;
  readonly parts: readonly Division[];
}

const PEOPLES =
  /(?:藏族|羌族|彝族|回族|蒙古族|土家族|苗族|布依族|侗族|壮族|白族|傣族|景颇族|傈僳族|哈尼族|朝鲜族|哈萨克|蒙古|柯尔克孜)*自治[州县]$/;
const shortOfProvince = (name: string) =>
  name.replace(/(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$/, '');
const shortOfCity = (name: string) => name.replace(PEOPLES, '').replace(/(?:市|地区|盟)$/, '');
const shortOfDistrict = (name: string) => name.replace(/[区县市旗]$/, '');

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function division(head: string, above: string, short: (name: string) => string, parts = ''): Division {
  const [name, longitude, latitude] = head.split(' ') as [string, string?, string?];
  // Beijing is a province and its own city.
  const fullName = above === name ? name : `${above}${name}`;
  const place = latitude ? { longitude: Number(longitude), latitude: Number(latitude) } : null;
  const below = parts === '' ? [] : parts.split('|');
  return {
    ...{ fullName, name, short: short(name), place },
    parts: below.map((part) => {
      const child = division(part, fullName, shortOfDistrict);
      return child.place ? child : { ...child, place };
    }),
  };
}

const provinces: readonly Division[] = DIVISIONS.trim()
  .split('\n')
  .map((line) => {
    const [name, cities] = split(line, '>');
    return {
      ...{ fullName: name, name, short: shortOfProvince(name), place: null },
      parts: cities.split(';').map((city) => {
        const [head, districts] = split(city, ':');
        return division(head, name, shortOfCity, districts);
      }),
    };
  });
const cities = provinces.flatMap(({ parts }) => parts);
const districts = cities.flatMap(({ parts }) => parts);
const places = new Map(
  [...cities, ...districts].flatMap(({ fullName, place }) => (place ? [[fullName, place] as const] : [])),
);

/** By its first character: an import asks for thousands of addresses among thousands of names. */
function byFirst(among: readonly Division[]): (text: string) => readonly Division[] {
  const lists = new Map<string, Division[]>();
  for (const one of among) {
    const list = lists.get(one.name.charAt(0));
    if (list) list.push(one);
    else lists.set(one.name.charAt(0), [one]);
  }
  return (text) => lists.get(text.charAt(0)) ?? [];
}
const provincesAt = byFirst(provinces);
const citiesAt = byFirst(cities);
const districtsAt = byFirst(districts);

/** Which division the text names from its beginning, and how many of its characters say so. */
interface Found {
  readonly division: Division;
  readonly length: number;
}

/** What of these the text begins with; the full name goes before the short one. */
function begun(text: string, among: readonly Division[]): Found[] {
  const full = among.filter(({ name }) => text.startsWith(name));
  return full.length > 0
    ? full.map((one) => ({ division: one, length: one.name.length }))
    : among
        .filter(({ short }) => short.length > 1 && text.startsWith(short))
        .map((one) => ({ division: one, length: one.short.length }));
}

/** A district by its name, or by that of before it was made a district: 太谷县 is 太谷区 today. */
function districtAt(text: string, among: readonly Division[]): Found[] {
  const full = among.filter(({ name }) => text.startsWith(name));
  const named =
    full.length > 0
      ? full
      : among.filter(({ short }) => text.startsWith(short) && /^[区县市旗]/.test(text.slice(short.length)));
  // 鼓楼区 is in four cities: without its city it says nothing.
  return named.length === 1
    ? named.map((one) => ({ division: one, length: (full.length > 0 ? one.name : one.short).length }))
    : [];
}

const after = (from: number, list: readonly Found[]): Found[] =>
  list.map((found) => ({ ...found, length: from + found.length }));

function cityAt(text: string, among: readonly Division[]): Found[] {
  return begun(text, among).flatMap((city) => {
    // People also say 恩施州 and 阿拉善盟.
    const rest = text.slice(city.length).replace(/^(?:州|盟|地区)/, '');
    return [city, ...after(text.length - rest.length, districtAt(rest, city.division.parts))];
  });
}

function provinceAt(text: string): Found[] {
  return begun(text, provincesAt(text)).flatMap((province) => {
    const rest = text.slice(province.length);
    const below = province.division.parts;
    return [
      province,
      ...after(province.length, cityAt(rest, below)),
      ...after(
        province.length,
        districtAt(
          rest,
          below.flatMap(({ parts }) => parts),
        ),
      ),
    ];
  });
}

/**
 * Where an address lies, as 山西省太原市小店区; as far down as it says, so 山西省太原市 or 山西省 may be all. Province and city
 * may be left out or short where that leaves no doubt. Null if it does not say: streets alone, unknown or doubtful names.
 */
export function districtOf(address: string | null): string | null {
  const text = (address ?? '').replace(/[\s,，、。·\-—/|]+/g, '').replace(/^(?:中华人民共和国|中国)/, '');
  // In this order: 吉林 alone is the province.
  const found = [
    ...provinceAt(text),
    ...cityAt(text, citiesAt(text)),
    ...districtAt(text, districtsAt(text)),
  ];
  const most = Math.max(...found.map(({ length }) => length));
  return found.find(({ length }) => length === most)?.division.fullName ?? null;
}

/** Where the seat of a district or city lies, by its name as `districtOf` gives it; null for a whole province. */
export const placeOf = (district: string): Spot | null => places.get(district) ?? null;
