/** Literals of bad weather, with their Chinese words. No zod: screens carry this file. */

/** What a warning means for driving; the provider's open list of codes is mapped to these. */
export const weatherKinds = [
  'typhoon',
  'rain',
  'flood',
  'snow',
  'ice',
  'cold',
  'wind',
  'sand',
  'heat',
  'thunder',
  'hail',
  'fog',
  'haze',
  'other',
] as const;
export type WeatherKind = (typeof weatherKinds)[number];
export const weatherKindLabel: Record<WeatherKind, string> = {
  typhoon: '台风',
  rain: '暴雨',
  flood: '内涝',
  snow: '降雪',
  ice: '道路结冰',
  cold: '降温',
  wind: '大风',
  sand: '沙尘',
  heat: '高温',
  thunder: '雷电',
  hail: '冰雹',
  fog: '大雾',
  haze: '霾',
  other: '恶劣天气',
};

/** Colours of the national warning signals (中国气象局令第 16 号), mildest first. */
export const weatherLevels = ['blue', 'yellow', 'orange', 'red'] as const;
export type WeatherLevel = (typeof weatherLevels)[number];
export const weatherLevelLabel: Record<WeatherLevel, string> = {
  blue: '蓝色',
  yellow: '黄色',
  orange: '橙色',
  red: '红色',
};

/** `updated` is in force and has been changed since it was first issued. */
export const weatherEventStates = ['active', 'updated', 'cancelled', 'over'] as const;
export type WeatherEventState = (typeof weatherEventStates)[number];
export const weatherEventStateLabel: Record<WeatherEventState, string> = {
  active: '生效中',
  updated: '生效中（有更新）',
  cancelled: '已解除',
  over: '已结束',
};
