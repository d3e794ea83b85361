/** What a provider's warning means for driving: kind, level, words. Pure. */
import {
  type WeatherKind,
  type WeatherLevel,
  weatherLevelLabel,
  weatherLevels,
} from '@cheban/contracts/constants';

/** QWeather's event codes (docs: api/warning/alert-events). The list is open: the name decides about the rest. */
const byCode: Record<string, WeatherKind> = {
  1001: 'typhoon',
  1002: 'wind',
  1003: 'rain',
  1004: 'snow',
  1005: 'cold',
  1006: 'wind',
  1007: 'sand',
  1008: 'cold',
  1009: 'heat',
  1014: 'thunder',
  1015: 'hail',
  1016: 'ice',
  1017: 'fog',
  1019: 'haze',
  1020: 'thunder',
  1021: 'ice',
  1027: 'ice',
  1031: 'thunder',
  1033: 'snow',
  1038: 'rain',
  1039: 'cold',
  1057: 'ice',
  1064: 'rain',
  1075: 'flood',
};

/** In this order: 雷雨大风 is thunder before it is wind, 道路冰雪 is ice before it is snow. */
const byName: [RegExp, WeatherKind][] = [
  [/台风/, 'typhoon'],
  [/冰雹/, 'hail'],
  [/内涝|积涝|洪水|山洪/, 'flood'],
  [/结冰|冰冻|冰雪|霜冻|冻雨/, 'ice'],
  [/雷/, 'thunder'],
  [/雪/, 'snow'],
  [/雨/, 'rain'],
  [/雾/, 'fog'],
  [/霾/, 'haze'],
  [/沙|浮尘|扬尘/, 'sand'],
  [/高温/, 'heat'],
  [/寒|降温|低温/, 'cold'],
  [/风/, 'wind'],
  [/强对流/, 'thunder'],
];

/** Warnings that say nothing to a driver. */
const noMatter = /干旱|火险|火灾|海上|海浪|风暴潮|渔|农|空气|健康|紫外线|地质灾害/;

/** The kind of a warning; null if it says nothing to a driver. Unknown codes and names are `other`. */
export function kindOf(typeCode: string, typeName: string): WeatherKind | null {
  if (noMatter.test(typeName) || typeCode === '1022') return null;
  return byCode[typeCode] ?? byName.find(([pattern]) => pattern.test(typeName))?.[1] ?? 'other';
}

const bySeverity: Record<string, WeatherLevel> = {
  minor: 'blue',
  moderate: 'yellow',
  severe: 'orange',
  extreme: 'red',
};

/** The level by the signal's colour; senders without our four colours are read by severity, and count as yellow at worst. */
export function levelOf(color: string, severity: string): WeatherLevel {
  const plain = color.toLowerCase();
  return weatherLevels.find((level) => level === plain) ?? bySeverity[severity.toLowerCase()] ?? 'yellow';
}

/** 1 blue … 4 red. */
export const rankOf = (level: WeatherLevel): number => weatherLevels.indexOf(level) + 1;
export const levelAt = (rank: number): WeatherLevel => weatherLevels[rank - 1] ?? 'blue';

/** 暴雨橙色预警: the sender's word of the event, its colour, 预警. */
export function titleOf(typeName: string, level: WeatherLevel): string {
  const name = typeName.replace(/预警(信号)?$/, '').slice(0, 12) || '天气';
  return `${name}${weatherLevelLabel[level]}预警`;
}

/** Kinds whose mildest signal is everyday weather: owners hear of them from yellow on. */
const fromYellow: readonly WeatherKind[] = ['cold', 'wind', 'thunder', 'haze', 'sand', 'other'];

/** Whether owners are told of it at all. */
export function isTold(kind: WeatherKind, level: WeatherLevel): boolean {
  return rankOf(level) >= (fromYellow.includes(kind) ? 2 : 1);
}

/** One tip for the road, at most 60 characters. Sources: the defence guides of 中国气象局令第 16 号. */
export const tipOf: Record<WeatherKind, string> = {
  typhoon: '尽量不要外出；车请停到地库高处或避风处，远离大树、广告牌和围挡。',
  rain: '减速慢行、打开雾灯；遇积水不涉险，水深过半个轮胎请绕行，熄火后切勿再次启动。',
  flood: '低洼路段和地下车库可能积水，请把车停到高处；车辆进水后切勿启动，请联系救援。',
  snow: '缓踩油门和刹车，车距拉大到平时三倍；出门前清净车顶和灯上的积雪。',
  ice: '桥面和背阴路段易结冰，缓起步、慢转向、不急刹；打滑时松油门稳住方向。',
  cold: '气温骤降，出行前看看胎压、电瓶和防冻液；热车一分钟再缓慢起步。',
  wind: '握稳方向、降低车速，远离大货车；停车避开大树、广告牌和临时围挡。',
  sand: '关窗开内循环、打开车灯慢行；沙尘过后记得检查空气滤芯。',
  heat: '出行前看看胎压和冷却液；车内勿放打火机、充电宝，切勿把孩子留在车里。',
  thunder: '雷雨时关好车窗、减速慢行，不在树下和高架旁停车，低洼路段请绕行。',
  hail: '请尽快把车停进车库或棚内；行驶中遇冰雹，减速靠边，避免急打方向。',
  fog: '打开雾灯和近光灯，不开远光；拉大车距、控制车速，能见度低时尽快驶离快速路。',
  haze: '开内循环、打开车灯，拉大车距；长时间霾天后建议更换空调滤芯。',
  other: '天气不佳，请减少外出；行车减速、拉大车距，注意安全。',
};

/** What is offered the day after; null where the weather leaves no trace on a car worth a check. */
export function checkAfter(kind: WeatherKind, level: WeatherLevel): { why: string; look: string } | null {
  if (kind === 'hail') return { why: '冰雹可能砸伤车漆和玻璃', look: '车漆、玻璃和天窗' };
  if (kind === 'flood') return { why: '涉水或泡水后，刹车和线路容易留下隐患', look: '底盘、刹车和线路' };
  if (kind === 'typhoon') return { why: '台风过后，底盘、雨刮和车身容易受损', look: '底盘、雨刮和车身' };
  if (kind === 'rain' && rankOf(level) >= 2)
    return { why: '涉水行驶后，刹车、底盘和滤芯容易受潮', look: '刹车、底盘和滤芯' };
  return null;
}
